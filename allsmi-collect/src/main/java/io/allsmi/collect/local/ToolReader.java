package io.allsmi.collect.local;

import io.allsmi.collect.command.CommandRunner;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.collect.internal.KnownDevices;
import io.allsmi.core.Issue;
import io.allsmi.core.shim.ShimReadings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private final KnownDevices known = new KnownDevices();
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
      return new DeviceReading(known.bare(), List.of(), failure);
    }
    ToolRun run = new ToolRun(runner, limit);
    byte[] said = facts.orElseGet(() -> outputs(tool.once(), run).orElse(new byte[0]));
    Optional<byte[]> output = outputs(tool.always(), run);
    ShimReadings readings = tool.parse(together(said, output.orElse(new byte[0])));
    readings
        .issues()
        .forEach(
            issue -> run.complain(tool.program() + " " + issue.line() + ": " + issue.message()));
    if (output.isEmpty() || readings.gpus().isEmpty()) {
      return failed(takenAt, run, readings);
    }
    // Facts of a tool that failed in between are asked again.
    facts = run.issues().isEmpty() ? Optional.of(said) : facts;
    List<DeviceUse> uses = new ArrayList<>();
    readings.processes().forEach(row -> DeviceUse.of(row).ifPresent(uses::add));
    return new DeviceReading(known.seen(readings.gpus()), uses, run.issues());
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
      known.seen(readings.gpus());
    }
    failure = List.copyOf(run.issues());
    pausedUntil = takenAt.plus(PAUSE);
    return new DeviceReading(known.bare(), List.of(), failure);
  }

  private static byte[] together(byte[] a, byte[] b) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(a.length + b.length);
    all.writeBytes(a);
    all.writeBytes(b);
    return all.toByteArray();
  }

  @Override
  public void close() {
    // Every command has ended or been killed when its read ends.
  }
}
