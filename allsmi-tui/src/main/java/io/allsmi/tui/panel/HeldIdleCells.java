package io.allsmi.tui.panel;

import io.allsmi.core.jobs.HeldIdleGpus;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Row;
import java.util.Optional;

/** How many GPUs a user holds idle and for how long, as far as the view has seen. */
final class HeldIdleCells {
  private static final int WIDTH = 10;

  /** Leaves before the commands, which are known from the first look on. */
  private static final int PRIORITY = 7;

  private HeldIdleCells() {}

  static TableColumn<Row.User> column() {
    return new TableColumn<>(
        "HELD IDLE",
        WIDTH + 1,
        WIDTH,
        false,
        PRIORITY,
        Optional.of(Action.USERS_BY_HELD_IDLE),
        (scene, x, y, w, row) -> {
          String text = text(scene, row.user());
          TableColumn.paint(scene, x, y, w, false, text, Role.WARN);
        });
  }

  /** {@code 2 for 41m}. */
  static String text(Scene scene, UserAggregate user) {
    HeldIdleGpus.Share share =
        scene.view().heldIdle(scene.state().users().grouping()).get(user.user());
    return share == null
        ? Quantity.ABSENT
        : share.gpus() + " for " + Quantity.brief(share.longest().toSeconds());
  }
}
