package io.allsmi.collect.remote;

import io.allsmi.collect.internal.KnownDevices;
import io.allsmi.collect.local.DeviceUse;
import io.allsmi.collect.remote.Block.Section;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import io.allsmi.core.MigInfo;
import io.allsmi.core.shim.ShimParsers;
import io.allsmi.core.shim.ShimReadings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Devices as nvidia-smi tells them. A column that the driver does not know is left out of the next
 * question; who uses the devices is told in some answers only and kept for the others.
 */
final class NvidiaDevices implements VendorDevices {
  static final String PROGRAM = "nvidia-smi";

  /** The first two stand where {@code host.sh} looks for them. */
  private static final List<String> COLUMNS =
      List.of(
          "index",
          "memory.used",
          "uuid",
          "name",
          "driver_version",
          "pci.bus_id",
          "utilization.gpu",
          "memory.total",
          "temperature.gpu",
          "power.draw",
          "power.limit",
          "clocks.gr",
          "clocks.sm",
          "clocks.mem",
          "clocks.max.gr",
          "clocks.max.sm",
          "clocks.max.mem",
          "pstate",
          "fan.speed",
          "clocks_event_reasons.active",
          "clocks_throttle_reasons.active",
          "ecc.errors.uncorrected.volatile.total",
          "mig.mode.current");

  private static final int NEEDED = 2;
  private static final List<String> APP_COLUMNS = List.of("gpu_uuid", "pid", "used_memory");
  private static final Pattern REJECTED =
      Pattern.compile("Field \"([a-z0-9_.]{1,64})\" is not a valid field to query");

  private final KnownDevices known = new KnownDevices();
  private final List<String> columns = new ArrayList<>(COLUMNS);
  private final Map<String, MigInfo> partitions = new HashMap<>();
  private List<DeviceUse> uses = List.of();
  private List<Issue> useIssues = List.of();

  /** What the tool is asked for, as its option has it. */
  String columns() {
    return String.join(",", columns);
  }

  /** Learns the partitions from {@code nvidia-smi -L}. */
  void list(byte[] output) {
    ShimParsers.nvidiaSmiList(output)
        .gpus()
        .forEach(
            gpu ->
                gpu.mig()
                    .filter(mig -> !mig.instances().isEmpty())
                    .ifPresent(mig -> partitions.put(gpu.uuid().orElse(""), mig)));
  }

  /** Drops the columns that the tool rejected; false when there is none. */
  boolean dropRejected(Block block) {
    String text = block.section("gpus").filter(s -> s.status != 0).map(Section::text).orElse("");
    boolean any = false;
    Matcher rejected = REJECTED.matcher(text.length() > 4096 ? text.substring(0, 4096) : text);
    while (rejected.find()) {
      int at = columns.indexOf(rejected.group(1));
      if (at >= NEEDED) {
        columns.remove(at);
        any = true;
      }
    }
    return any;
  }

  @Override
  public DevicesRead read(Block block) {
    List<Issue> issues = new ArrayList<>();
    block.section("apps").ifPresent(this::apps);
    List<GpuInfo> gpus =
        block.section("gpus").map(section -> gpus(section, issues)).orElseGet(known::bare);
    issues.addAll(useIssues);
    return new DevicesRead(gpus, numbered(gpus), issues);
  }

  /** Processes are told by UUID; people count devices. */
  private List<DeviceUse> numbered(List<GpuInfo> gpus) {
    Map<String, Integer> numbers = new HashMap<>();
    for (GpuInfo gpu : gpus) {
      if (gpu.uuid().isPresent() && gpu.index().isPresent()) {
        numbers.putIfAbsent(gpu.uuid().get(), gpu.index().getAsInt());
      }
    }
    List<DeviceUse> numbered = new ArrayList<>();
    for (DeviceUse use : uses) {
      Integer number = numbers.get(use.deviceUuid().orElse(""));
      numbered.add(
          number == null
              ? use
              : new DeviceUse(
                  use.pid(),
                  use.deviceUuid(),
                  OptionalInt.of(number),
                  use.memoryBytes(),
                  use.utilizationPercent()));
    }
    return numbered;
  }

  private List<GpuInfo> gpus(Section section, List<Issue> issues) {
    if (section.status != 0) {
      issues.add(ToolTrouble.of(PROGRAM, section));
    }
    ShimReadings readings = ShimParsers.nvidiaSmiCsv(section.bytes, columns);
    if (section.status == 0) {
      readings.issues().forEach(issue -> issues.add(ToolTrouble.in(PROGRAM, issue)));
    }
    if (readings.gpus().isEmpty()) {
      if (issues.isEmpty()) {
        issues.add(new Issue(0, PROGRAM + ": expected devices, got none"));
      }
      return known.bare();
    }
    return known.seen(readings.gpus().stream().map(this::partitioned).toList());
  }

  /** The list of partitions says more than that there are some. */
  private GpuInfo partitioned(GpuInfo gpu) {
    MigInfo listed = partitions.get(gpu.uuid().orElse(""));
    boolean isOn = gpu.mig().map(MigInfo::enabled).orElse(false);
    return listed == null || !isOn ? gpu : gpu.toBuilder().mig(listed).build();
  }

  private void apps(Section section) {
    List<Issue> issues = new ArrayList<>();
    if (section.status != 0) {
      issues.add(ToolTrouble.of(PROGRAM + " --query-compute-apps", section));
      useIssues = issues;
      uses = List.of();
      return;
    }
    ShimReadings readings = ShimParsers.nvidiaSmiAppsCsv(section.bytes, APP_COLUMNS);
    readings.issues().forEach(issue -> issues.add(ToolTrouble.in(PROGRAM, issue)));
    List<DeviceUse> found = new ArrayList<>();
    readings.processes().forEach(row -> DeviceUse.of(row).ifPresent(found::add));
    uses = List.copyOf(found);
    useIssues = issues;
  }
}
