package io.allsmi.collect.local;

import io.allsmi.collect.command.CommandRunner;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import io.allsmi.core.shim.ShimReadings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Devices as a vendor's tool tells them. A read runs its commands, which together have one limit.
 * After a read that failed the tool is left alone for a while, and its devices are listed by what
 * they are, without readings.
 */
final class ToolReader implements DeviceReader {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final DeviceTool tool;
  private final CommandRunner runner;
  private final Duration limit;
  private Optional<byte[]> facts = Optional.empty();
  private List<GpuInfo> identities = List.of();
  private List<Issue> failure = List.of();
  private Instant pausedUntil = Instant.MIN;

  ToolReader(DeviceTool tool, CommandRunner runner, Duration limit) {
    this.tool = tool;
    this.runner = runner;
    this.limit = limit;
  }

  @Override
  public DeviceReading read(Instant takenAt) {
    if (takenAt.isBefore(pausedUntil)) {
      return new DeviceReading(identities, List.of(), failure);
    }
    ToolRun run = new ToolRun(runner, limit);
    byte[] known = facts.orElseGet(() -> outputs(tool.once(), run).orElse(new byte[0]));
    Optional<byte[]> output = outputs(tool.always(), run);
    ShimReadings readings = tool.parse(together(known, output.orElse(new byte[0])));
    readings
        .issues()
        .forEach(
            issue -> run.complain(tool.program() + " " + issue.line() + ": " + issue.message()));
    if (output.isEmpty() || readings.gpus().isEmpty()) {
      return failed(takenAt, run, readings);
    }
    // Facts of a tool that failed in between are asked again.
    facts = run.issues().isEmpty() ? Optional.of(known) : facts;
    identities = readings.gpus().stream().map(ToolReader::identity).toList();
    List<DeviceUse> uses = new ArrayList<>();
    readings.processes().forEach(row -> DeviceUse.of(row).ifPresent(uses::add));
    List<GpuInfo> gpus = readings.gpus().stream().map(ToolReader::withoutSerial).toList();
    return new DeviceReading(gpus, uses, run.issues());
  }

  /** What commands wrote; empty when the first, that for devices, says nothing. */
  private Optional<byte[]> outputs(List<List<String>> commands, ToolRun run) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (List<String> arguments : commands) {
      List<String> command = new ArrayList<>();
      command.add(tool.program());
      command.addAll(arguments);
      Optional<byte[]> output = run.output(command);
      if (output.isEmpty() && all.size() == 0) {
        return Optional.empty();
      }
      output.ifPresent(all::writeBytes);
      all.write('\n');
    }
    return Optional.of(all.toByteArray());
  }

  private DeviceReading failed(Instant takenAt, ToolRun run, ShimReadings readings) {
    if (run.issues().isEmpty()) {
      run.complain(tool.program() + ": expected devices, got none");
    }
    if (!readings.gpus().isEmpty()) {
      identities = readings.gpus().stream().map(ToolReader::identity).toList();
    }
    failure = List.copyOf(run.issues());
    pausedUntil = takenAt.plus(PAUSE);
    return new DeviceReading(identities, List.of(), failure);
  }

  private static byte[] together(byte[] a, byte[] b) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(a.length + b.length);
    all.writeBytes(a);
    all.writeBytes(b);
    return all.toByteArray();
  }

  /** Serial numbers of this machine are not passed on. */
  private static GpuInfo withoutSerial(GpuInfo gpu) {
    Map<String, String> detail = new TreeMap<>(gpu.detail());
    return detail.remove("serial") == null ? gpu : gpu.toBuilder().detail(detail).build();
  }

  private static GpuInfo identity(GpuInfo gpu) {
    Map<String, String> detail = new TreeMap<>(gpu.detail());
    detail.keySet().retainAll(Set.of("pci_bus_id", "driver_version"));
    GpuInfo.Builder known =
        GpuInfo.builder().name(gpu.name()).deviceType(gpu.deviceType()).detail(detail);
    gpu.index().ifPresent(known::index);
    gpu.uuid().ifPresent(known::uuid);
    gpu.memoryTotalBytes().ifPresent(known::memoryTotalBytes);
    return known.build();
  }

  @Override
  public void close() {
    // Every command has ended or been killed when its read ends.
  }
}
