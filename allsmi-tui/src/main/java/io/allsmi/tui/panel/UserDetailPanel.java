package io.allsmi.tui.panel;

import io.allsmi.core.table.Column;
import io.allsmi.core.table.ProcessColumns;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.UserHostColumns;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.core.usage.UserHostUsage;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Inside Users: the hosts of one user, and the processes of that user on one host. */
final class UserDetailPanel {
  private static final List<TableColumn<Row.UserHost>> HOSTS =
      Column.onScreen(UserHostColumns.ALL).stream().map(UserDetailPanel::column).toList();

  /** Without the user, who is the same in every row. */
  private static final List<TableColumn<Row.OnDevice>> PROCESSES = processes(false);

  /** Of an account or a partition, with the users. */
  private static final List<TableColumn<Row.OnDevice>> PROCESSES_OF_GROUP = processes(true);

  private UserDetailPanel() {}

  private static List<TableColumn<Row.OnDevice>> processes(boolean withUser) {
    return Column.onScreen(ProcessColumns.ALL).stream()
        .filter(c -> withUser || !c.key().equals("user"))
        .map(c -> TableColumn.of(c, Row.OnDevice::process, Minimum.of(c.key()), null))
        .map(c -> c.title().equals("STARTED") ? c.withTitle("RUNTIME") : c)
        .toList();
  }

  private static TableColumn<Row.UserHost> column(Column<UserHostUsage> column) {
    TableColumn<Row.UserHost> shown =
        TableColumn.of(column, Row.UserHost::usage, Minimum.of(column.key()), null);
    return column.key().equals("host") ? shown.withPainter(UserDetailPanel::host) : shown;
  }

  private static void host(Scene scene, int x, int y, int width, Row.UserHost row) {
    UserHostUsage usage = row.usage();
    String name = HostName.within(scene, usage.hostId(), usage.hostname(), width);
    TableColumn.paint(scene, x, y, width, false, name, Role.NORMAL);
  }

  /** {@code Users › inureyes › dgx-01 3 nodes 12 GPUs …}. */
  static void crumb(Scene scene, int y) {
    String name = scene.state().users().user().orElse("");
    Optional<String> hostId = scene.state().users().hostId();
    UserGrouping grouping = scene.state().users().grouping();
    String what = grouping == UserGrouping.USER ? "" : grouping.wireName() + " ";
    Scene.Line line = scene.line(1, y).add("Users › " + what, Role.DIM);
    line.add(name, hostId.isEmpty() ? Role.STRONG : Role.NORMAL);
    Optional<UserAggregate> user = scene.view().user(grouping, name);
    if (user.isEmpty()) {
      line.add("   has no process " + gone(scene), Role.WARN);
    } else if (hostId.isEmpty()) {
      UserAggregate u = user.get();
      line.fact("   ", "", counted(u.nodes(), "node"), Role.NORMAL);
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
          () -> line.add("   no process here " + gone(scene), Role.WARN));
    }
  }

  /** Of a recording nobody knows whether it comes after this or went before. */
  private static String gone(Scene scene) {
    return scene.state().replay().isPresent() ? "at this time" : "any more";
  }

  private static String hostName(Scene scene, String hostId) {
    return scene.view().host(hostId).map(h -> HostName.of(scene, h)).orElse(hostId);
  }

  private static void sums(
      Scene.Line line,
      int gpus,
      int procs,
      OptionalLong vram,
      OptionalLong power,
      OptionalLong longest) {
    line.fact("   ", "", counted(gpus, "GPU"), Role.NORMAL);
    line.fact("   ", "", procs + (procs == 1 ? " process" : " processes"), Role.NORMAL);
    line.fact("   ", "", Quantity.bytes(vram), Role.STRONG);
    line.fact("   ", "", Quantity.watts(power), Role.STRONG);
    if (longest.isPresent()) {
      line.fact("   ", "since ", Quantity.duration(longest), Role.NORMAL);
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
    boolean ofUser = scene.state().users().grouping() == UserGrouping.USER;
    Table<Row.OnDevice> table =
        new Table<>(
            ofUser ? PROCESSES : PROCESSES_OF_GROUP, scene.canvas().columns(), Optional.empty());
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

  /** The whole command of the row the cursor is on, below the table. */
  private static void fullCommand(Scene scene) {
    Listing listing = scene.view().listing(scene.state());
    int at = listing.indexOf(scene.state().position().key());
    if (at >= 0 && listing.rows().get(at) instanceof Row.OnDevice process) {
      scene
          .line(1, scene.layout().detail())
          .add("› ", Role.ACCENT)
          .add(process.process().command(), Role.NORMAL);
    }
  }
}
