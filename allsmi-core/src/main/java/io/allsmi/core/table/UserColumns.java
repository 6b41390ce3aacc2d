package io.allsmi.core.table;

import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserGrouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/**
 * The columns of the Users table. Its CSV has the columns of the Rust tool: {@code
 * user,is_system,nodes,gpus,procs,vram_bytes,power_watts,longest_seconds,top_command}.
 *
 * @since 0.30.0
 */
public final class UserColumns {
  /** What the unattributed group is called in CSV. */
  public static final String UNATTRIBUTED_CSV = "(unattributed)";

  /** All columns, in the order of the CSV and of the screen. */
  public static final List<Column<UserAggregate>> ALL =
      List.of(
          Column.words("user", "USER", 22, 0, UserAggregate::user).withCsv(UserColumns::csvName),
          Column.csvOnly("is_system", u -> Boolean.toString(u.isSystem())),
          count("nodes", "NODES", 3, UserAggregate::nodes),
          count("gpus", "GPUs", 1, UserAggregate::gpus),
          count("procs", "PROCS", 4, UserAggregate::procs),
          Column.number(
              "vram_bytes",
              "VRAM",
              10,
              0,
              u -> Quantity.bytes(u.vramBytes()),
              u -> plain(u.vramBytes())),
          Column.number(
              "power_watts",
              "POWER*",
              10,
              2,
              u -> Quantity.watts(u.powerMicrowatts()),
              u -> wattsCsv(u.powerMicrowatts())),
          Column.number(
              "longest_seconds",
              "LONGEST",
              16,
              5,
              u -> Quantity.duration(u.longestSeconds()),
              u -> plain(u.longestSeconds())),
          Column.words("top_command", "CMD (top-1 by GPU mem)", 0, 6, UserAggregate::topCommand));

  private UserColumns() {}

  /**
   * All columns of a table whose rows are about something else than users: its name is the first,
   * and there is no {@code is_system}.
   */
  public static List<Column<UserAggregate>> of(UserGrouping grouping) {
    if (grouping == UserGrouping.USER) {
      return ALL;
    }
    List<Column<UserAggregate>> columns = new ArrayList<>(ALL);
    String title = grouping.wireName().toUpperCase(Locale.ROOT);
    Column<UserAggregate> name =
        Column.words(grouping.wireName(), title, 22, 0, UserAggregate::user);
    columns.set(0, name.withCsv(UserColumns::csvName));
    columns.remove(1);
    return List.copyOf(columns);
  }

  /** A reading for CSV: the number, or nothing. */
  static String plain(OptionalLong reading) {
    return reading.isPresent() ? Long.toString(reading.getAsLong()) : "";
  }

  /** Microwatts for CSV: watts with three decimals, or nothing. */
  static String wattsCsv(OptionalLong microwatts) {
    return microwatts.isPresent() ? Quantity.wattsDecimal(microwatts.getAsLong()) : "";
  }

  private static String csvName(UserAggregate user) {
    return user.isUnattributed() ? UNATTRIBUTED_CSV : user.user();
  }

  private static Column<UserAggregate> count(
      String key, String title, int priority, ToIntFunction<UserAggregate> count) {
    return Column.number(
        key,
        title,
        6,
        priority,
        u -> Integer.toString(count.applyAsInt(u)),
        u -> Integer.toString(count.applyAsInt(u)));
  }
}
