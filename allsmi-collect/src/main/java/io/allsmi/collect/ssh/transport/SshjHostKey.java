package io.allsmi.collect.ssh.transport;

import com.hierynomus.sshj.key.KeyAlgorithm;
import java.security.PublicKey;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** An algorithm of host keys, of which sshj needs no more than the name. */
record SshjHostKey(String name) implements KeyAlgorithm, PublicKey {
  /** The key was checked during the exchange, when all of it was at hand. */
  static final HostKeyVerifier VERIFIER =
      new HostKeyVerifier() {
        @Override
        public boolean verify(String hostname, int port, PublicKey key) {
          return key instanceof SshjHostKey;
        }

        @Override
        public List<String> findExistingAlgorithms(String hostname, int port) {
          return List.of();
        }
      };

  @Override
  public String getKeyAlgorithm() {
    return name;
  }

  @Override
  public PublicKey readPubKeyFromBuffer(Buffer<?> buffer) {
    throw new UnsupportedOperationException("host key: expected only its name to be used");
  }

  @Override
  public void putPubKeyIntoBuffer(PublicKey key, Buffer<?> buffer) {
    throw new UnsupportedOperationException("host key: expected only its name to be used");
  }

  @Override
  public KeyType getKeyFormat() {
    return KeyType.UNKNOWN;
  }

  @Override
  public Signature newSignature() {
    throw new UnsupportedOperationException("host key: expected only its name to be used");
  }

  @Override
  public String getAlgorithm() {
    return name;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return new byte[0];
  }
}
