package io.allsmi.tui.panel;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The line on top: what we look at, how old it is, and the time. */
final class HeaderPanel {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE_AND_CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int COLUMNS_FOR_CLOCK = 30;
  private static final int COLUMNS_FOR_DATE = 60;

  private HeaderPanel() {}

  static void title(Scene scene, int y) {
    int columns = scene.canvas().columns();
    String clock = clock(scene, columns);
    int end = clock.isEmpty() ? columns : columns - clock.length() - 2;
    int x = scene.canvas().text(1, y, end - 1, "allsmi ", Role.STRONG);
    x = state(scene, x, y, end);
    for (String part : facts(scene)) {
      x += 3;
      if (x + Text.width(part) > end) {
        break;
      }
      x = scene.canvas().text(x, y, end - x, part, Role.DIM);
    }
    if (!clock.isEmpty()) {
      scene.canvas().text(columns - clock.length() - 1, y, clock, Role.NORMAL);
    }
  }

  /** Of a recording also the day, which is seldom today. */
  private static String clock(Scene scene, int columns) {
    if (columns < COLUMNS_FOR_CLOCK) {
      return "";
    }
    boolean dated = scene.state().replay().isPresent() && columns >= COLUMNS_FOR_DATE;
    DateTimeFormatter form = dated ? DATE_AND_CLOCK : CLOCK;
    return form.format(scene.state().time().atZone(scene.look().zone()));
  }

  private static int state(Scene scene, int x, int y, int end) {
    if (scene.state().trouble().isPresent()) {
      return scene.canvas().text(x, y, end - x, "✕ " + scene.state().trouble().get(), Role.BAD);
    }
    if (scene.state().replay().isPresent()) {
      return scene.canvas().text(x, y, end - x, "▶ replay", Role.STRONG);
    }
    boolean live = scene.view().snapshot().isPresent();
    return scene
        .canvas()
        .text(x, y, end - x, live ? "● live" : "↻ connecting", live ? Role.GOOD : Role.WARN);
  }

  private static List<String> facts(Scene scene) {
    List<String> facts = new ArrayList<>();
    facts.add(scene.look().source());
    if (scene.view().snapshot().isPresent()) {
      ClusterSnapshot snapshot = scene.view().snapshot().get();
      int hosts = scene.view().whole().hosts().size();
      String every = snapshot.interval().isZero() ? "" : " every " + seconds(snapshot.interval());
      facts.add(hosts + (hosts == 1 ? " host" : " hosts") + every);
      if (scene.state().replay().isEmpty()) {
        facts.add("data " + Figures.age(snapshot.takenAt(), scene.state().now()) + " old");
      }
    }
    facts.removeIf(String::isEmpty);
    return facts;
  }

  private static String seconds(Duration interval) {
    long millis = interval.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : Figures.threeDigits(millis / 1000.0) + " s";
  }
}
