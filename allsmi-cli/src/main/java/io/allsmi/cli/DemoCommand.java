package io.allsmi.cli;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.PollOptions;
import io.allsmi.collect.mock.MockCluster;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A mock cluster and the view of it, in one process. */
@Command(
    name = "demo",
    sortOptions = false,
    description = "Watch a mock cluster; without a terminal, show its users once.",
    footer = {"", "Example: allsmi demo --nodes 40 --platform mixed"})
final class DemoCommand extends ConsoleCommand {
  private static final int NODES = 8;

  @Mixin MockSettings mock = new MockSettings();
  @Mixin UsersOptions users = new UsersOptions();
  @Mixin ViewOptions view = new ViewOptions();
  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (MockCluster cluster = MockCluster.start(mock.options(System.getenv(), NODES));
        ClusterPoller poller = ClusterPoller.open(cluster.targets(), PollOptions.defaults())) {
      if (!Terminals.isInteractive()) {
        return new UsersReport(users, console).print(poller.readOnce());
      }
      view.run(poller, "mock cluster", console);
      return ExitCodes.DONE;
    }
  }
}
