package io.allsmi.tui.panel;

import io.allsmi.core.jobs.HeldIdle;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Totals;
import java.util.List;

/** The sums of all hosts that count, in as many lines as there is room for. */
final class CardsPanel {
  private static final int GAP = 3;

  /** Begins the second line where there is one. */
  private static final String SECOND = "MEAN POWER";

  private CardsPanel() {}

  private record Card(String label, String figure, Role role) {
    Card(String label, String figure) {
      this(label, figure, figure.equals(Figures.UNKNOWN) ? Role.DIM : Role.STRONG);
    }

    int width() {
      return Text.width(label) + 1 + Text.width(figure);
    }
  }

  /** The most important first; a line that is full goes on in the next one, if there is one. */
  static void draw(Scene scene, int y, int rows) {
    if (scene.view().snapshot().isEmpty() || rows <= 0) {
      return;
    }
    int columns = scene.canvas().columns();
    int row = 0;
    Scene.Line line = scene.line(1, y);
    for (Card card : cards(scene)) {
      if (card.figure().isEmpty()) {
        continue;
      }
      boolean isSecond = card.label().equals(SECOND) && row == 0 && rows > 1;
      if (line.x() > 1 && (isSecond || line.x() + card.width() > columns)) {
        row++;
        if (row >= rows) {
          return;
        }
        line = scene.line(1, y + row);
      }
      line.add(card.label() + " ", Role.DIM).add(card.figure(), card.role()).gap(GAP);
    }
  }

  private static List<Card> cards(Scene scene) {
    Totals totals = scene.view().totals();
    boolean isWhole = totals.up() == totals.hosts();
    return List.of(
        new Card("HOSTS", totals.up() + "/" + totals.hosts(), isWhole ? Role.STRONG : Role.WARN),
        new Card("GPUS", Integer.toString(totals.gpus())),
        new Card("UTIL", Quantity.percent(totals.utilizationPercent())),
        new Card("VRAM", Figures.bytes(totals.memoryUsedBytes(), totals.memoryTotalBytes())),
        new Card("POWER", Quantity.watts(totals.powerWatts())),
        new Card("TEMP", temperature(totals)),
        new Card("USERS", Long.toString(users(scene))),
        new Card("HELD IDLE", heldIdle(scene), Role.WARN),
        new Card(SECOND, Quantity.watts(totals.powerMeanWatts())),
        new Card("CORES", cores(totals.machines().cores())),
        new Card("CPU", Quantity.percent(totals.machines().cpuPercent())),
        new Card(
            "RAM",
            Figures.bytes(
                totals.machines().memoryUsedBytes(), totals.machines().memoryTotalBytes())));
  }

  /** {@code 9 GPUs}; empty while there is none. */
  private static String heldIdle(Scene scene) {
    int gpus = scene.view().heldIdle().count(HeldIdle.NOTABLE);
    return gpus == 0 ? "" : gpus + (gpus == 1 ? " GPU" : " GPUs");
  }

  private static String cores(int cores) {
    return cores == 0 ? Figures.UNKNOWN : Integer.toString(cores);
  }

  private static String temperature(Totals totals) {
    return totals.temperatureCelsius().isEmpty()
        ? Figures.UNKNOWN
        : Math.round(totals.temperatureCelsius().getAsDouble())
            + "±"
            + Math.round(totals.temperatureDeviation())
            + " °C";
  }

  private static long users(Scene scene) {
    return scene.view().aggregation().users().stream().filter(u -> !u.isSystem()).count();
  }
}
