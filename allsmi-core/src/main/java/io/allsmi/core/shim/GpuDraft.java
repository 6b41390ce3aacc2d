package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.ClockReasons;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;

/** A device as far as it has been read. */
final class GpuDraft {
  private static final int NOT_YET = Integer.MAX_VALUE;

  private final GpuInfo.Builder gpu = GpuInfo.builder();
  private final Map<String, String> detail = new TreeMap<>();
  private final Map<String, Integer> ranks = new TreeMap<>();
  private final List<MigInfo.Instance> partitions = new ArrayList<>();
  private TemperatureThresholds thresholds = TemperatureThresholds.NONE;
  private OptionalInt index = OptionalInt.empty();
  private String uuid = "";
  private boolean partitioned;
  private boolean knowsPartitioning;
  private boolean empty = true;

  /** Whether nothing is known of it. */
  boolean isEmpty() {
    return empty;
  }

  OptionalInt index() {
    return index;
  }

  String uuid() {
    return uuid;
  }

  void index(Reading cell) {
    cell.count().ifPresent(this::index);
  }

  void index(int number) {
    index = OptionalInt.of(number);
    empty = false;
  }

  void uuid(Reading cell) {
    uuid = cell.words(Caps.UUID_BYTES);
    empty &= uuid.isEmpty();
  }

  /** The UUID is no key after all: other devices have the same. */
  void uuidIsShared() {
    detail.put("unique_id", uuid);
    uuid = "";
  }

  void name(Reading cell) {
    String name = cell.words(Caps.NAME_BYTES);
    gpu.name(name);
    empty &= name.isEmpty();
  }

  void deviceType(String type) {
    gpu.deviceType(type);
  }

  void real(Reading cell, Unit unit, ObjDoubleConsumer<GpuInfo.Builder> to) {
    cell.in(unit)
        .ifPresent(
            value -> {
              to.accept(gpu, value);
              empty = false;
            });
  }

  /**
   * The same where several cells say it: the one with the lowest rank that has a reading counts.
   */
  void preferred(
      String what, int rank, Reading cell, Unit unit, ObjDoubleConsumer<GpuInfo.Builder> to) {
    if (rank < ranks.getOrDefault(what, NOT_YET)) {
      real(
          cell,
          unit,
          (builder, value) -> {
            to.accept(builder, value);
            ranks.put(what, rank);
          });
    }
  }

  void bytes(Reading cell, Unit unit, ObjLongConsumer<GpuInfo.Builder> to) {
    real(cell, unit, (builder, value) -> to.accept(builder, Math.round(value)));
  }

  void whole(Reading cell, Unit unit, ObjIntConsumer<GpuInfo.Builder> to) {
    real(cell, unit, (builder, value) -> to.accept(builder, (int) Math.round(value)));
  }

  void memoryUsed(long bytes) {
    gpu.memoryUsedBytes(bytes);
  }

  /** {@code P0} to {@code P15}. */
  void performanceState(Reading cell) {
    String state = cell.words(Caps.NAME_BYTES);
    if (!state.isEmpty()) {
      OptionalDouble number =
          state.startsWith("P") ? Unit.COUNT.read(state.substring(1)) : OptionalDouble.empty();
      if (number.isPresent() && number.getAsDouble() <= 15) {
        gpu.performanceState((int) number.getAsDouble());
        empty = false;
      } else {
        cell.complain("expected a performance state from P0 to P15");
      }
    }
  }

  void gspMode(Reading cell) {
    switch (cell.words(Caps.NAME_BYTES)) {
      case "Disabled" -> gpu.gspFirmwareMode(0);
      case "Enabled" -> gpu.gspFirmwareMode(1);
      case "Default" -> gpu.gspFirmwareMode(2);
      default -> {
        // Tools write nothing else but that they do not know.
      }
    }
  }

  void gspVersion(Reading cell) {
    String version = cell.words(Caps.NAME_BYTES);
    if (!version.isEmpty()) {
      gpu.gspFirmwareVersion(version);
    }
  }

  void slowdown(Reading cell) {
    thresholds =
        new TemperatureThresholds(
            limit(cell), thresholds.shutdown(), thresholds.maxOperating(), thresholds.acoustic());
  }

  void shutdown(Reading cell) {
    thresholds =
        new TemperatureThresholds(
            thresholds.slowdown(), limit(cell), thresholds.maxOperating(), thresholds.acoustic());
  }

  void maxOperating(Reading cell) {
    thresholds =
        new TemperatureThresholds(
            thresholds.slowdown(), thresholds.shutdown(), limit(cell), thresholds.acoustic());
  }

  void acoustic(Reading cell) {
    thresholds =
        new TemperatureThresholds(
            thresholds.slowdown(), thresholds.shutdown(), thresholds.maxOperating(), limit(cell));
  }

  private static OptionalInt limit(Reading cell) {
    OptionalDouble celsius = cell.in(Unit.CELSIUS);
    return celsius.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.round(celsius.getAsDouble()));
  }

  /** A text beside the readings. */
  void detail(String key, Reading cell) {
    String text = cell.words(Caps.VALUE_BYTES);
    if (!text.isEmpty()) {
      detail.put(key, text);
      empty = false;
    }
  }

  /** A reading that the model has no place for, as plain digits in its base unit. */
  void detail(String key, Reading cell, Unit unit) {
    cell.in(unit)
        .ifPresent(
            value -> {
              detail.put(key, BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
              empty = false;
            });
  }

  /** Bits such as {@code 0x0000000000000004}, by their names. */
  void clockReasons(Reading cell) {
    String bits = cell.words(Caps.NAME_BYTES);
    if (!bits.isEmpty()) {
      Optional<String> names = ClockReasons.ofHex(bits);
      names.ifPresent(text -> detail.put("clock_event_reasons", text));
      if (names.isEmpty()) {
        cell.complain("expected bits such as 0x0000000000000001");
      }
    }
  }

  /** {@code Enabled} or {@code Disabled}; a star says that a change is pending. */
  void partitioning(Reading cell) {
    String mode = cell.words(Caps.NAME_BYTES);
    if (mode.startsWith("Enabled") || mode.startsWith("Disabled")) {
      knowsPartitioning = true;
      partitioned |= mode.startsWith("Enabled");
      detail.put("mig_mode_current", partitioned ? "Enabled" : "Disabled");
    }
  }

  /** Adds a partition. */
  void partition(MigInfo.Instance partition) {
    if (partitions.size() < Caps.DEVICES) {
      partitions.add(partition);
    }
    knowsPartitioning = true;
    partitioned = true;
  }

  GpuInfo build() {
    index.ifPresent(gpu::index);
    if (!uuid.isEmpty()) {
      gpu.uuid(uuid);
    }
    if (knowsPartitioning) {
      gpu.mig(new MigInfo(partitioned, partitions));
    }
    return gpu.thresholds(thresholds).detail(detail).build();
  }
}
