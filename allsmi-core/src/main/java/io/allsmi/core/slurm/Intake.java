package io.allsmi.core.slurm;

import io.allsmi.core.Issue;
import io.allsmi.core.hostlist.HostNames;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Shown;
import io.allsmi.core.internal.Utf8;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the words of one output into readings; what cannot be believed is complained of. */
final class Intake {
  /** Jobs, nodes or partitions of an output. */
  static final int ROWS = 50_000;

  /** Nodes of a job or of a partition. */
  static final int NODES = 20_000;

  /** Names of nodes that are listed for all of an output together. */
  private static final int ALL_NODES = 500_000;

  /** Entries of devices, and numbers in them, for all of an output together. */
  private static final int ALL_DEVICES = 4_000_000;

  private static final int EXCERPT = 60;
  private static final long LATEST_SECONDS = 1L << 36;
  private static final Set<String> ABSENT = Set.of("", "(null)", "N/A", "n/a", "(none)");
  private static final Set<String> NO_TIME =
      Set.of("Unknown", "None", "NONE", "none", "INVALID", "NOT_SET");
  private static final Set<String> UNLIMITED = Set.of("UNLIMITED", "infinite", "INFINITE");
  private static final Pattern MEMORY = Pattern.compile("([0-9]{1,15})(\\.[0-9]{1,9})?([KMGTPE]?)");
  private static final Pattern PERIOD =
      Pattern.compile("(?:([0-9]{1,7})-)?(?:([0-9]{1,9}):)?([0-9]{1,9}):([0-9]{2})");

  final Complaints complaints = new Complaints(Caps.ISSUES);
  private final ZoneId zone;
  private final Map<String, List<String>> expanded = new HashMap<>();
  private int namesLeft = ALL_NODES;
  private int devicesLeft = ALL_DEVICES;
  private boolean tooManyRows;

  Intake(ZoneId zone) {
    this.zone = zone;
  }

  List<Issue> issues() {
    return complaints.all();
  }

  /** Whether there may be one more; the first that there is no room for is complained of. */
  boolean isRoom(int rows, int line) {
    if (rows < ROWS) {
      return true;
    }
    if (!tooManyRows) {
      complaints.add(line, "rows: expected at most " + ROWS + "; the others are left out");
      tooManyRows = true;
    }
    return false;
  }

  void refuse(int line, String what, String expected, String got) {
    complaints.add(line, what + ": expected " + expected + ", got '" + excerpt(got) + "'");
  }

  static String excerpt(String text) {
    return Shown.marked(text, EXCERPT);
  }

  static boolean isAbsent(String cell) {
    return ABSENT.contains(cell.strip());
  }

  /**
   * A text without what a terminal would act on, cut to so many bytes; absent for Slurm's ways of
   * saying so.
   */
  static Optional<String> text(String cell, int most) {
    return isAbsent(cell) ? Optional.empty() : Optional.of(any(cell, most));
  }

  /** As {@link #text}, where a person chose the words and may have chosen any. */
  static Optional<String> named(String cell, int most) {
    String text = any(cell, most);
    return text.isEmpty() || text.equals("(null)") ? Optional.empty() : Optional.of(text);
  }

  private static String any(String cell, int most) {
    return Utf8.cut(Utf8.printable(cell).strip(), most);
  }

  /** A whole number of at least 0. */
  OptionalLong whole(String what, String cell, int line) {
    String text = cell.strip();
    if (isAbsent(text)) {
      return OptionalLong.empty();
    }
    if (text.isEmpty() || text.length() > 18 || text.chars().anyMatch(c -> c < '0' || c > '9')) {
      refuse(line, what, "a whole number", text);
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  /**
   * A count, also one with a unit of 1000 such as {@code 12K}, or a range of which both ends agree.
   */
  OptionalInt count(String what, String cell, int line) {
    String text = cell.strip();
    int dash = text.indexOf('-');
    if (dash > 0 && text.substring(0, dash).equals(text.substring(dash + 1))) {
      text = text.substring(0, dash);
    } else if (dash > 0 || text.matches("[0-9.]+[KMG]")) {
      return OptionalInt.empty();
    }
    OptionalLong number = whole(what, text, line);
    if (number.isPresent() && number.getAsLong() > Integer.MAX_VALUE) {
      refuse(line, what, "a smaller number", text);
      return OptionalInt.empty();
    }
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  /** An amount of memory in bytes; a number without a unit is so many MiB. */
  OptionalLong memory(String what, String cell, int line) {
    String text = cell.strip();
    if (isAbsent(text)) {
      return OptionalLong.empty();
    }
    Matcher found = MEMORY.matcher(text);
    if (!found.matches()) {
      refuse(line, what, "an amount of memory", text);
      return OptionalLong.empty();
    }
    String unit = found.group(3).isEmpty() ? "M" : found.group(3);
    String fraction = found.group(2) == null ? "" : found.group(2);
    double bytes =
        Double.parseDouble(found.group(1) + fraction)
            * Math.pow(1024, "BKMGTPE".indexOf(unit.charAt(0)));
    if (bytes > 1L << 60) {
      refuse(line, what, "an amount of memory that a cluster can have", text);
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(bytes));
  }

  /** A moment: local time in the zone, or seconds since the epoch. */
  Optional<Instant> moment(String what, String cell, int line) {
    String text = cell.strip();
    if (isAbsent(text) || NO_TIME.contains(text)) {
      return Optional.empty();
    }
    try {
      return text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9')
          ? moment(Long.parseLong(text))
          : Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      refuse(line, what, "a time such as 2026-01-31T12:00:00", text);
      return Optional.empty();
    }
  }

  /** Seconds since the epoch; 0 and what is beyond any plan are none. */
  static Optional<Instant> moment(long seconds) {
    return seconds > 0 && seconds < LATEST_SECONDS
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  /** A length of time: {@code 1-02:00:00}, {@code 2:00:00}, {@code 5:00}. */
  Optional<Duration> period(String what, String cell, int line) {
    String text = cell.strip();
    if (isAbsent(text) || NO_TIME.contains(text) || UNLIMITED.contains(text)) {
      return Optional.empty();
    }
    Matcher found = PERIOD.matcher(text);
    if (!found.matches()) {
      refuse(line, what, "a length of time such as 1-02:00:00", text);
      return Optional.empty();
    }
    long seconds = Long.parseLong(found.group(4)) + 60 * Long.parseLong(found.group(3));
    seconds += found.group(2) == null ? 0 : 3600 * Long.parseLong(found.group(2));
    seconds += found.group(1) == null ? 0 : 86_400 * Long.parseLong(found.group(1));
    return Optional.of(Duration.ofSeconds(seconds));
  }

  TimeLimit limit(String what, String cell, int line) {
    if (UNLIMITED.contains(cell.strip())) {
      return TimeLimit.UNLIMITED;
    }
    return period(what, cell, line).map(TimeLimit::of).orElse(TimeLimit.UNKNOWN);
  }

  /** The names of a host list; none, and a complaint, when it is not one or has too many. */
  List<String> nodes(String cell, int line) {
    String text = cell.strip();
    if (isAbsent(text)) {
      return List.of();
    }
    List<String> known = expanded.get(text);
    try {
      List<String> names =
          known != null ? known : HostNames.expand(text, Math.min(NODES, namesLeft));
      if (names.size() > namesLeft) {
        throw new IllegalArgumentException("expected at most " + ALL_NODES + " in all");
      }
      namesLeft -= names.size();
      expanded.put(text, names);
      return names;
    } catch (IllegalArgumentException e) {
      complaints.add(line, "nodes: " + Shown.line(String.valueOf(e.getMessage()), 200));
      return List.of();
    }
  }

  /** Devices as a list says them; none, and a complaint, when all together are too many. */
  List<GpuGrant> devices(String cell, int line) {
    List<GpuGrant> grants = GresText.list(cell);
    for (GpuGrant grant : grants) {
      devicesLeft -= 1 + grant.indices().size();
    }
    if (devicesLeft < 0) {
      complaints.add(line, "devices: expected at most " + ALL_DEVICES + " in all");
      return List.of();
    }
    return grants;
  }
}
