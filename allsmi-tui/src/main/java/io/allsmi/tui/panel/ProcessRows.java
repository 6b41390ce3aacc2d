package io.allsmi.tui.panel;

import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.UserProcess;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.HostChoice;
import io.allsmi.tui.state.Listing;
import io.allsmi.tui.state.ProcessOrder;
import io.allsmi.tui.state.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The processes of a host or of a GPU, below what else there is to say of it. */
final class ProcessRows {
  private static final String GPU_USE = "SM%";
  private static final String RESIDENT = "RSS";
  private static final String STATE = "S";

  private final Table<UserProcess> table;
  private final Optional<Action> sorted;

  ProcessRows(Scene scene) {
    sorted = Optional.of(sortedBy(scene.state().host().order()));
    table = new Table<>(columns(told(scene)), scene.canvas().columns(), sorted);
  }

  private static Set<Row.Told> told(Scene scene) {
    Listing listing = scene.view().listing(scene.state());
    int at = listing.indexOf("processes");
    return at >= 0 && listing.rows().get(at) instanceof Row.ProcessHeading heading
        ? heading.told()
        : Set.of();
  }

  /** Without those of which nothing is known, unless the rows are sorted by them. */
  private List<TableColumn<UserProcess>> columns(Set<Row.Told> told) {
    List<TableColumn<UserProcess>> columns = new ArrayList<>(columns());
    columns.removeIf(c -> !c.action().equals(sorted) && !isKnown(c.title(), told));
    return columns;
  }

  private static boolean isKnown(String title, Set<Row.Told> told) {
    return switch (title) {
      case GPU_USE -> told.contains(Row.Told.GPU_USE);
      case RESIDENT -> told.contains(Row.Told.RESIDENT);
      case STATE -> told.contains(Row.Told.STATE);
      default -> true;
    };
  }

  private static List<TableColumn<UserProcess>> columns() {
    return List.of(
        right("PID", 7, 0, Action.PROCESSES_BY_PID, p -> Integer.toString(p.process().pid())),
        right("GPU", 3, 5, null, ProcessRows::gpu),
        TableColumn.text(
            "USER",
            12,
            false,
            1,
            Action.PROCESSES_BY_USER,
            (UserProcess p) -> UserAggregate.groupOf(p.process().user().orElse(""))),
        right(
            "VRAM",
            9,
            0,
            Action.PROCESSES_BY_VRAM,
            p -> Quantity.bytes(p.process().gpuMemoryBytes())),
        right(
            GPU_USE,
            5,
            6,
            Action.PROCESSES_BY_GPU,
            p -> Quantity.percent(p.process().details().gpuUtilizationPercent())),
        right(
            "CPU%", 6, 4, Action.PROCESSES_BY_CPU, p -> Quantity.percent(p.process().cpuPercent())),
        right(
            RESIDENT,
            9,
            7,
            Action.PROCESSES_BY_MEMORY,
            p -> Quantity.bytes(p.process().details().residentBytes())),
        right("RUNTIME", 12, 3, Action.PROCESSES_BY_TIME, p -> Quantity.duration(p.runSeconds())),
        right(STATE, 1, 8, null, ProcessRows::state),
        command());
  }

  private static TableColumn<UserProcess> command() {
    return new TableColumn<>(
        "COMMAND",
        40,
        18,
        false,
        2,
        Optional.empty(),
        (scene, x, y, w, p) -> TableColumn.paint(scene, x, y, w, false, p.command(), Role.NORMAL));
  }

  private static TableColumn<UserProcess> right(
      String title,
      int width,
      int priority,
      @Nullable Action action,
      Function<UserProcess, String> text) {
    return TableColumn.text(title, width, true, priority, action, text);
  }

  private static String gpu(UserProcess process) {
    return process.gpu().isPresent() ? Integer.toString(process.gpu().getAsInt()) : Quantity.ABSENT;
  }

  private static String state(UserProcess process) {
    String state = process.process().details().state();
    return state.isEmpty() ? Quantity.ABSENT : state;
  }

  private static Action sortedBy(ProcessOrder order) {
    return switch (order) {
      case VRAM -> Action.PROCESSES_BY_VRAM;
      case PID -> Action.PROCESSES_BY_PID;
      case CPU -> Action.PROCESSES_BY_CPU;
      case MEMORY -> Action.PROCESSES_BY_MEMORY;
      case GPU -> Action.PROCESSES_BY_GPU;
      case USER -> Action.PROCESSES_BY_USER;
      case TIME -> Action.PROCESSES_BY_TIME;
    };
  }

  /** Draws the titles or a process; says whether the row was one of these. */
  boolean paint(Scene scene, Row row, int y) {
    if (row instanceof Row.ProcessHeading heading) {
      heading(scene, heading, y);
      return true;
    }
    if (row instanceof Row.OnDevice process) {
      table.row(scene, y, process.process());
      return true;
    }
    return false;
  }

  /** The titles; where nothing is listed below them, why. */
  private void heading(Scene scene, Row.ProcessHeading heading, int y) {
    if (heading.shown() > 0) {
      table.header(scene, y, sorted);
      return;
    }
    HostChoice choice = scene.state().host();
    boolean isHidden = choice.gpu().isEmpty() && choice.gpuOnly() && heading.all() > 0;
    scene
        .canvas()
        .text(
            1,
            y,
            isHidden ? "no process on a GPU; f shows all" : "no process is known here",
            Role.DIM);
  }
}
