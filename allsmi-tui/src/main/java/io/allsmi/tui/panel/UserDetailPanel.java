package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserHostUsage;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Inside Users: the hosts of one user, and the processes of that user on one host. */
final class UserDetailPanel {
  private static final List<TableColumn<Row.UserHost>> HOSTS =
      List.of(
          TableColumn.text("HOST", 20, false, 0, null, (Row.UserHost h) -> h.usage().hostname()),
          TableColumn.text(
              "GPUs", 9, false, 3, null, (Row.UserHost h) -> UserText.ranges(h.usage().gpus())),
          TableColumn.text("PIDS", 5, true, 5, null, (Row.UserHost h) -> "" + h.usage().procs()),
          TableColumn.text(
              "VRAM",
              8,
              true,
              0,
              null,
              (Row.UserHost h) -> UserText.bytes(h.usage().gpus().size(), h.usage().vramBytes())),
          TableColumn.text(
              "POWER*",
              8,
              true,
              2,
              null,
              (Row.UserHost h) ->
                  UserText.power(h.usage().gpus().size(), h.usage().powerMicrowatts())),
          TableColumn.text(
              "LONGEST",
              12,
              true,
              4,
              null,
              (Row.UserHost h) -> UserText.duration(h.usage().longestSeconds())),
          TableColumn.text(
              "COMMAND", 12, false, 1, null, (Row.UserHost h) -> h.usage().topCommand()));

  private UserDetailPanel() {}

  /** {@code Users › inureyes › dgx-01 3 nodes 12 GPUs …}. */
  static void crumb(Scene scene, int y) {
    String name = scene.state().users().user().orElse("");
    Optional<String> hostId = scene.state().users().hostId();
    Scene.Line line = scene.line(1, y).add("Users › ", Role.DIM);
    line.add(name, hostId.isEmpty() ? Role.STRONG : Role.NORMAL);
    Optional<UserAggregate> user = scene.view().user(name);
    if (user.isEmpty()) {
      line.add("   has no process any more", Role.WARN);
    } else if (hostId.isEmpty()) {
      UserAggregate u = user.get();
      line.add("   " + counted(u.nodes(), "node"), Role.NORMAL);
      sums(line, u.gpus(), u.procs(), u.vramBytes(), u.powerMicrowatts(), u.longestSeconds());
    } else {
      Optional<UserHostUsage> usage =
          user.get().hosts().stream().filter(h -> h.hostId().equals(hostId.get())).findFirst();
      line.add(" › ", Role.DIM).add(hostName(scene, hostId.get()), Role.STRONG);
      usage.ifPresentOrElse(
          h ->
              sums(
                  line,
                  h.gpus().size(),
                  h.procs(),
                  h.vramBytes(),
                  h.powerMicrowatts(),
                  h.longestSeconds()),
          () -> line.add("   no process here any more", Role.WARN));
    }
  }

  private static String hostName(Scene scene, String hostId) {
    return scene.view().host(hostId).map(HostSnapshot::hostname).orElse(hostId);
  }

  private static void sums(
      Scene.Line line,
      int gpus,
      int procs,
      OptionalLong vram,
      OptionalLong power,
      OptionalLong longest) {
    line.add("   " + counted(gpus, "GPU"), Role.NORMAL);
    line.add("   " + procs + (procs == 1 ? " process" : " processes"), Role.NORMAL);
    line.add("   " + UserText.bytes(gpus, vram), Role.STRONG);
    line.add("   " + UserText.power(gpus, power), Role.STRONG);
    if (longest.isPresent()) {
      line.add("   since " + UserText.duration(longest), Role.NORMAL);
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  static void hosts(Scene scene) {
    Table<Row.UserHost> table = new Table<>(HOSTS, scene.canvas().columns(), Optional.empty());
    table.header(scene, scene.layout().header(), Optional.empty());
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.UserHost host) {
            table.row(scene, y, host);
          }
        });
  }

  static void processes(Scene scene) {
    Table<Row.OnDevice> table =
        new Table<>(processColumns(scene), scene.canvas().columns(), Optional.empty());
    table.header(scene, scene.layout().header(), Optional.empty());
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.OnDevice process) {
            table.row(scene, y, process);
          }
        });
    fullCommand(scene);
  }

  private static List<TableColumn<Row.OnDevice>> processColumns(Scene scene) {
    return List.of(
        TableColumn.text("PID", 7, true, 0, null, (Row.OnDevice p) -> "" + p.process().pid()),
        TableColumn.text(
            "GPU",
            3,
            true,
            2,
            null,
            (Row.OnDevice p) -> p.device() < 0 ? Figures.UNKNOWN : "" + p.device()),
        TableColumn.text(
            "VRAM",
            8,
            true,
            0,
            null,
            (Row.OnDevice p) ->
                UserText.bytes(p.device() < 0 ? 0 : 1, p.process().gpuMemoryBytes())),
        TableColumn.text("CPU %", 6, true, 3, null, (Row.OnDevice p) -> cpu(p.process())),
        TableColumn.text(
            "RUNTIME", 12, true, 4, null, (Row.OnDevice p) -> runtime(scene, p.process())),
        TableColumn.text("COMMAND", 12, false, 1, null, (Row.OnDevice p) -> command(p.process())));
  }

  private static String cpu(ProcessInfo process) {
    return process.cpuPercent().isEmpty()
        ? Figures.UNKNOWN
        : Figures.threeDigits(process.cpuPercent().getAsDouble());
  }

  private static String runtime(Scene scene, ProcessInfo process) {
    if (process.startedAt().isEmpty() || scene.view().snapshot().isEmpty()) {
      return Figures.UNKNOWN;
    }
    Duration ran =
        Duration.between(process.startedAt().get(), scene.view().snapshot().get().takenAt());
    return UserText.duration(OptionalLong.of(Math.max(0, ran.toSeconds())));
  }

  private static String command(ProcessInfo process) {
    return process.command().isEmpty() ? process.name() : process.command();
  }

  /** The whole command of the row the cursor is on, below the table. */
  private static void fullCommand(Scene scene) {
    Listing listing = scene.view().listing(scene.state());
    int at = listing.indexOf(scene.state().position().key());
    if (at >= 0 && listing.rows().get(at) instanceof Row.OnDevice process) {
      scene
          .line(1, scene.layout().detail())
          .add("› ", Role.ACCENT)
          .add(command(process.process()), Role.NORMAL);
    }
  }
}
