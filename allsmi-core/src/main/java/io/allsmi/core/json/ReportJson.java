package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.report.Gaps;
import io.allsmi.core.report.JobHours;
import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.UsageFigures;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageRow;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report over time, as one JSON object on one line:
 *
 * <pre>{@code
 * {"schema":1,"by":"user","from":"2026-04-20T12:00:00Z","to":"2026-04-20T13:00:00Z",
 *  "zone":"Europe/Berlin","frames":1200,"frames_ignored":0,"span_seconds":3600.0,
 *  "covered_seconds":3000.0,
 *  "gaps":{"count":1,"seconds":600.0,
 *   "listed":[{"from":"2026-04-20T12:20:00Z","to":"2026-04-20T12:30:00Z"}]},
 *  "idle_below_percent":5.0,"price_per_kwh":0.3,
 *  "total":{…},
 *  "rows":[{"user":"ann","is_system":false,"gpu_hours_held":2.5,…}]}
 * }</pre>
 *
 * <p>A row begins with what it is about: {@code user} ({@code "?"} for processes without one) and
 * {@code is_system}; {@code host} and {@code host_id}; {@code host}, {@code host_id}, {@code gpu}
 * (number or null), {@code uuid} and {@code model}; {@code day} as {@code "2026-04-20"}; {@code
 * hour} as {@code "2026-04-20T13:00+02:00"}, its start. Then come its figures, null when not known:
 *
 * <ul>
 *   <li>{@code gpu_hours_held}: of a user in full however many share the GPU, else each GPU once
 *   <li>{@code gpu_hours_share} (users, total): held, a shared GPU split by memory; users add up to
 *       the total
 *   <li>{@code gpu_hours_busy}: held times utilisation, split in the same way
 *   <li>{@code gpu_hours_idle_held}: held while the utilisation was below {@code
 *       idle_below_percent}
 *   <li>{@code utilization_percent}: of the share of a user, else of all GPUs, held or free
 *   <li>{@code vram_gib_hours}: device memory of processes
 *   <li>{@code energy_kwh}, {@code cost} (null without a price)
 *   <li>not of users: {@code gpu_hours_available}, {@code gpu_hours_free}, {@code
 *       unattributed_energy_kwh} (of GPUs on which nobody held memory; with {@code energy_kwh} of
 *       all users it makes that of the total), {@code unattributed_cost}
 *   <li>neither of users nor of GPUs: {@code host_hours_seen} of {@code host_hours_expected}
 *   <li>hours missing from figures: {@code gpu_hours_without_utilization} (from busy and idle),
 *       {@code …_memory} (from VRAM), {@code …_power} (from energy) and, not of users, {@code
 *       …_processes} (from held, free, busy and idle)
 * </ul>
 *
 * <p>By job, account and partition a row begins with {@code job}, {@code name}, {@code user},
 * {@code account} and {@code partition}, or with {@code account} or {@code partition} ({@code "?"}
 * where it is not known), and rows and {@code total} have {@code gpu_hours_given}, what was made of
 * them: {@code gpu_hours_active}, {@code gpu_hours_parked}, {@code gpu_hours_idle}, {@code
 * gpu_hours_unused}, {@code gpu_hours_unknown}, and of these GPUs {@code utilization_percent},
 * {@code vram_gib_hours}, {@code energy_kwh}, {@code cost} and the hours missing from them; {@code
 * jobs_covered_seconds} is how long it was known which jobs there were.
 *
 * <p>{@code gaps.listed} has the first 1000. A number has up to six decimals.
 *
 * @since 0.30.0
 */
public final class ReportJson {
  /** The version of this shape. */
  public static final int SCHEMA = 1;

  private ReportJson() {}

  /**
   * Writes the rows of one kind.
   *
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(UsageReport report, ReportBy by, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject()
          .field("schema", SCHEMA)
          .field("by", by.wireName())
          .field("from", report.from().toString())
          .field("to", report.to().toString())
          .field("zone", report.options().zone().toString())
          .field("frames", report.frames())
          .field("frames_ignored", report.framesIgnored());
      seconds("span_seconds", report.span(), json);
      seconds("covered_seconds", report.covered(), json);
      gaps(report.gaps(), json);
      number("idle_below_percent", BigDecimal.valueOf(report.options().idleBelowPercent()), json);
      number("price_per_kwh", report.options().pricePerKwh(), json);
      if (by.isOfJobs()) {
        seconds("jobs_covered_seconds", report.jobs().covered(), json);
      } else {
        json.field("users_without_gpus", report.usersWithoutGpus());
      }
      json.name("total").beginObject();
      if (by.isOfJobs()) {
        jobFigures(report.jobs().total(), json);
      } else {
        number("gpu_hours_share", report.total().gpuHoursShare(), json);
        figures(report.total(), null, json);
      }
      json.endObject().name("rows").beginArray();
      for (UsageRow row : by.rows(report)) {
        json.beginObject();
        name(row, by, json);
        if (by.isOfJobs()) {
          jobFigures(row.figures(), json);
        } else {
          figures(row.figures(), by, json);
        }
        json.endObject();
      }
      json.endArray().endObject();
    }
  }

  private static void gaps(Gaps gaps, Json.Output json) throws IOException {
    json.name("gaps").beginObject().field("count", gaps.count());
    seconds("seconds", gaps.total(), json);
    json.name("listed").beginArray();
    for (Gaps.Gap gap : gaps.listed()) {
      json.beginObject()
          .field("from", gap.from().toString())
          .field("to", gap.to().toString())
          .endObject();
    }
    json.endArray().endObject();
  }

  private static void name(UsageRow row, ReportBy by, Json.Output json) throws IOException {
    switch (by) {
      case USER -> json.field("user", row.name()).field("is_system", row.isSystem());
      case HOST -> json.field("host", row.name()).field("host_id", row.hostId());
      case GPU ->
          json.field("host", row.hostname().isEmpty() ? row.name() : row.hostname())
              .field("host_id", row.hostId())
              .field("gpu", row.device())
              .textOrNull("uuid", row.uuid())
              .textOrNull("model", row.model());
      case DAY -> json.field("day", row.name());
      case HOUR -> json.field("hour", row.name());
      case JOB ->
          json.field("job", row.name())
              .textOrNull("name", row.job().name())
              .textOrNull("user", row.job().user())
              .textOrNull("account", row.job().account())
              .textOrNull("partition", row.job().partition());
      case ACCOUNT, PARTITION -> json.field(by.wireName(), row.name());
    }
  }

  private static void jobFigures(UsageFigures figures, Json.Output json) throws IOException {
    Optional<JobHours> hours = figures.jobHours();
    number("gpu_hours_given", hours.map(JobHours::given), json);
    number("gpu_hours_active", hours.map(JobHours::active), json);
    number("gpu_hours_parked", hours.map(JobHours::parked), json);
    number("gpu_hours_idle", hours.map(JobHours::idle), json);
    number("gpu_hours_unused", hours.map(JobHours::unused), json);
    number("gpu_hours_unknown", hours.map(JobHours::unknown), json);
    number("utilization_percent", figures.utilizationPercent(), json);
    number("vram_gib_hours", figures.vramGibHours(), json);
    number("energy_kwh", figures.energyKwh(), json);
    number("cost", figures.cost(), json);
    number("gpu_hours_without_utilization", figures.gpuHoursWithoutUtilization(), json);
    number("gpu_hours_without_memory", figures.gpuHoursWithoutMemory(), json);
    number("gpu_hours_without_power", figures.gpuHoursWithoutPower(), json);
  }

  private static void figures(UsageFigures figures, @Nullable ReportBy by, Json.Output json)
      throws IOException {
    boolean user = by == ReportBy.USER;
    if (!user) {
      number("gpu_hours_available", figures.gpuHoursAvailable(), json);
    }
    number("gpu_hours_held", figures.gpuHoursHeld(), json);
    if (user) {
      number("gpu_hours_share", figures.gpuHoursShare(), json);
    } else {
      number("gpu_hours_free", figures.gpuHoursFree(), json);
    }
    number("gpu_hours_busy", figures.gpuHoursBusy(), json);
    number("gpu_hours_idle_held", figures.gpuHoursIdle(), json);
    number("utilization_percent", figures.utilizationPercent(), json);
    number("vram_gib_hours", figures.vramGibHours(), json);
    number("energy_kwh", figures.energyKwh(), json);
    number("cost", figures.cost(), json);
    if (!user) {
      number("unattributed_energy_kwh", figures.unattributedEnergyKwh(), json);
      number("unattributed_cost", figures.unattributedCost(), json);
    }
    if (!user && by != ReportBy.GPU) {
      number("host_hours_seen", figures.hostHoursSeen(), json);
      number("host_hours_expected", figures.hostHoursExpected(), json);
    }
    if (!user) {
      number("gpu_hours_without_processes", figures.gpuHoursWithoutProcesses(), json);
    }
    number("gpu_hours_without_utilization", figures.gpuHoursWithoutUtilization(), json);
    number("gpu_hours_without_memory", figures.gpuHoursWithoutMemory(), json);
    number("gpu_hours_without_power", figures.gpuHoursWithoutPower(), json);
  }

  private static void seconds(String name, Duration length, Json.Output json) throws IOException {
    number(name, BigDecimal.valueOf(length.toMillis(), 3), json);
  }

  private static void number(String name, Optional<BigDecimal> number, Json.Output json)
      throws IOException {
    if (number.isEmpty()) {
      json.nothing(name);
    } else {
      number(name, number.get(), json);
    }
  }

  /** As short as it can be, with at least one decimal: {@code 2.5}, {@code 300.0}. */
  private static void number(String name, BigDecimal number, Json.Output json) throws IOException {
    BigDecimal shortest = number.stripTrailingZeros();
    json.name(name).value(shortest.setScale(Math.max(1, shortest.scale())).toPlainString(), false);
  }
}
