package io.allsmi.core.table;

import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.GpuUseCounts;
import io.allsmi.core.jobs.GpuUseSince;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.Utilization;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.TimeLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The columns of the Jobs table. Its CSV has, in base units and empty where not known:
 *
 * <ul>
 *   <li>{@code job} as Slurm shows it, {@code raw_id} that its processes carry, {@code name},
 *       {@code user}, {@code account}, {@code partition}, {@code qos}, {@code job_state}, {@code
 *       reason}
 *   <li>{@code nodes}, {@code nodes_read}: how many, and how many of them are read
 *   <li>{@code gpus} that it has, {@code gpus_used} with a process; and of these GPUs {@code
 *       gpus_active}, {@code gpus_parked}, {@code gpus_idle}, {@code gpus_unused}, {@code
 *       gpus_unknown}, which add up to {@code gpus} where that is known
 *   <li>{@code util_min_percent}, {@code util_median_percent}, {@code util_max_percent} over its
 *       GPUs, {@code straggler} as {@code node:number}, empty when none stands out
 *   <li>{@code vram_used_bytes}, {@code vram_total_bytes}, {@code power_watts}
 *   <li>{@code start_time}, {@code elapsed_seconds}, {@code limit_seconds}, which is {@code
 *       unlimited} without a limit, {@code wasted_gpu_seconds}
 *   <li>{@code stray_processes}: on GPUs that it was not given
 * </ul>
 *
 * @since 0.30.0
 */
public final class JobColumns {
  /**
   * Marks what is wrong: a GPU that works much less than the others of its job, a stray process.
   */
  public static final String STRAGGLER = "▲";

  private static final long DAY = 86_400;

  /** Cells of a name for people; programs get all of it. */
  private static final int LONGEST_WORD = 40;

  /** All columns, in the order of the CSV and of the screen. */
  public static final List<Column<JobUsage>> ALL =
      List.of(
          Column.<JobUsage>words("job", "JOB", 12, 0, j -> shown(j.job().id()))
              .withCsv(j -> j.job().id()),
          number("raw_id", j -> UserColumns.plain(j.job().rawId())),
          word("name", "NAME", 20, 3, JobInfo::name),
          word("user", "USER", 12, 0, JobInfo::user),
          word("account", "ACCOUNT", 10, 6, JobInfo::account),
          word("partition", "PART", 8, 7, JobInfo::partition),
          Column.csvOnly("qos", j -> j.job().qos().orElse("")),
          Column.csvOnly("job_state", j -> j.job().stateText().orElse(j.job().state().wireName())),
          Column.csvOnly("reason", j -> j.job().reason().orElse("")),
          count("nodes", "NODES", 4, JobUsage::nodeCount),
          number("nodes_read", j -> Integer.toString(j.nodesRead())),
          count("gpus", "GPUs", 0, JobUsage::gpus),
          count("gpus_used", "USED", 0, JobUsage::gpusUsed),
          uses(GpuUse.ACTIVE),
          uses(GpuUse.PARKED),
          uses(GpuUse.IDLE),
          uses(GpuUse.UNUSED),
          uses(GpuUse.UNKNOWN),
          Column.number(
              "util_min_percent",
              "UTIL min·med·max",
              17,
              1,
              JobColumns::utilization,
              j -> percent(j, Utilization::min)),
          number("util_median_percent", j -> percent(j, Utilization::median)),
          number("util_max_percent", j -> percent(j, Utilization::max)),
          Column.csvOnly("straggler", JobColumns::straggler),
          Column.number(
              "vram_used_bytes",
              "VRAM",
              13,
              2,
              JobColumns::vram,
              j -> UserColumns.plain(j.vramUsedBytes())),
          number("vram_total_bytes", j -> UserColumns.plain(j.vramTotalBytes())),
          Column.number(
              "power_watts",
              "POWER",
              8,
              5,
              j -> Quantity.watts(j.powerMicrowatts()),
              j -> UserColumns.wattsCsv(j.powerMicrowatts())),
          Column.csvOnly("start_time", j -> j.job().startTime().map(Instant::toString).orElse("")),
          Column.number(
              "elapsed_seconds",
              "ELAPSED/LIMIT",
              17,
              2,
              JobColumns::time,
              j -> UserColumns.plain(j.elapsedSeconds())),
          Column.csvOnly("limit_seconds", j -> limitCsv(j.job().timeLimit())),
          Column.number(
              "wasted_gpu_seconds",
              "WASTED",
              8,
              4,
              j -> Quantity.hours(j.wastedGpuSeconds()),
              j -> UserColumns.plain(j.wastedGpuSeconds())),
          number("stray_processes", j -> Integer.toString(j.strays().size())),
          new Column<>(
              "state", "STATE", 0, false, 0, true, false, JobColumns::state, JobColumns::state));

  private JobColumns() {}

  private static Column<JobUsage> number(String key, Function<JobUsage, String> csv) {
    return new Column<>(key, key, 0, true, 0, false, true, csv, csv);
  }

  private static Column<JobUsage> word(
      String key, String title, int width, int priority, Function<JobInfo, Optional<String>> word) {
    return Column.<JobUsage>words(
            key, title, width, priority, j -> shown(word.apply(j.job()).orElse(Quantity.ABSENT)))
        .withCsv(j -> word.apply(j.job()).orElse(""));
  }

  /** A job can be called anything: for people its words are cut, whatever room there is. */
  static String shown(String word) {
    return CellWidth.cut(CellWidth.clean(word), LONGEST_WORD);
  }

  private static Column<JobUsage> count(
      String key, String title, int priority, Function<JobUsage, OptionalInt> count) {
    return Column.number(
        key,
        title,
        5,
        priority,
        j -> {
          OptionalInt known = count.apply(j);
          return known.isPresent() ? Integer.toString(known.getAsInt()) : Quantity.ABSENT;
        },
        j -> {
          OptionalInt known = count.apply(j);
          return known.isPresent() ? Integer.toString(known.getAsInt()) : "";
        });
  }

  private static Column<JobUsage> uses(GpuUse use) {
    return number("gpus_" + use.wireName(), j -> Integer.toString(j.uses().of(use)));
  }

  /** {@code 0 · 75 · 100 ▲}. */
  private static String utilization(JobUsage job) {
    return utilization(job.utilization());
  }

  static String utilization(Optional<Utilization> measured) {
    if (measured.isEmpty()) {
      return Quantity.ABSENT;
    }
    Utilization load = measured.get();
    return Math.round(load.min())
        + " · "
        + Math.round(load.median())
        + " · "
        + Math.round(load.max())
        + (load.straggler().isPresent() ? " " + STRAGGLER : "");
  }

  private static String percent(JobUsage job, ToDoubleFunction<Utilization> part) {
    return job.utilization()
        .map(u -> BigDecimal.valueOf(part.applyAsDouble(u)).stripTrailingZeros().toPlainString())
        .orElse("");
  }

  private static String straggler(JobUsage job) {
    return job.utilization()
        .flatMap(Utilization::straggler)
        .map(gpu -> gpu.node() + ":" + gpu.index().orElse(-1))
        .orElse("");
  }

  /** {@code 3.10/4.40 TiB}; the unit of the first is left out where it is that of the second. */
  private static String vram(JobUsage job) {
    return vram(job.vramUsedBytes(), job.vramTotalBytes());
  }

  static String vram(OptionalLong usedBytes, OptionalLong totalBytes) {
    if (totalBytes.isEmpty()) {
      return Quantity.bytes(usedBytes);
    }
    String total = Quantity.bytes(totalBytes);
    String used = Quantity.bytes(usedBytes);
    String unit = total.substring(total.indexOf(' '));
    if (usedBytes.orElse(-1) == 0) {
      return "0/" + total;
    }
    return (used.endsWith(unit) ? used.substring(0, used.length() - unit.length()) : used)
        + "/"
        + total;
  }

  /** {@code 1d 02:10:00/3d}. */
  private static String time(JobUsage job) {
    TimeLimit limit = job.job().timeLimit();
    String most = limit.isUnlimited() ? "∞" : Quantity.ABSENT;
    if (limit.duration().isPresent()) {
      long seconds = limit.duration().get().toSeconds();
      most = seconds > 0 && seconds % DAY == 0 ? seconds / DAY + "d" : Quantity.duration(seconds);
    }
    return Quantity.duration(job.elapsedSeconds()) + "/" + most;
  }

  private static String limitCsv(TimeLimit limit) {
    return limit.isUnlimited()
        ? "unlimited"
        : limit.duration().map(d -> Long.toString(d.toSeconds())).orElse("");
  }

  /**
   * What is made of the GPUs of a job: {@code 16 active 8 parked 8 unused}, or {@code unused 5h}
   * when all are at the same, {@code ≥} before a time that nobody saw the beginning of; of a job
   * that holds no nodes its state.
   */
  public static String state(JobUsage job) {
    if (!job.job().holdsNodes()) {
      String state = job.job().stateText().orElse(job.job().state().wireName());
      return state.toLowerCase(Locale.ROOT)
          + job.job().reason().filter(r -> !r.equals("None")).map(r -> " " + r).orElse("");
    }
    List<String> words = new ArrayList<>();
    for (GpuUse use : GpuUse.values()) {
      int count = job.uses().of(use);
      if (count > 0 && count == job.uses().all()) {
        words.add(use.wireName() + since(job, use));
      } else if (count > 0) {
        words.add(count + " " + use.wireName());
      }
    }
    if (!job.strays().isEmpty()) {
      words.add(job.strays().size() + " stray");
    }
    return words.isEmpty() ? Quantity.ABSENT : String.join(" ", words);
  }

  /**
   * The same in few cells, each use by its first letter, the unknown by {@code ?}, and {@link
   * #STRAGGLER} where there are processes on GPUs that it was not given: {@code 16a 8p 8u▲}.
   */
  public static String briefState(JobUsage job) {
    if (!job.job().holdsNodes()) {
      return state(job);
    }
    String text = brief(job.uses()) + (job.strays().isEmpty() ? "" : STRAGGLER);
    return text.isEmpty() ? Quantity.ABSENT : text;
  }

  private static String brief(GpuUseCounts uses) {
    List<String> words = new ArrayList<>();
    for (GpuUse use : GpuUse.values()) {
      char letter = use == GpuUse.UNKNOWN ? '?' : use.wireName().charAt(0);
      if (uses.of(use) > 0) {
        words.add("" + uses.of(use) + letter);
      }
    }
    return String.join(" ", words);
  }

  private static String since(JobUsage job, GpuUse use) {
    Optional<GpuUseSince> longest =
        use.isWasted() ? job.longestWasted().map(JobGpu::use) : Optional.empty();
    OptionalLong seconds =
        longest.map(found -> found.seconds(job.takenAt())).orElse(OptionalLong.empty());
    if (seconds.isEmpty() || seconds.getAsLong() == 0) {
      return "";
    }
    String atLeast = longest.get().isAtLeast() ? " ≥ " : " ";
    return atLeast + Quantity.brief(seconds.getAsLong());
  }
}
