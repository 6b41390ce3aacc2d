package io.allsmi.tui.panel;

import io.allsmi.core.table.Column;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.UserColumns;
import io.allsmi.core.usage.Coverage;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserOrder;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.UsersChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who uses the GPUs: one row per user. */
final class UsersPanel {
  private static final Map<String, Action> ORDERS =
      Map.of(
          "user", Action.USERS_BY_NAME,
          "vram_bytes", Action.USERS_BY_VRAM,
          "power_watts", Action.USERS_BY_POWER,
          "nodes", Action.USERS_BY_NODES,
          "longest_seconds", Action.USERS_BY_LONGEST);

  private static final List<TableColumn<Row.User>> COLUMNS =
      Column.onScreen(UserColumns.ALL).stream().map(UsersPanel::column).toList();

  private UsersPanel() {}

  private static TableColumn<Row.User> column(Column<UserAggregate> column) {
    return TableColumn.of(
        column, Row.User::user, Minimum.of(column.key()), ORDERS.get(column.key()));
  }

  /** {@code 14 users · 15 of 16 hosts reporting · VRAM 5.9 TiB · POWER* 48.7 kW}. */
  static void summary(Scene scene, int y) {
    UserAggregation all = scene.view().aggregation();
    UsersChoice choice = scene.state().users();
    int shown = scene.view().listing(scene.state()).size();
    Scene.Line line = scene.line(1, y);
    line.add(Integer.toString(shown), Role.STRONG);
    line.add(shown == 1 ? " user" : " users", Role.NORMAL);
    line.fact(" · ", "", reporting(all.coverage()), Role.NORMAL);
    line.fact(" · ", "VRAM ", vram(all), Role.STRONG);
    line.fact(" · ", "POWER* ", power(all), Role.STRONG);
    if (all.unattributedPowerMicrowatts() > 0) {
      String rest = Quantity.watts(all.unattributedPowerMicrowatts());
      line.fact(" + ", "", rest + " unattributed", Role.NORMAL);
    }
    if (!choice.systemShown() && scene.view().systemAccounts() > 0) {
      line.fact(" · ", "", scene.view().systemAccounts() + " system hidden", Role.DIM);
    }
    if (choice.gpuOnly()) {
      line.fact(" · ", "", "GPU users only", Role.DIM);
    }
  }

  private static String reporting(Coverage coverage) {
    return coverage.reporting() + " of " + coverage.hosts() + " hosts reporting";
  }

  private static String vram(UserAggregation all) {
    return Quantity.bytes(UserAggregation.vramBytes(all.users()));
  }

  private static String power(UserAggregation all) {
    return Quantity.watts(UserAggregation.powerMicrowatts(all.users()));
  }

  static void draw(Scene scene) {
    Optional<Action> sorted = sortedBy(scene.state().users().order());
    Table<Row.User> table = new Table<>(COLUMNS, scene.canvas().columns(), sorted);
    table.header(scene, scene.layout().header(), sorted);
    if (scene.view().listing(scene.state()).size() == 0) {
      ListPanel.note(scene, emptyNote(scene));
      return;
    }
    ListPanel.draw(
        scene,
        (row, y) -> {
          if (row instanceof Row.User user) {
            table.row(scene, y, user);
          }
        });
  }

  private static String emptyNote(Scene scene) {
    UserAggregation all = scene.view().aggregation();
    if (scene.view().snapshot().isEmpty()) {
      return "waiting for the first snapshot";
    }
    if (all.coverage().reporting() == 0) {
      return "no host reports processes; start its exporter with --processes";
    }
    if (scene.view().systemAccounts() > 0 && !scene.state().users().systemShown()) {
      return "only system accounts use these hosts; f shows them";
    }
    return all.users().isEmpty()
        ? "nobody uses these hosts"
        : "nobody holds a GPU; G shows all users";
  }

  static Optional<Action> sortedBy(UserOrder order) {
    return Optional.of(
        switch (order) {
          case USER -> Action.USERS_BY_NAME;
          case VRAM -> Action.USERS_BY_VRAM;
          case POWER -> Action.USERS_BY_POWER;
          case NODES -> Action.USERS_BY_NODES;
          case LONGEST -> Action.USERS_BY_LONGEST;
        });
  }
}
