package io.allsmi.collect.ssh.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.crypto.Signatures;
import io.allsmi.collect.ssh.crypto.WireWriter;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport against the sshd of OpenSSH. */
class RealSshdTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private static Sshd sshd;
  private static Path hostKey;
  private static Path userKey;
  private static Sshd.Server plain;

  private final List<SshjTransport> transports = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    sshd = new Sshd(folder);
    hostKey = sshd.key("host-ed25519", "-t", "ed25519");
    userKey = sshd.key("user", "-t", "ed25519");
    plain = sshd.start(List.of(hostKey), List.of(userKey));
  }

  @AfterAll
  static void stop() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @AfterEach
  void close() {
    transports.forEach(SshjTransport::close);
  }

  private SshjTransport transport(Map<String, String> environment) {
    SshjTransport transport = new SshjTransport(environment);
    transports.add(transport);
    return transport;
  }

  private SshConnection connect(Settings settings) throws Exception {
    return transport(Map.of()).connect(settings.build(), Trusting.all(), Optional.empty(), LONG);
  }

  private HostReadException refusal(Settings settings) {
    return catchThrowableOfType(HostReadException.class, () -> connect(settings));
  }

  private static String say(SshConnection connection, String command) throws IOException {
    try (RemoteShell shell = connection.start(command, LONG)) {
      return new String(shell.output().readAllBytes(), UTF_8);
    }
  }

  private static void assertWorks(SshConnection connection) throws IOException {
    assertThat(say(connection, "echo here")).isEqualTo("here\n");
  }

  @ParameterizedTest
  @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048"})
  void everyTypeOfKeyLogsInInEveryFormat(String type, String bits) throws Exception {
    String name = type + bits;
    Path own = sshd.key("own-" + name, "-t", type, "-b", bits);
    Path pem = sshd.key("pem-" + name, "-t", type, "-b", bits, "-m", "PEM");
    Path pkcs8 = sshd.key("pkcs8-" + name, "-t", type, "-b", bits, "-m", "PKCS8");
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(own, pem, pkcs8));
    for (Path key : List.of(own, pem, pkcs8)) {
      Files.delete(key.resolveSibling(key.getFileName() + ".pub"));
      assertWorks(connect(Settings.of(server.port()).key(key)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa,RFC4716,aes256-ctr",
    "rsa,PEM,",
    "rsa,PKCS8,",
    "ecdsa,PEM,",
    "ecdsa,PKCS8,",
    "ed25519,RFC4716,aes256-cbc",
    "ed25519,RFC4716,aes256-gcm@openssh.com",
    "ed25519,RFC4716,chacha20-poly1305@openssh.com"
  })
  void anEncryptedKeyIsOpenedWithWhatTheAskingProgramSays(String type, String format, String cipher)
      throws Exception {
    String name = "secret-" + type + format + cipher;
    List<String> options =
        new ArrayList<>(List.of("-t", type, "-m", format, "-N", "pass word", "-a", "2"));
    if (cipher != null) {
      options.addAll(List.of("-Z", cipher));
    }
    Path key = sshd.key(name, options.toArray(new String[0]));
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(key));
    Path askpass = sshd.askpass("pass word");
    SshSettings settings = Settings.of(server.port()).key(key).build();
    SshjTransport transport =
        transport(Map.of("SSH_ASKPASS", askpass.toString(), "SSH_ASKPASS_REQUIRE", "force"));
    assertWorks(transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertWorks(transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertThat(Path.of(askpass + ".asked")).hasContent("Enter passphrase for key '" + key + "': ");
  }

  @Test
  void aWrongPassphraseIsSaid() throws Exception {
    Path key = sshd.key("wrong", "-t", "ed25519", "-N", "right one", "-a", "2");
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(key));
    Path askpass = sshd.askpass("another");
    SshjTransport transport = transport(Map.of("SSH_ASKPASS", askpass.toString(), "DISPLAY", ":0"));
    SshSettings settings = Settings.of(server.port()).key(key).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () -> transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains(key + ": expected the passphrase, got another one")
        .doesNotContain("right one");
  }

  @Test
  void anEncryptedKeyThatNobodyOpensIsNamed() throws Exception {
    Path key = sshd.key("locked", "-t", "ed25519", "-N", "pass word", "-a", "2");
    HostReadException refusal = refusal(Settings.of(plain.port()).key(key));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains("got no key to offer", key + ": encrypted; add it to an agent");
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void aCertificateLogsInFromAFileAndFromAnAgent(String type) throws Exception {
    Path authority = sshd.key("authority-" + type, "-t", "ed25519");
    Path key = sshd.key("certified-" + type, "-t", type);
    String user = System.getProperty("user.name");
    Path pub = key.resolveSibling(key.getFileName() + ".pub");
    sshd.run(
        List.of("ssh-keygen", "-q", "-s", authority.toString(), "-I", "id", "-n", user, "" + pub),
        Map.of());
    Sshd.Server server =
        sshd.start(List.of(hostKey), List.of(), "TrustedUserCAKeys " + authority + ".pub");
    assertWorks(connect(Settings.of(server.port()).key(key)));
    Path socket = sshd.agent(key);
    assertWorks(connect(Settings.of(server.port()).agent(socket)));
    Path elsewhere = Files.move(Path.of(key + "-cert.pub"), folder.resolve(type + "-named.pub"));
    assertWorks(connect(Settings.of(server.port()).key(key).certificate(elsewhere)));
  }

  @Test
  void aServerThatTakesOnlyTheShorterHashOfRsaIsLoggedInTo() throws Exception {
    Path rsa = sshd.key("rsa-256", "-t", "rsa");
    Sshd.Server server =
        sshd.start(List.of(hostKey), List.of(rsa), "PubkeyAcceptedAlgorithms rsa-sha2-256");
    assertWorks(connect(Settings.of(server.port()).key(rsa)));
    assertWorks(connect(Settings.of(server.port()).agent(sshd.agent(rsa))));
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

  @Test
  void aRefusedLoginNamesWhatWasOfferedAndNoSecret() throws Exception {
    Path stranger = sshd.key("stranger", "-t", "ed25519");
    HostReadException refusal = refusal(Settings.of(plain.port()).key(stranger));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains(
            "ssh-ed25519 " + SshKey.parse(Sshd.publicKey(stranger)).fingerprint(),
            stranger.toString())
        .contains("it takes publickey", "authorized_keys");
  }

  @Test
  void tooManyKeysAreToldFromNoRightOne() throws Exception {
    Path[] keys = new Path[4];
    for (int i = 0; i < 4; i++) {
      keys[i] = sshd.key("many-" + i, "-t", "ed25519");
    }
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(keys[3]), "MaxAuthTries 2");
    HostReadException refusal = refusal(Settings.of(server.port()).key(keys));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text())
        .contains("Too many authentication failures", "2 of the keys", "IdentitiesOnly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void everyTypeOfHostKeyIsVerifiedAndTheKnownOneAskedForFirst(String type) throws Exception {
    Path key = sshd.key("host-only-" + type, "-t", type);
    Sshd.Server only = sshd.start(List.of(key), List.of(userKey));
    Path other = sshd.key("host-beside-" + type, "-t", type.equals("rsa") ? "ecdsa" : "rsa");
    Sshd.Server both = sshd.start(List.of(other, key), List.of(userKey));
    String[] words = Sshd.publicKey(key).split(" ", -1);
    for (Sshd.Server server : List.of(only, both)) {
      Trusting trust = Trusting.all(words[0]);
      SshSettings settings = Settings.of(server.port()).key(userKey).build();
      assertWorks(transport(Map.of()).connect(settings, trust, Optional.empty(), LONG));
      assertThat(trust.shown).hasSize(1);
      assertThat(trust.shown.get(0)).isEqualTo(java.util.Base64.getDecoder().decode(words[1]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void aHostCertificateIsVerifiedWhereAnAuthorityIsKnown(String type) throws Exception {
    Path authority = sshd.key("host-authority-" + type, "-t", "rsa");
    Path key = sshd.key("host-certified-" + type, "-t", type);
    sshd.run(
        List.of(
            "ssh-keygen",
            "-q",
            "-h",
            "-s",
            "" + authority,
            "-I",
            "id",
            "-n",
            "127.0.0.1",
            key + ".pub"),
        Map.of());
    Sshd.Server server =
        sshd.start(List.of(key), List.of(userKey), "HostCertificate " + key + "-cert.pub");
    SshSettings settings = Settings.of(server.port()).key(userKey).build();
    String[] words = Files.readString(Path.of(key + "-cert.pub")).split(" ", -1);
    Trusting trust = Trusting.all(words[0]);
    assertWorks(transport(Map.of()).connect(settings, trust, Optional.empty(), LONG));
    assertThat(trust.shown.get(0)).isEqualTo(java.util.Base64.getDecoder().decode(words[1]));
    Trusting without = Trusting.all();
    assertWorks(transport(Map.of()).connect(settings, without, Optional.empty(), LONG));
    assertThat(Signatures.type(without.shown.get(0))).doesNotContain("cert");
  }

  @Test
  void aHostKeyThatIsNotTrustedEndsTheConnectionAndTheServerIsNotToldWhy() throws Exception {
    SshSettings settings = Settings.of(plain.port()).key(userKey).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () ->
                transport(Map.of())
                    .connect(settings, Trusting.none("unknown: /k:7"), Optional.empty(), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.HOST_KEY_REJECTED);
    assertThat(refusal.text()).isEqualTo("unknown: /k:7");
    assertThat(Files.readString(plain.log())).doesNotContain("/k:7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KexAlgorithms ecdh-sha2-nistp521",
        "KexAlgorithms diffie-hellman-group14-sha256",
        "KexAlgorithms diffie-hellman-group16-sha512",
        "Ciphers aes256-ctr",
        "MACs hmac-sha2-512\nCiphers aes128-ctr"
      })
  void otherSafeAlgorithmsWork(String line) throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), line);
    assertWorks(connect(Settings.of(server.port()).key(userKey)));
  }

  @ParameterizedTest
  @CsvSource({
    "KexAlgorithms diffie-hellman-group1-sha1,key exchange: expected one of curve25519-sha256",
    "Ciphers 3des-cbc,ciphers: expected one of aes128-gcm",
    "HostKeyAlgorithms ssh-rsa,host keys: expected one of ssh-ed25519"
  })
  void aServerWithOnlyOldAlgorithmsIsRefusedPlainly(String line, String text) throws Exception {
    Path rsa = sshd.key("old-" + line.hashCode(), "-t", "rsa");
    Sshd.Server server = sshd.start(List.of(rsa), List.of(userKey), line);
    HostReadException refusal = refusal(Settings.of(server.port()).key(userKey));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNSUPPORTED);
    assertThat(refusal.text()).startsWith(text).contains(line.split(" ", -1)[1]);
  }

  @Test
  void hostsAreReachedOverOneAndTwoOthers() throws Exception {
    Sshd.Server second = sshd.start(List.of(hostKey), List.of(userKey), "PermitOpen none");
    SshjTransport transport = transport(Map.of());
    Optional<SshConnection> via = Optional.empty();
    for (Sshd.Server server : List.of(plain, plain, second)) {
      via =
          Optional.of(
              transport.connect(
                  Settings.of(server.port()).key(userKey).build(), Trusting.all(), via, LONG));
      assertWorks(via.orElseThrow());
    }
    SshSettings behind = Settings.of(plain.port()).key(userKey).build();
    SshConnection last = via.orElseThrow();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () -> transport.connect(behind, Trusting.all(), Optional.of(last), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(refusal.text()).startsWith("the jump host does not connect to it");
    assertWorks(last);
  }

  @Test
  void closingOneHostBehindAJumpHostLeavesTheOthers() throws Exception {
    SshjTransport transport = transport(Map.of());
    SshSettings settings = Settings.of(plain.port()).key(userKey).build();
    SshConnection jump = transport.connect(settings, Trusting.all(), Optional.empty(), LONG);
    SshConnection one = transport.connect(settings, Trusting.all(), Optional.of(jump), LONG);
    SshConnection two = transport.connect(settings, Trusting.all(), Optional.of(jump), LONG);
    RemoteShell endless = one.start("yes", LONG);
    assertThat(endless.output().readNBytes(100_000)).hasSize(100_000);
    one.close();
    assertThat(endless.output().readAllBytes()).isNotNull();
    assertWorks(two);
    assertWorks(jump);
  }

  @Test
  void aProxyCommandIsTheConnectionAndEndsWithIt() throws Exception {
    String ssh =
        "ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -i "
            + userKey
            + " -p "
            + plain.port()
            + " -W 127.0.0.1:"
            + plain.port()
            + " 127.0.0.1";
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey).proxyCommand(ssh));
    assertWorks(connection);
    assertThat(ProcessHandle.current().children().anyMatch(RealSshdTest::isProxy)).isTrue();
    connection.close();
    await(() -> ProcessHandle.current().descendants().noneMatch(RealSshdTest::isProxy));
  }

  private static boolean isProxy(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(" -W 127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo no way >&2; exit 1",
        "exec >&-; sleep 0.4; echo no way >&2",
        "exec <&-; echo no way >&2; exit 1",
        "echo no ssh; echo no way >&2"
      })
  void whatAProxyCommandComplainsOfIsInTheMessage(String program) {
    HostReadException refusal =
        refusal(Settings.of(1).key(userKey).proxyCommand("sh -c '" + program + "'"));
    assertThat(refusal).isInstanceOf(HandshakeCutException.class);
    assertThat(refusal.text()).endsWith(": no way");
  }

  @Test
  void oneSessionTooManyIsSaidAndTheOthersGoOn() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), "MaxSessions 1");
    SshConnection connection = connect(Settings.of(server.port()).key(userKey));
    try (RemoteShell first = connection.start("cat", LONG)) {
      IOException refusal =
          catchThrowableOfType(IOException.class, () -> connection.start("true", LONG));
      assertThat(refusal).hasMessageContaining("MaxSessions");
      first.input().write("on\n".getBytes(UTF_8));
      first.input().flush();
      assertThat(first.output().readNBytes(3)).isEqualTo("on\n".getBytes(UTF_8));
    }
  }

  @Test
  void muchOutputBesideMuchOnStandardErrorIsAllRead() throws Exception {
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey));
    String command = "head -c 6000000 /dev/zero >&2; head -c 9000000 /dev/zero";
    assertThat(say(connection, command)).hasSize(9_000_000);
  }

  @Test
  void closingAProgramUnblocksItsReaderAndKeepsTheConnection() throws Exception {
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey));
    for (String command : List.of("sleep 60", "yes", "yes >&2")) {
      RemoteShell shell = connection.start(command, LONG);
      Thread closer = new Thread(shell::close);
      closer.start();
      shell.output().transferTo(java.io.OutputStream.nullOutputStream());
      closer.join();
    }
    assertWorks(connection);
  }

  @Test
  void newKeysInTheMiddleOfOutputGoUnnoticed() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), "RekeyLimit 64K");
    SshConnection connection = connect(Settings.of(server.port()).key(userKey));
    try (RemoteShell echo = connection.start("cat", LONG)) {
      byte[] line = "x".repeat(1000).getBytes(UTF_8);
      for (int i = 0; i < 2000; i++) {
        echo.input().write(line);
        echo.input().flush();
        assertThat(echo.output().readNBytes(line.length)).hasSize(line.length);
      }
    }
    assertWorks(connection);
  }

  @Test
  void aServerThatIsStoppedEndsAtTheTimeOut() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey));
    Sshd.signal("STOP", server.process());
    SshSettings settings = Settings.of(server.port()).key(userKey).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () ->
                transport(Map.of())
                    .connect(settings, Trusting.all(), Optional.empty(), Duration.ofMillis(300)));
    assertThat(refusal.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(refusal.text()).isEqualTo("no answer within 300ms (waiting for its greeting)");
  }

  @Test
  void aSessionThatFreezesIsNoticedByItsSilence() throws Exception {
    SshConnection connection =
        connect(Settings.of(plain.port()).key(userKey).alive(Duration.ofMillis(100)));
    String pid = say(connection, "ps -o ppid= -p $$").strip();
    RemoteShell shell = connection.start("cat", LONG);
    new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
    assertThat(shell.output().read()).isEqualTo(-1);
    await(() -> !connection.isOpen());
    new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
  }

  @Test
  void aSessionThatIsKilledInTheMiddleOfItsOutputEndsIt() throws Exception {
    SshConnection connection = connect(Settings.of(plain.port()).key(userKey));
    String pid = say(connection, "ps -o ppid= -p $$").strip();
    RemoteShell shell = connection.start("yes", LONG);
    shell.output().readNBytes(10_000);
    new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
    shell.output().transferTo(java.io.OutputStream.nullOutputStream());
    await(() -> !connection.isOpen());
    IOException refusal =
        catchThrowableOfType(IOException.class, () -> connection.start("true", LONG));
    assertThat(refusal).hasMessageContaining("got one that has ended");
  }

  @Test
  void aServerThatWasRestartedIsConnectedToAgain() throws Exception {
    int port = Sshd.freePort();
    Sshd.Server server = sshd.start(port, List.of(hostKey), List.of(userKey));
    Settings settings = Settings.of(port).key(userKey);
    assertWorks(connect(settings));
    server.process().destroyForcibly().waitFor();
    HostReadException refusal = refusal(settings);
    assertThat(refusal.kind()).isEqualTo(FailureKind.REFUSED);
    sshd.start(port, List.of(hostKey), List.of(userKey));
    assertWorks(connect(settings));
  }

  @Test
  void aServerWithTooManyLoginsUnderWayIsToldFromOthers() throws Exception {
    Sshd.Server server = sshd.start(List.of(hostKey), List.of(userKey), "MaxStartups 1:100:1");
    try (Socket first = greeted(server.port())) {
      assertThat(first.isConnected()).isTrue();
      HostReadException refusal = refusal(Settings.of(server.port()).key(userKey));
      assertThat(refusal).isInstanceOf(HandshakeCutException.class);
      assertThat(refusal.kind()).isEqualTo(FailureKind.UNREACHABLE);
    }
  }

  /** A connection that the server has taken on and that does not log in. */
  private static Socket greeted(int port) throws Exception {
    AtomicReference<Socket> taken = new AtomicReference<>();
    await(
        () -> {
          try {
            Socket socket = new Socket("127.0.0.1", port);
            if (socket.getInputStream().read() == 'S') {
              taken.set(socket);
            } else {
              socket.close();
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return taken.get() != null;
        });
    return taken.get();
  }

  static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
