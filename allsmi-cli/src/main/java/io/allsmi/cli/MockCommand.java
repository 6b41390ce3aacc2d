package io.allsmi.cli;

import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A mock cluster on loopback, until it is ended. */
@Command(
    name = "mock",
    sortOptions = false,
    description = "Serve a mock cluster on loopback until ended.",
    footer = {"", "Example: allsmi mock --nodes 100 --seed 7 -o hosts.csv"})
final class MockCommand extends ConsoleCommand {
  private static final int MAX_PORT = 65_535;

  @Mixin MockSettings mock = new MockSettings();

  @Option(
      names = "--port-range",
      paramLabel = "A-B",
      description = "One port a host, from A on. Default: any free ports.")
  @Nullable String portRange;

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Write the hosts there, one a line, for --hostfile.")
  @Nullable Path output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (MockCluster cluster = MockCluster.start(options())) {
      List<String> hosts = cluster.targets().stream().map(HttpTarget::hostId).toList();
      if (output != null) {
        Files.writeString(output, String.join("\n", hosts) + "\n", StandardCharsets.UTF_8);
      } else {
        hosts.forEach(console.out()::println);
        console.out().flush();
      }
      console.complain("mock: " + hosts.size() + " hosts ready on loopback; end with Ctrl-C");
      CountDownLatch never = new CountDownLatch(1);
      never.await();
      return ExitCodes.DONE;
    }
  }

  private MockOptions options() {
    if (portRange == null) {
      return mock.options(System.getenv(), 8);
    }
    String[] ends = portRange.split("-", -1);
    int first = port(ends[0]);
    int last = ends.length == 1 ? first : port(ends[1]);
    if (ends.length > 2 || last < first) {
      throw new UsageException(
          "--port-range: expected A-B with A not above B, got '" + portRange + "'");
    }
    int room = last - first + 1;
    if (mock.nodes != null && mock.nodes > room) {
      throw new UsageException(
          "--port-range: expected room for " + mock.nodes + " hosts, got " + room + " ports");
    }
    return mock.options(System.getenv(), room).withFirstPort(first);
  }

  private int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw wrongPort(e);
    }
    throw wrongPort(null);
  }

  private UsageException wrongPort(@Nullable Throwable cause) {
    UsageException wrong =
        new UsageException(
            "--port-range: expected ports from 1 to " + MAX_PORT + ", got '" + portRange + "'");
    if (cause != null) {
      wrong.initCause(cause);
    }
    return wrong;
  }
}
