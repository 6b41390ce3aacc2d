package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private static final Console NOWHERE =
      new Console(
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()));

  @Test
  void theVersionLineEndsInANumber() {
    CommandRun result = CommandRun.of("--version");
    assertThat(result.code()).isZero();
    assertThat(result.out().strip()).matches("allsmi \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void theListOfCommandsIsThatOfTheWholeCommandLine() {
    String whole = Main.commandLine(new String[] {"-X"}, NOWHERE).getUsageMessage();
    String listed = Main.commandLine(new String[] {"--help"}, NOWHERE).getUsageMessage();
    assertThat(listed).isEqualTo(whole);
  }

  @Test
  void helpNamesEveryCommandAndEachCommandHasHelp() {
    CommandRun help = CommandRun.of("--help");
    assertThat(help.code()).isZero();
    for (String command : Commands.byName().keySet()) {
      assertThat(help.out()).contains("  " + command);
      CommandRun own = CommandRun.of(command, "--help");
      assertThat(own.code()).isZero();
      assertThat(own.out()).contains("Usage: allsmi " + command).contains("--help");
    }
  }

  @Test
  void usersOfAFrozenClusterAreTheSameInEveryForm() throws IOException {
    try (MockCluster cluster =
        MockCluster.start(MockOptions.defaults().withNodes(3).withFrozen(true))) {
      Path hosts = folder.resolve("hosts.csv");
      StringBuilder list = new StringBuilder("# a mock cluster\n");
      cluster.targets().forEach(target -> list.append(target.hostId()).append('\n'));
      Files.writeString(hosts, list);
      CommandRun table = CommandRun.of("users", "--hostfile", hosts.toString());
      CommandRun csv = CommandRun.of("users", "--hostfile", hosts.toString(), "--format", "csv");
      CommandRun json = CommandRun.of("users", "--hostfile", hosts.toString(), "--format", "json");
      assertThat(table.code() + csv.code() + json.code()).isZero();
      assertThat(csv.out())
          .startsWith(
              "user,is_system,nodes,gpus,procs,vram_bytes,power_watts,longest_seconds,top_command\n");
      long users = csv.out().lines().count() - 1;
      assertThat(json.out().split("\"is_system\"", -1)).hasSize((int) users + 1);
      assertThat(table.out()).startsWith(users + " users · 3 of 3 hosts reporting");
      assertThat(json.out())
          .startsWith("{\"schema\":1,\"timestamp\":\"")
          .contains("\"coverage\":{\"hosts\":3,\"reporting\":3,");
    }
  }

  @Test
  void systemAccountsAndUsersWithoutGpuCanBeLeftOut() throws IOException {
    try (MockCluster cluster =
        MockCluster.start(MockOptions.defaults().withNodes(2).withFrozen(true))) {
      String[] hosts = cluster.targets().stream().map(Object::toString).toArray(String[]::new);
      CommandRun all =
          CommandRun.of("users", "--hosts", String.join(",", hosts), "--format", "csv");
      CommandRun few =
          CommandRun.of(
              "users",
              "--hosts",
              String.join(",", hosts),
              "--format",
              "csv",
              "--hide-system",
              "--gpu-only",
              "--sort",
              "vram");
      assertThat(all.out()).contains("\nroot,true,");
      assertThat(few.out()).doesNotContain("root").doesNotContain(",true,");
      assertThat(few.out().lines().skip(1)).allMatch(line -> !line.split(",")[3].equals("0"));
      assertThat(few.out().lines().skip(1).map(line -> Long.parseLong(line.split(",")[5])))
          .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
  }

  @Test
  void aHostThatFailsIsNamedAndTheOthersStand() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    try (MockCluster cluster =
        MockCluster.start(MockOptions.defaults().withNodes(1).withFrozen(true))) {
      String broken = "127.0.0.1:" + server.getAddress().getPort();
      CommandRun result =
          CommandRun.of("users", "--hosts", cluster.targets().get(0).hostId(), broken);
      assertThat(result.code()).isZero();
      assertThat(result.out()).contains("⚠ partial coverage: 1 of 2 nodes reporting process data");
      assertThat(result.err()).isEqualTo("allsmi: " + broken + ": HTTP 500\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whenNoHostAnswersTheStatusSaysSo() {
    CommandRun result = CommandRun.of("users", "--hosts", "127.0.0.1:1");
    assertThat(result.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(result.err()).startsWith("allsmi: 127.0.0.1:1: ").hasLineCount(1);
  }

  @Test
  void aListOfHostsInTheEnvironmentThatNamesNoneIsAWrongCommandLine() {
    for (String list : new String[] {" , ", "bad host"}) {
      SourceOptions options = new SourceOptions();
      assertThatThrownBy(
              () ->
                  options.open(
                      Map.of(SourceOptions.HOSTS_VARIABLE, list), Optional.empty(), NOWHERE))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("BACKENDAI_CLUSTER_HOSTS: expected at least one host");
    }
  }

  @Test
  void aTokenThatCannotBeSentIsAWrongCommandLine() {
    SourceOptions options = new SourceOptions();
    options.hosts.add("a");
    assertThatThrownBy(
            () ->
                options.open(
                    Map.of(SourceOptions.TOKEN_VARIABLE, "a\nb"), Optional.empty(), NOWHERE))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("ALL_SMI_AUTH_TOKEN: token: expected");
  }

  @Test
  void parseTellsValidFromUselessInput() throws IOException {
    Path page = Files.writeString(folder.resolve("page"), "a 1\nb x\n");
    CommandRun some = CommandRun.of("parse", "exposition", page.toString());
    assertThat(some.code()).isZero();
    assertThat(some.out()).contains("\"samples\":[{\"name\":\"a\"");
    assertThat(some.err()).contains("line 2: value: expected a number, got 'x'");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThat(CommandRun.of("parse", "exposition", empty.toString()).code()).isZero();
    Path useless = Files.writeString(folder.resolve("useless"), "<html>\n");
    assertThat(CommandRun.of("parse", "exposition", useless.toString()).code())
        .isEqualTo(ExitCodes.FAILED);
  }

  @Test
  void aFaultOfOursIsOneLineToo() {
    assertThat(ErrorReporter.message(new IllegalStateException("odd")))
        .startsWith("a fault in this program, please report it: ")
        .doesNotContain("\n");
  }
}
