package io.allsmi.collect.ssh.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.remote.ShellOutput;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport against servers in this process, good ones and bad ones. */
class SshjTransportTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private static SshServer server;
  private static Path key;

  private SshjTransport transport;

  @BeforeAll
  static void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair user = generator.generateKeyPair();
    key = folder.resolve("key");
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(user.getPrivate().getEncoded());
    Files.writeString(
        key, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
    server.setPublickeyAuthenticator((name, shown, session) -> shown.equals(user.getPublic()));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.setCommandFactory((channel, command) -> new Scripted(command));
    server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.stop(true);
  }

  @BeforeEach
  void open() {
    transport = new SshjTransport(Map.of());
  }

  @AfterEach
  void close() {
    transport.close();
    WithSshd.await(SshjTransportTest::isQuiet);
  }

  /** No thread of the transport is left. */
  private static boolean isQuiet() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .noneMatch(name -> name.startsWith("allsmi-ssh") || name.startsWith("sshj"));
  }

  /** A program that does what its name says. */
  private static final class Scripted implements Command {
    private final String name;
    private OutputStream out = OutputStream.nullOutputStream();
    private long packetBytes;
    private String secured = "";
    private org.apache.sshd.server.ExitCallback exit = (code, message, isOver) -> {};
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    Scripted(String name) {
      this.name = name;
    }

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void setExitCallback(org.apache.sshd.server.ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, org.apache.sshd.server.Environment environment) {
      packetBytes = channel.getRemoteWindow().getPacketSize();
      secured =
          channel.getSession().getNegotiatedKexParameter(KexProposalOption.S2CENC)
              + " "
              + channel.getSession().getNegotiatedKexParameter(KexProposalOption.S2CMAC);
      Thread worker = new Thread(this::run);
      thread.set(worker);
      worker.start();
    }

    private void run() {
      try {
        switch (name) {
          case "endless" -> {
            byte[] block = new byte[32_768];
            while (!Thread.currentThread().isInterrupted()) {
              out.write(block);
              out.flush();
            }
          }
          case "half" -> {
            out.write("half".getBytes(UTF_8));
            out.close(); // and never exits
          }
          case "packet" -> {
            out.write(String.valueOf(packetBytes).getBytes(UTF_8));
            out.flush();
            exit.onExit(0);
          }
          case "secured" -> {
            out.write(secured.getBytes(UTF_8));
            out.flush();
            exit.onExit(0);
          }
          case "large" -> {
            out.write(new byte[300_000]);
            out.flush();
            exit.onExit(0);
          }
          default -> {
            out.write(name.getBytes(UTF_8));
            out.flush();
            exit.onExit(0);
          }
        }
      } catch (IOException e) {
        exit.onExit(1);
      }
    }

    @Override
    public void destroy(ChannelSession channel) {
      Thread worker = thread.get();
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private SshSettings settings(int port) {
    return Settings.of(port).key(key).build();
  }

  private SshConnection connect(Optional<SshConnection> via) throws Exception {
    return transport.connect(settings(server.getPort()), Trusting.all(), via, LONG);
  }

  private HostReadException refusal(int port, Duration timeout) {
    return catchThrowableOfType(
        HostReadException.class,
        () -> transport.connect(settings(port), Trusting.all(), Optional.empty(), timeout));
  }

  private static String say(SshConnection connection, String command) throws IOException {
    try (RemoteShell shell = connection.start(command, LONG)) {
      return new String(shell.output().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aHostIsReachedAlsoThroughAnother() throws Exception {
    SshConnection jump = connect(Optional.empty());
    SshConnection behind = connect(Optional.of(jump));
    assertThat(say(behind, "there")).isEqualTo("there");
    assertThat(say(jump, "here")).isEqualTo("here");
    jump.close();
    WithSshd.await(() -> !behind.isOpen());
  }

  /** What is kept for the largest packet is kept for each of many hosts. */
  @Test
  void aServerIsAskedForSmallPackets() throws Exception {
    SshConnection connection = connect(Optional.empty());
    assertThat(say(connection, "packet")).isEqualTo("8192");
    assertThat(say(connection, "large")).hasSize(300_000);
  }

  @Test
  void whatIsQuickInJavaIsAgreedOnFirst() throws Exception {
    assertThat(say(connect(Optional.empty()), "secured"))
        .isEqualTo("aes128-ctr hmac-sha2-256-etm@openssh.com");
  }

  @Test
  void aProgramThatStopsWritingAndStaysIsLeft() throws Exception {
    SshConnection connection = connect(Optional.empty());
    try (RemoteShell shell = connection.start("half", LONG)) {
      assertThat(shell.output().readNBytes(4)).isEqualTo("half".getBytes(UTF_8));
    }
    assertThat(say(connection, "next")).isEqualTo("next");
  }

  @Test
  void endlessOutputStopsWhenItIsNotWanted() throws Exception {
    SshConnection connection = connect(Optional.empty());
    for (int i = 0; i < 3; i++) {
      try (RemoteShell shell = connection.start("endless", LONG)) {
        assertThat(shell.output().readNBytes(5_000_000)).hasSize(5_000_000);
      }
    }
    assertThat(say(connection, "still")).isEqualTo("still");
  }

  /** Counts what comes, and keeps its beginning. */
  private static final class Heard implements ShellOutput {
    final AtomicLong count = new AtomicLong();
    final CountDownLatch end = new CountDownLatch(1);
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    @Override
    public void take(byte[] bytes, int from, int length) {
      if (beginning.size() < 100) {
        beginning.write(bytes, from, length);
      }
      count.addAndGet(length);
    }

    @Override
    public void ended() {
      end.countDown();
    }

    String text() throws InterruptedException {
      end.await();
      return beginning.toString(UTF_8);
    }
  }

  @Test
  void aListenerHearsAllOfAProgramThatHasEndedBefore() throws Exception {
    SshConnection connection = connect(Optional.empty());
    try (RemoteShell shell = connection.start("first", LONG);
        RemoteShell ended = connection.start("second", LONG)) {
      Heard heard = new Heard();
      shell.listen(heard);
      assertThat(heard.text()).isEqualTo("first");
      WithSshd.await(() -> available(ended) == "second".length());
      Heard late = new Heard();
      ended.listen(late);
      assertThat(late.text()).isEqualTo("second");
    }
  }

  private static int available(RemoteShell shell) {
    try {
      return shell.output().available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endlessOutputGoesToAListenerUntilItIsNotWanted() throws Exception {
    SshConnection connection = connect(Optional.empty());
    Heard heard = new Heard();
    try (RemoteShell shell = connection.start("endless", LONG)) {
      shell.listen(heard);
      WithSshd.await(() -> heard.count.get() > 5_000_000 || heard.end.getCount() == 0);
    }
    heard.end.await();
    assertThat(say(connection, "still")).isEqualTo("still");
  }

  @Test
  void aListenerIsToldThatTheConnectionHasEnded() throws Exception {
    SshConnection connection = connect(Optional.empty());
    Heard heard = new Heard();
    RemoteShell shell = connection.start("half", LONG);
    shell.listen(heard);
    connection.close();
    heard.end.await();
    shell.close();
  }

  @Test
  void closingTwiceAndUsingAfterwardsIsHarmless() throws Exception {
    SshConnection connection = connect(Optional.empty());
    connection.close();
    connection.close();
    assertThat(connection.isOpen()).isFalse();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> connection.start("true", LONG));
    transport.close();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> connect(Optional.empty()));
  }

  @Test
  void aServerThatSaysNothingEndsAtTheTimeOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      HostReadException refusal = refusal(silent.getLocalPort(), Duration.ofMillis(200));
      assertThat(refusal.kind()).isEqualTo(FailureKind.TIMEOUT);
      assertClosedByUs(silent);
    }
  }

  @Test
  void anInterruptLeavesNothingOpen() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () ->
                  ended.complete(
                      catchThrowableOfType(
                          InterruptedException.class,
                          () ->
                              transport.connect(
                                  settings(silent.getLocalPort()),
                                  Trusting.all(),
                                  Optional.empty(),
                                  LONG))));
      thread.start();
      try (Socket client = silent.accept()) {
        thread.interrupt();
        assertThat(ended.get(LONG.toSeconds(), TimeUnit.SECONDS))
            .isInstanceOf(InterruptedException.class);
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  @Test
  void closingTheTransportEndsAttemptsThatAreUnderWay() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<HostReadException> ended = new CompletableFuture<>();
      new Thread(() -> ended.complete(refusal(silent.getLocalPort(), LONG))).start();
      try (Socket client = silent.accept()) {
        transport.close();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
      assertThat(ended.get(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }
  }

  private static void assertClosedByUs(ServerSocket silent) throws IOException {
    try (Socket client = silent.accept()) {
      client.getInputStream().transferTo(OutputStream.nullOutputStream()); // to its end
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-x\r\n", "Exceeded MaxStartups\r\n"})
  void aConnectionThatEndsBeforeKeysAreExchangedIsTold(String greeting) throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = answer(rude, greeting.getBytes(UTF_8), false);
      HostReadException refusal = refusal(rude.getLocalPort(), LONG);
      assertThat(refusal).isInstanceOf(HandshakeCutException.class);
      if (greeting.startsWith("Exceeded")) {
        assertThat(refusal.text()).endsWith(": Exceeded MaxStartups");
      }
      thread.join();
    }
  }

  @Test
  void aServerOfAnotherProtocolIsTold() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      byte[] page = ("HTTP/1.1 400 Bad Request\r\n" + "x".repeat(20_000)).getBytes(UTF_8);
      Thread thread = answer(web, page, true);
      HostReadException refusal = refusal(web.getLocalPort(), LONG);
      assertThat(refusal.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
      assertThat(refusal.text()).startsWith("expected a server that speaks SSH, got 'xxx");
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0000\u0000\u0000",
        "\u00ff\u00ff\u00ff\u00ff",
        "\u0000\u0000\u0000\u0010\u0004\u0014zzzzzzzzzzzzzzzzz"
      })
  void packetsThatAreNoneAreAFailureLikeAnother(String packet) throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      byte[] bytes =
          ("SSH-2.0-x\r\n" + packet).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      Thread thread = answer(rude, bytes, true);
      HostReadException refusal = refusal(rude.getLocalPort(), Duration.ofSeconds(2));
      assertThat(refusal.kind())
          .isIn(FailureKind.MALFORMED_REPLY, FailureKind.TIMEOUT, FailureKind.UNSUPPORTED);
      thread.join();
    }
  }

  /** Takes one connection, writes, and closes at once or after the client has. */
  private static Thread answer(ServerSocket listening, byte[] bytes, boolean isPatient) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = listening.accept()) {
                client.getOutputStream().write(bytes);
                client.getOutputStream().flush();
                if (isPatient) {
                  client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
              } catch (IOException e) {
                assertThat(e).isNotNull(); // the client was quicker
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void anAgentThatHangsIsNamedAndTheKeyFilesAreOffered() throws Exception {
    Path socket = folder.resolve("hangs");
    try (java.nio.channels.ServerSocketChannel hangs =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      hangs.bind(java.net.UnixDomainSocketAddress.of(socket));
      Settings settings = Settings.of(server.getPort()).agent(socket);
      HostReadException refusal =
          catchThrowableOfType(
              HostReadException.class,
              () -> transport.connect(settings.build(), Trusting.all(), Optional.empty(), LONG));
      assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(refusal.text())
          .contains("left out the agent at " + socket + ": expected an answer in time, got none");
      SshSettings withKey = settings.key(key).build();
      transport.connect(withKey, Trusting.all(), Optional.empty(), LONG).close();
    }
  }

  @Test
  void whereNoKeyMayBeOfferedNoneIs() {
    SshSettings settings = Settings.of(server.getPort()).key(key).offersNoKeys().build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () -> transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
    assertThat(refusal.text()).contains("got PubkeyAuthentication no in ssh_config");
  }

  @Test
  void aNameWithoutAnAddressIsToldFromASilentHost() {
    SshSettings settings = Settings.of(22).host("no-such-host.invalid").key(key).build();
    HostReadException refusal =
        catchThrowableOfType(
            HostReadException.class,
            () -> transport.connect(settings, Trusting.all(), Optional.empty(), LONG));
    assertThat(refusal.kind()).isEqualTo(FailureKind.UNRESOLVED);
    assertThat(List.of(refusal.text())).containsExactly("the name has no address");
  }
}
