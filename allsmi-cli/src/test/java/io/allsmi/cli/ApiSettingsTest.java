package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.exporter.ExporterOptions;
import io.allsmi.collect.local.ProcessScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApiSettingsTest {
  @TempDir Path folder;

  private static ApiSettings settings(String... args) {
    ApiCommand command = new ApiCommand();
    new CommandLine(command).parseArgs(args);
    return command.settings;
  }

  private static ExporterOptions options(String... args) {
    return settings(args).options(Map.of());
  }

  @Test
  void withoutOptionsItIsWhatTheFieldExpects() {
    ExporterOptions options = options();
    assertThat(options.addresses()).containsExactly(new InetSocketAddress("0.0.0.0", 9090));
    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.socket()).isEmpty();
    assertThat(options.maxSubscribers()).isEqualTo(256);
    assertThat(settings().local().scope()).isEqualTo(ProcessScope.NONE);
    assertThat(settings().local().masksSecrets()).isTrue();
  }

  @Test
  void processesAreSwitchedBothWays() {
    assertThat(settings("--processes").local().scope()).isEqualTo(ProcessScope.ALL);
    assertThat(settings("--processes=true").local().scope()).isEqualTo(ProcessScope.ALL);
    assertThat(settings("--processes=false").local().scope()).isEqualTo(ProcessScope.NONE);
  }

  @Test
  void listenersAreAsManyAsNamed() {
    ExporterOptions options =
        options("--bind", "127.0.0.1,::1", "-p", "9999", "--socket", "/run/x.sock");
    assertThat(options.addresses()).hasSize(2);
    assertThat(options.socket()).hasValue(Path.of("/run/x.sock"));
    assertThat(options("--port", "0", "--socket").addresses()).isEmpty();
    assertThat(options("--socket").socket().orElseThrow().toString()).endsWith("/all-smi.sock");
    assertThat(settings("--bind", "127.0.0.1,::1").listeners(options, List.of(1, 2)))
        .startsWith("serving http://127.0.0.1:1/metrics and http://[");
  }

  @Test
  void theEnvironmentHasItsSay() {
    ExporterOptions options =
        settings()
            .options(
                Map.of(
                    ApiSettings.SUBSCRIBERS_VARIABLE, "7",
                    ApiSettings.ORIGINS_VARIABLE, "https://a.example, https://b.example",
                    ApiSettings.STATE_VARIABLE, "/var/lib/allsmi:/other"));
    assertThat(options.maxSubscribers()).isEqualTo(7);
    assertThat(options.corsOrigins()).hasSize(2);
    assertThat(options.energyFile()).hasValue(Path.of("/var/lib/allsmi/energy"));
    assertThatThrownBy(() -> settings().options(Map.of(ApiSettings.SUBSCRIBERS_VARIABLE, "x")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(ApiSettings.SUBSCRIBERS_VARIABLE + ": expected");
  }

  @Test
  void wrongOptionsAreAWrongCommandLine() {
    for (String[] args :
        new String[][] {
          {"--port", "70000"},
          {"--port", "0"},
          {"--interval", "0"},
          {"--max-processes", "-1"},
          {"--tls-cert", "a.pem"},
          {"--bind", " "}
        }) {
      assertThatThrownBy(() -> options(args))
          .as(String.join(" ", args))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void whatCannotBeServedIsOneLineAndStatusOne() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertFails("expected a free port, got one that is in use", "--port", port);
    }
    String text = Files.writeString(folder.resolve("empty"), "").toString();
    String[] socket = {"--port", "0", "--socket", folder.resolve("s").toString()};
    assertFails("expected a socket or nothing, got a folder", "-p", "0", "-s", folder.toString());
    assertFails("expected a token", with(socket, "--token-file", text));
    assertFails("missing", with(socket, "--token-file", folder.resolve("missing").toString()));
    assertFails("expected certificates", with(socket, "--tls-cert", text, "--tls-key", text));
    assertThat(folder.resolve("s")).doesNotExist();
  }

  private static String[] with(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static void assertFails(String message, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] line = with(new String[] {"api", "--bind", "127.0.0.1"}, args);
    int code =
        Main.run(
            line,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains(message);
    assertThat(code).isEqualTo(ExitCodes.FAILED);
  }
}
