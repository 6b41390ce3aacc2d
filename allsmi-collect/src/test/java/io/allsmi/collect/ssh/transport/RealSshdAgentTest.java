package io.allsmi.collect.ssh.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.crypto.WireWriter;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logging in to the sshd of OpenSSH with keys that an agent holds. */
class RealSshdAgentTest extends WithSshd {
  @Test
  void anAgentSignsWithEveryTypeOfKeyAlsoEncryptedOnes() throws Exception {
    for (String type : List.of("ed25519", "ecdsa", "rsa")) {
      Path key = sshd.key("held-" + type, "-t", type, "-N", "pass word", "-a", "2");
      Sshd.Server server = sshd.start(List.of(hostKey), List.of(key));
      Path socket = sshd.agent();
      Path askpass = sshd.askpass("pass word");
      sshd.add(
          socket, key, Map.of("SSH_ASKPASS", askpass.toString(), "SSH_ASKPASS_REQUIRE", "force"));
      assertWorks(connect(Settings.of(server.port()).agent(socket)));
      assertWorks(connect(Settings.of(server.port()).agent(socket).key(key).identitiesOnly()));
    }
  }

  @Test
  void anAgentThatKnowsOnlyTheShorterHashOfRsaIsAskedForIt() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    RSAPublicKey rsa = (RSAPublicKey) pair.getPublic();
    byte[] blob =
        new WireWriter()
            .putText("ssh-rsa")
            .putInteger(rsa.getPublicExponent())
            .putInteger(rsa.getModulus())
            .toBytes();
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(publicFile("rsa-scripted", blob)));
    Path socket = folder.resolve("agent-256");
    ScriptedAgent.Signer signer =
        (data, flags) -> flags == 2 ? Optional.of(rsaSignature(pair, data)) : Optional.empty();
    try (ScriptedAgent agent = new ScriptedAgent(socket, blob, signer)) {
      assertThat(agent).isNotNull();
      assertWorks(connect(Settings.of(server.port()).agent(socket)));
    }
  }

  private static byte[] rsaSignature(KeyPair pair, byte[] data) throws Exception {
    byte[] made = signed("SHA256withRSA", pair, data);
    return new WireWriter().putText("rsa-sha2-256").putBytes(made).toBytes();
  }

  private static byte[] signed(String algorithm, KeyPair pair, byte[] data) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update(data);
    return signature.sign();
  }

  /** A key of which only the public half is in a file; the file that the private one would be. */
  private static Path publicFile(String name, byte[] blob) throws IOException {
    SshKey key = SshKey.read(blob);
    Files.writeString(folder.resolve(name + ".pub"), key.type() + " " + key.base64() + "\n");
    return folder.resolve(name);
  }

  @Test
  void aSecurityKeyBehindAnAgentLogsIn() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    String type = "sk-ssh-ed25519@openssh.com";
    byte[] blob = new WireWriter().putText(type).putBytes(point).putText("ssh:").toBytes();
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(publicFile("sk-scripted", blob)));
    Path socket = folder.resolve("agent-sk");
    ScriptedAgent.Signer signer =
        (data, flags) -> {
          MessageDigest sha = MessageDigest.getInstance("SHA-256");
          byte[] place = new WireWriter().putByte(1).putUint32(7).toBytes(); // touched; a count
          byte[] message =
              new WireWriter()
                  .putRaw(sha.digest("ssh:".getBytes(UTF_8)))
                  .putRaw(place)
                  .putRaw(sha.digest(data))
                  .toBytes();
          byte[] made = signed("Ed25519", pair, message);
          return Optional.of(new WireWriter().putText(type).putBytes(made).putRaw(place).toBytes());
        };
    try (ScriptedAgent agent = new ScriptedAgent(socket, blob, signer)) {
      assertThat(agent).isNotNull();
      assertWorks(connect(Settings.of(server.port()).agent(socket)));
    }
  }

  @Test
  void onlyNamedKeysOfAnAgentAreOfferedWhereItIsAskedFor() throws Exception {
    Path other = sshd.key("other", "-t", "ed25519");
    Path socket = sshd.agent(other, userKey);
    Path pub = userKey.resolveSibling(userKey.getFileName() + ".pub");
    assertWorks(connect(Settings.of(plain.port()).agent(socket).key(pub).identitiesOnly()));
    Path absent = folder.resolve("absent");
    HostReadException refusal =
        refusal(Settings.of(plain.port()).agent(socket).key(absent).identitiesOnly());
    assertThat(refusal.text()).contains("got no key to offer", absent + ": there is no such file");
  }
}
