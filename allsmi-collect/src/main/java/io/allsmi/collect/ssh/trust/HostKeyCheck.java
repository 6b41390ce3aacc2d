package io.allsmi.collect.ssh.trust;

import java.util.List;

/**
 * Decides whether a server is the host that it is taken for. One check is for one host; a server's
 * key is checked before anything is said to it.
 *
 * @implSpec Safe for use by several threads.
 * @since 0.30
 */
public interface HostKeyCheck {
  /**
   * The algorithms of the keys that are known for the host, such as {@code ssh-ed25519}: the server
   * is asked for these first. Empty when none is known.
   */
  List<String> knownAlgorithms();

  /**
   * Decides about the key that the server has shown and proved to hold.
   *
   * @param key in the format of RFC 4253, also a certificate: what follows the algorithm in a line
   *     of known hosts, decoded
   * @throws HostKeyRejectedException when it is not to be trusted
   */
  void check(byte[] key) throws HostKeyRejectedException;
}
