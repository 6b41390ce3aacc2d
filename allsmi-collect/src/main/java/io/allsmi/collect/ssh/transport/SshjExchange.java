package io.allsmi.collect.ssh.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.digest.SHA384;
import net.schmizz.sshj.transport.digest.SHA512;
import net.schmizz.sshj.transport.kex.DHGroupData;
import net.schmizz.sshj.transport.kex.KeyExchange;
import org.jspecify.annotations.Nullable;

/** An exchange of keys. */
final class SshjExchange implements KeyExchange {
  private final String name;
  private final HostKeyProof proof;
  private final Digest digest;
  private @Nullable KeyAgreement agreement;
  private @Nullable Transport transport;
  private Buffer.PlainBuffer beginning = new Buffer.PlainBuffer();
  private byte[] hash = new byte[0];
  private BigInteger secret = BigInteger.ZERO;

  SshjExchange(String name, HostKeyProof proof) {
    this.name = name;
    this.proof = proof;
    boolean isLong = name.endsWith("512") || name.endsWith("nistp521");
    digest = isLong ? new SHA512() : name.endsWith("384") ? new SHA384() : new SHA256();
  }

  private static KeyAgreement agreement(String name) throws GeneralSecurityException {
    return switch (name) {
      case "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521" ->
          new KeyAgreement.Curve(name.substring("ecdh-sha2-".length()));
      case "diffie-hellman-group14-sha256" -> new KeyAgreement.Group(DHGroupData.P14);
      case "diffie-hellman-group16-sha512" -> new KeyAgreement.Group(DHGroupData.P16);
      case "diffie-hellman-group18-sha512" -> new KeyAgreement.Group(DHGroupData.P18);
      default -> new KeyAgreement.X25519();
    };
  }

  @Override
  public void init(
      Transport over, String server, String client, byte[] serverInit, byte[] clientInit)
      throws GeneralSecurityException, TransportException {
    transport = over;
    KeyAgreement chosen = agreement(name);
    agreement = chosen;
    digest.init();
    beginning =
        new Buffer.PlainBuffer()
            .putString(client)
            .putString(server)
            .putString(clientInit)
            .putString(serverInit);
    over.write(new SSHPacket(Message.KEXDH_INIT).putBytes(chosen.offer()));
  }

  @Override
  public boolean next(Message message, SSHPacket packet)
      throws GeneralSecurityException, TransportException {
    KeyAgreement chosen = agreement;
    Transport over = transport;
    if (message != Message.KEXDH_31 || chosen == null || over == null) {
      throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "unexpected " + message);
    }
    try {
      byte[] key = packet.readBytes();
      byte[] answer = packet.readBytes();
      byte[] signature = packet.readBytes();
      secret = chosen.agree(answer);
      byte[] all =
          beginning
              .putBytes(key)
              .putBytes(chosen.offer())
              .putBytes(answer)
              .putMPInt(secret)
              .getCompactData();
      digest.update(all, 0, all.length);
      hash = digest.digest();
      proof.check(key, over.getHostKeyAlgorithm().getKeyAlgorithm(), hash, signature);
    } catch (TransportException e) {
      throw e;
    } catch (IOException e) {
      // The server gets this message: it is not for it to know what is trusted here.
      throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "not accepted", e);
    }
    return true;
  }

  @Override
  public byte[] getH() {
    return hash.clone();
  }

  @Override
  public BigInteger getK() {
    return secret;
  }

  @Override
  public Digest getHash() {
    return digest;
  }

  @Override
  public PublicKey getHostKey() {
    return new SshjHostKey(name);
  }
}
