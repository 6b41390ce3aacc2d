package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who uses the GPUs, once. */
@Command(
    name = "users",
    sortOptions = false,
    description = "Show who uses the GPUs, once.",
    footer = {
      "",
      "Example: allsmi users --hostfile hosts.csv --sort vram --format csv",
      "Example: allsmi users --replay trace.ndjson.zst --at 14:32",
      "Example: allsmi users --hostfile hosts.csv --filter 'util<5 && vram>20GiB'"
    })
final class UsersCommand extends ConsoleCommand {
  @Mixin SourceOptions source = new SourceOptions();
  @Mixin PaceOptions pace = new PaceOptions();
  @Mixin ReplaySettings recording = new ReplaySettings();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "With --replay, then: 14:32, a date and time, or +MM:SS from its start. Default: its"
              + " end.")
  @Nullable String at;

  @Mixin UsersOptions users = new UsersOptions();
  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    recording.checkAlone(source, pace);
    users.filter.filter();
    if (recording.isGiven()) {
      ClusterSnapshot then = recording.at(at, source.slurm, console);
      return new UsersReport(users, console).printPast(then);
    }
    if (at != null) {
      throw new UsageException("--at: expected together with --replay, got hosts");
    }
    ClusterSnapshot cluster = source.readOnce(System.getenv(), pace.interval(), console);
    return new UsersReport(users, console).print(cluster);
  }
}
