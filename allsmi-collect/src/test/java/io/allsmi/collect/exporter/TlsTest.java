package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.FakeCluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (String kind : List.of("RSA", "EC")) {
      String store = folder.resolve(kind + ".p12").toString();
      String common = "-keystore " + store + " -storetype PKCS12 -storepass changeit -alias server";
      keytool(
          "-genkeypair -keyalg " + kind + " -dname CN=localhost -ext san=ip:127.0.0.1 " + common);
      keytool("-exportcert -rfc -file " + folder.resolve(kind + ".pem") + " " + common);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(Path.of(store))) {
        keys.load(in, PASSWORD);
      }
      byte[] key = keys.getKey("server", PASSWORD).getEncoded();
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
      Files.writeString(
          folder.resolve(kind + ".key"),
          "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
  }

  private static ExporterOptions.Tls files(String certificate, String key) {
    return new ExporterOptions.Tls(folder.resolve(certificate), folder.resolve(key));
  }

  @Test
  void aClientThatTrustsTheCertificateIsServed() throws Exception {
    for (String kind : List.of("RSA", "EC")) {
      ExporterOptions options = Served.options().withTls(files(kind + ".pem", kind + ".key"));
      ScriptedSource source = new ScriptedSource(at -> FakeCluster.hosts().get(0));
      try (Exporter exporter = Exporter.start(source, options)) {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(kind)).build();
        URI uri = URI.create("https://127.0.0.1:" + exporter.ports().get(0) + "/metrics");
        HttpResponse<String> page =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
      }
    }
  }

  private static SSLContext trusting(String kind) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(kind + ".p12"))) {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(in, PASSWORD);
      trusted.load(null, null);
      trusted.setCertificateEntry("server", own.getCertificate("server"));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void filesThatAreNoCertificateOrNoKeyAreNamed() throws IOException {
    Files.writeString(folder.resolve("text"), "nothing of the kind\n");
    Files.writeString(
        folder.resolve("old.key"),
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    Files.writeString(
        folder.resolve("locked.key"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    assertFails("text", "RSA.key", "text: expected certificates in PEM, got ");
    assertFails("RSA.pem", "text", "text: expected a key in PKCS#8 PEM without a passphrase");
    assertFails("RSA.pem", "old.key", "got one of another form; convert it with");
    assertFails("RSA.pem", "locked.key", "got one with a passphrase");
    assertFails("RSA.pem", "EC.key", "expected a key of kind RSA");
    assertFails("missing.pem", "RSA.key", "missing.pem");
  }

  private static void assertFails(String certificate, String key, String message) {
    assertThatThrownBy(() -> PemIdentity.read(files(certificate, key)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
