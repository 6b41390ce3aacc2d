package io.allsmi.collect.ssh.crypto;

/** Derives keys from a passphrase as OpenSSH does. */
@FunctionalInterface
public interface Bcrypt {
  /** Fills {@code key}. */
  void derive(byte[] passphrase, byte[] salt, int rounds, byte[] key);
}
