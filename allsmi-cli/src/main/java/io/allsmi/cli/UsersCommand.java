package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who uses the GPUs, once. */
@Command(
    name = "users",
    sortOptions = false,
    description = "Show who uses the GPUs, once.",
    footer = {"", "Example: allsmi users --hostfile hosts.csv --sort vram --format csv"})
final class UsersCommand extends ConsoleCommand {
  @Mixin SourceOptions source = new SourceOptions();
  @Mixin UsersOptions users = new UsersOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterSnapshot cluster = source.readOnce(System.getenv(), console);
    return new UsersReport(users, console).print(cluster);
  }
}
