package io.allsmi.tui.panel;

import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserOrder;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import io.allsmi.tui.state.UsersChoice;
import java.util.List;
import java.util.Optional;

/** Who uses the GPUs: one row per user. */
final class UsersPanel {
  private static final List<TableColumn<Row.User>> COLUMNS =
      List.of(
          TableColumn.text(
              "USER", 16, false, 0, Action.USERS_BY_NAME, (Row.User u) -> u.user().user()),
          TableColumn.text(
              "NODES", 7, true, 5, Action.USERS_BY_NODES, (Row.User u) -> "" + u.user().nodes()),
          TableColumn.text("GPUs", 5, true, 4, null, (Row.User u) -> "" + u.user().gpus()),
          TableColumn.text("PROCS", 5, true, 7, null, (Row.User u) -> "" + u.user().procs()),
          TableColumn.text(
              "VRAM",
              8,
              true,
              0,
              Action.USERS_BY_VRAM,
              (Row.User u) -> UserText.bytes(u.user().gpus(), u.user().vramBytes())),
          TableColumn.text(
              "POWER*",
              8,
              true,
              3,
              Action.USERS_BY_POWER,
              (Row.User u) -> UserText.power(u.user().gpus(), u.user().powerMicrowatts())),
          TableColumn.text(
              "LONGEST",
              12,
              true,
              6,
              Action.USERS_BY_LONGEST,
              (Row.User u) -> UserText.duration(u.user().longestSeconds())),
          TableColumn.text(
              "CMD (top-1 by GPU mem)", 12, false, 2, null, (Row.User u) -> u.user().topCommand()));

  private UsersPanel() {}

  /** {@code 14 users · 15 of 16 hosts reporting · VRAM 5.9 TiB · POWER* 48.7 kW}. */
  static void summary(Scene scene, int y) {
    UserAggregation all = scene.view().aggregation();
    UsersChoice choice = scene.state().users();
    int shown = scene.view().listing(scene.state()).size();
    Scene.Line line = scene.line(1, y);
    line.add(Integer.toString(shown), Role.STRONG)
        .add(shown == 1 ? " user" : " users", Role.NORMAL);
    if (!choice.systemShown() && scene.view().systemAccounts() > 0) {
      line.add(" (+" + scene.view().systemAccounts() + " system hidden)", Role.DIM);
    }
    line.add(" · ", Role.DIM)
        .add(all.coverage().reporting() + " of " + all.coverage().hosts(), Role.NORMAL)
        .add(" hosts reporting", Role.NORMAL)
        .add(" · VRAM ", Role.DIM)
        .add(UserText.bytes(all.users()), Role.STRONG)
        .add(" · POWER* ", Role.DIM)
        .add(UserText.power(all.users()), Role.STRONG);
    if (all.unattributedPowerMicrowatts() > 0) {
      line.add(" + " + Figures.watts(all.unattributedPowerMicrowatts() / 1e6), Role.NORMAL)
          .add(" unattributed", Role.DIM);
    }
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

  static String name(UserAggregate user) {
    return user.user();
  }
}
