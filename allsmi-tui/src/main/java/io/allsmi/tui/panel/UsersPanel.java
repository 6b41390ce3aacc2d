package io.allsmi.tui.panel;

import io.allsmi.core.table.Column;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.UserColumns;
import io.allsmi.core.usage.Coverage;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.UsersChoice;
import java.util.ArrayList;
import java.util.EnumMap;
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

  private static final Map<UserGrouping, List<TableColumn<Row.User>>> COLUMNS = columns();

  private UsersPanel() {}

  private static Map<UserGrouping, List<TableColumn<Row.User>>> columns() {
    Map<UserGrouping, List<TableColumn<Row.User>>> columns = new EnumMap<>(UserGrouping.class);
    for (UserGrouping grouping : UserGrouping.values()) {
      List<TableColumn<Row.User>> list = new ArrayList<>();
      for (Column<UserAggregate> column : Column.onScreen(UserColumns.of(grouping))) {
        list.add(column(column, column.key().equals(grouping.wireName())));
      }
      list.add(list.size() - 1, HeldIdleCells.column());
      columns.put(grouping, list);
    }
    return columns;
  }

  private static TableColumn<Row.User> column(Column<UserAggregate> column, boolean isName) {
    String key = isName ? "user" : column.key();
    return TableColumn.of(column, Row.User::user, Minimum.of(key), ORDERS.get(key));
  }

  /** {@code 14 users · 15 of 16 hosts reporting · VRAM 5.9 TiB · POWER* 48.7 kW}. */
  static void summary(Scene scene, int y) {
    UsersChoice choice = scene.state().users();
    UserAggregation all = scene.view().aggregation(choice.grouping());
    int shown = scene.view().listing(scene.state()).matching().size();
    Scene.Line line = scene.line(1, y);
    line.add(Integer.toString(shown), Role.STRONG);
    line.add(" " + choice.grouping().wireName() + (shown == 1 ? "" : "s"), Role.NORMAL);
    line.fact(" · ", "", reporting(all.coverage()), Role.NORMAL);
    line.fact(" · ", "VRAM ", vram(all), Role.STRONG);
    line.fact(" · ", "POWER* ", power(all), Role.STRONG);
    if (all.unattributedPowerMicrowatts() > 0) {
      String rest = Quantity.watts(all.unattributedPowerMicrowatts());
      line.fact(" + ", "", rest + " unattributed", Role.NORMAL);
    }
    boolean ofUsers = choice.grouping() == UserGrouping.USER;
    if (ofUsers && !choice.systemShown() && scene.view().systemAccounts() > 0) {
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
    UsersChoice choice = scene.state().users();
    Optional<Action> sorted = sortedBy(choice);
    Table<Row.User> table =
        new Table<>(
            COLUMNS.getOrDefault(choice.grouping(), List.of()), scene.canvas().columns(), sorted);
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
    boolean ofUsers = scene.state().users().grouping() == UserGrouping.USER;
    if (ofUsers && scene.view().systemAccounts() > 0 && !scene.state().users().systemShown()) {
      return "only system accounts use these hosts; f shows them";
    }
    return all.users().isEmpty()
        ? "nobody uses these hosts"
        : "nobody holds a GPU; G shows all users";
  }

  private static Optional<Action> sortedBy(UsersChoice choice) {
    if (choice.idleFirst()) {
      return Optional.of(Action.USERS_BY_HELD_IDLE);
    }
    return Optional.of(
        switch (choice.order()) {
          case USER -> Action.USERS_BY_NAME;
          case VRAM -> Action.USERS_BY_VRAM;
          case POWER -> Action.USERS_BY_POWER;
          case NODES -> Action.USERS_BY_NODES;
          case LONGEST -> Action.USERS_BY_LONGEST;
        });
  }
}
