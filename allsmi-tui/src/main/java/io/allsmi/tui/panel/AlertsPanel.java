package io.allsmi.tui.panel;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertLevel;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.HeldIdleUser;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.AlertLines;
import io.allsmi.tui.state.AlertLog;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The history of alerts: who holds GPUs idle now, and the alerts so far, newest first. */
final class AlertsPanel {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final int MIN_HOST = 8;
  private static final int MAX_HOST = 24;
  private static final int RULE = 11;
  private static final int SHORT_RULE = 5;
  private static final int READING = 14;
  private static final int USERS = 12;

  private AlertsPanel() {}

  static void draw(Scene scene) {
    AlertLog log = scene.view().alerts();
    AlertLines lines = AlertLines.of(scene.state(), log);
    int top = scene.state().alerts().top();
    title(scene, log, lines.height(), top);
    if (lines.rules() >= 0) {
      scene.canvas().text(1, lines.rules(), rules(log.rules()), Role.DIM);
    }
    for (int i = 0; i < lines.users(); i++) {
      user(scene, log, lines, i);
    }
    if (log.recent().isEmpty()) {
      String none = log.rules().hasAny() ? "no alerts so far" : "alerts are off";
      scene.canvas().text(1, lines.header(), none, Role.DIM);
      return;
    }
    Table<Alert> table =
        new Table<>(columns(scene, log), scene.canvas().columns(), Optional.empty());
    table.header(scene, lines.header(), Optional.empty());
    for (int i = 0; i < lines.height() && top + i < log.recent().size(); i++) {
      table.row(scene, lines.header() + 1 + i, log.recent().get(top + i));
    }
  }

  private static void title(Scene scene, AlertLog log, int height, int top) {
    int size = log.recent().size();
    Scene.Line line = scene.line(1, 0).add("Alerts", Role.STRONG);
    line.fact("   ", "", log.holding().size() + " hold now", Role.NORMAL);
    line.fact("   ", "", log.count() + " so far", Role.DIM);
    if (size > height && height > 0) {
      String where = (top + 1) + "–" + Math.min(size, top + height) + "/" + size + " ";
      scene.canvas().right(line.x(), 0, scene.canvas().columns() - line.x(), where, Role.DIM);
    }
  }

  /** What there is a rule for, such as {@code temperature 80 / 90 °C held idle ≤ 5 % for 15m}. */
  private static String rules(AlertRules rules) {
    List<String> parts = new ArrayList<>();
    List<String> heat = new ArrayList<>();
    rules.temperatureWarnCelsius().ifPresent(warn -> heat.add("warn " + number(warn)));
    rules.temperatureCritCelsius().ifPresent(crit -> heat.add("crit " + number(crit)));
    if (!heat.isEmpty()) {
      parts.add(String.join(" ", heat) + " °C");
    }
    rules.powerCritWatts().ifPresent(watts -> parts.add("power " + number(watts) + " W"));
    String below = " " + number(rules.idleAtMostPercent()) + " % for ";
    rules.idleAfter().ifPresent(length -> parts.add("idle" + below + minutes(length)));
    rules.heldIdleAfter().ifPresent(length -> parts.add("held idle" + below + minutes(length)));
    return String.join("   ", parts);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String minutes(Duration length) {
    return length.toSeconds() % 60 == 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  private static void user(Scene scene, AlertLog log, AlertLines lines, int i) {
    int y = lines.userTop() + i;
    int more = log.users().size() - i;
    if (i == lines.users() - 1 && more > 1) {
      scene.line(1, y).add("▲ ", Role.WARN).add(more + " users more hold GPUs idle", Role.NORMAL);
      return;
    }
    HeldIdleUser user = log.users().get(i);
    scene.line(1, y).add("▲ ", Role.WARN).add(user.message(), Role.NORMAL);
  }

  private static List<TableColumn<Alert>> columns(Scene scene, AlertLog log) {
    LocalDate today = day(scene, scene.now().atZone(scene.look().zone()));
    boolean old =
        log.recent().stream()
            .anyMatch(a -> !day(scene, a.time().atZone(scene.look().zone())).equals(today));
    DateTimeFormatter form = old ? DAY : CLOCK;
    return List.of(
        new TableColumn<>("", 1, 1, false, 0, Optional.empty(), AlertsPanel::glyph),
        TableColumn.text(
            "TIME",
            old ? 11 : 8,
            false,
            2,
            null,
            (Alert a) -> form.format(a.time().atZone(scene.look().zone()))),
        TableColumn.text("HOST", hostWidth(log), false, 0, null, Alert::host),
        TableColumn.text("GPU", 3, true, 0, null, AlertsPanel::gpu),
        new TableColumn<>("RULE", RULE, SHORT_RULE, false, 1, Optional.empty(), AlertsPanel::rule),
        TableColumn.text("CHANGE", 10, false, 0, null, Alert::change),
        TableColumn.text("READING", readingWidth(log), false, 3, null, Alert::reading),
        TableColumn.text("USERS", USERS, false, 4, null, AlertsPanel::users));
  }

  /** A number that is cut would read as another one. */
  private static int readingWidth(AlertLog log) {
    return log.recent().stream().mapToInt(a -> Text.width(a.reading())).reduce(READING, Math::max);
  }

  private static LocalDate day(Scene scene, ZonedDateTime time) {
    return time.withZoneSameInstant(scene.look().zone()).toLocalDate();
  }

  /** What it came to; what does not hold any more is dim. */
  private static void glyph(Scene scene, int x, int y, int width, Alert alert) {
    Role role =
        alert.to() == AlertLevel.CRIT
            ? Role.BAD
            : alert.to() == AlertLevel.WARN ? Role.WARN : Role.GOOD;
    String sign = role == Role.GOOD ? "✓" : Figures.glyph(role);
    boolean isOver = role != Role.GOOD && !scene.view().alerts().holds(alert);
    scene.canvas().text(x, y, width, sign, isOver ? Role.DIM : role);
  }

  private static void rule(Scene scene, int x, int y, int width, Alert alert) {
    String words = alert.rule().words();
    boolean fits = Text.width(words) <= width;
    scene.canvas().text(x, y, width, fits ? words : shortened(alert), Role.NORMAL);
  }

  private static String shortened(Alert alert) {
    return switch (alert.rule()) {
      case TEMPERATURE -> "temp";
      case IDLE -> "idle";
      case POWER -> "power";
      case HELD_IDLE -> "held";
    };
  }

  private static String gpu(Alert alert) {
    return alert.gpuIndex().isPresent()
        ? Integer.toString(alert.gpuIndex().getAsInt())
        : Figures.UNKNOWN;
  }

  private static String users(Alert alert) {
    return alert.users().isEmpty() ? Figures.UNKNOWN : String.join(" ", alert.users());
  }

  private static int hostWidth(AlertLog log) {
    int widest = log.recent().stream().mapToInt(a -> Text.width(a.host())).max().orElse(0);
    return Math.max(MIN_HOST, Math.min(MAX_HOST, widest));
  }
}
