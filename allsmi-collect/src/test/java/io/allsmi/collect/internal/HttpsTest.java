package io.allsmi.collect.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.TinyServer;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HttpsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final byte[] PAGE = "all_smi_up 1\n".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static Path store;
  private static Path pem;

  @BeforeAll
  static void makeCertificate() throws Exception {
    store = folder.resolve("server.p12");
    pem = folder.resolve("ca.pem");
    String common = "-keystore " + store + " -storetype PKCS12 -storepass changeit -alias server";
    keytool(
        "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 30 " + common);
    keytool("-exportcert -rfc -file " + pem + " " + common);
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
  }

  private static TinyServer server() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocketFactory sockets = context.getServerSocketFactory();
    return TinyServer.start(
        sockets,
        (request, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          out.write(PAGE);
          return true;
        });
  }

  private static HttpFetcher fetcher(boolean trusting) throws IOException {
    return new HttpFetcher(
        1000,
        Optional.empty(),
        trusting ? Optional.of(CertificateAuthorities.trusting(pem)) : Optional.empty());
  }

  private static byte[] read(HttpFetcher fetcher, String url) throws Exception {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    fetcher.call(new URL(url), LONG, LONG).run(received::write);
    return received.toByteArray();
  }

  @Test
  void trustedCertificateIsReadOverAKeptConnection() throws Exception {
    try (TinyServer server = server()) {
      HttpFetcher fetcher = fetcher(true);
      String url = "https://localhost:" + server.port() + "/metrics";
      assertThat(read(fetcher, url)).isEqualTo(PAGE);
      assertThat(read(fetcher, url)).isEqualTo(PAGE);
      assertThat(server.connectionCount()).isEqualTo(1);
    }
  }

  @Test
  void unknownCertificateIsRefused() throws Exception {
    try (TinyServer server = server()) {
      HostReadException e =
          catchThrowableOfType(
              HostReadException.class,
              () -> read(fetcher(false), "https://localhost:" + server.port() + "/metrics"));
      assertThat(e.kind()).isEqualTo(FailureKind.TLS);
      assertThat(e.text()).startsWith("TLS: ").hasSizeLessThan(200);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void certificateForAnotherNameIsRefused() throws Exception {
    try (TinyServer server = server()) {
      HostReadException e =
          catchThrowableOfType(
              HostReadException.class,
              () -> read(fetcher(true), "https://127.0.0.1:" + server.port() + "/metrics"));
      assertThat(e.kind()).isEqualTo(FailureKind.TLS);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void plainServerIsATlsFailure() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerInPlainText(server));
      answering.start();
      HostReadException e =
          catchThrowableOfType(
              HostReadException.class,
              () -> read(fetcher(true), "https://localhost:" + server.getLocalPort() + "/metrics"));
      assertThat(e.kind()).isEqualTo(FailureKind.TLS);
      answering.join();
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket connection = server.accept()) {
      assertThat(connection.getInputStream().read()).isNotNegative();
      connection
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fileWithoutCertificatesIsNamed() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> CertificateAuthorities.trusting(empty))
        .hasMessage("CA file " + empty + ": expected PEM certificates, got none");
    Path text = Files.writeString(folder.resolve("text.pem"), "hello\n");
    assertThatThrownBy(() -> CertificateAuthorities.trusting(text))
        .hasMessageStartingWith("CA file " + text + ": expected PEM certificates, got ");
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> CertificateAuthorities.trusting(missing))
        .hasMessage("CA file " + missing + ": cannot be read");
  }
}
