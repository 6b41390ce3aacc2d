package io.allsmi.collect.remote;

import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.collect.internal.KnownDevices;
import io.allsmi.collect.local.DeviceUse;
import io.allsmi.collect.remote.Block.Section;
import io.allsmi.core.Issue;
import io.allsmi.core.shim.ShimReadings;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Devices as amd-smi or rocm-smi tells them. */
final class AmdDevices implements VendorDevices {
  private final DeviceTool tool;
  private final KnownDevices known = new KnownDevices();
  private byte[] facts = new byte[0];

  AmdDevices(DeviceTool tool) {
    this.tool = tool;
  }

  @Override
  public DevicesRead read(Block block) {
    List<Issue> issues = new ArrayList<>();
    ByteArrayOutputStream once = new ByteArrayOutputStream();
    ByteArrayOutputStream always = new ByteArrayOutputStream();
    for (Section section : block.sections()) {
      if (section.name.equals("once") || section.name.equals("always")) {
        ByteArrayOutputStream to = section.name.equals("once") ? once : always;
        to.writeBytes(section.bytes);
        to.write('\n');
        if (section.status != 0) {
          issues.add(ToolTrouble.of(tool.program(), section));
        }
      }
    }
    facts = once.size() > 0 ? once.toByteArray() : facts;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(facts);
    all.writeBytes(always.toByteArray());
    ShimReadings readings = tool.parse(all.toByteArray());
    readings.issues().forEach(issue -> issues.add(ToolTrouble.in(tool.program(), issue)));
    if (readings.gpus().isEmpty()) {
      if (issues.isEmpty()) {
        issues.add(new Issue(0, tool.program() + ": expected devices, got none"));
      }
      return new DevicesRead(known.bare(), List.of(), issues);
    }
    List<DeviceUse> uses = new ArrayList<>();
    readings.processes().forEach(row -> DeviceUse.of(row).ifPresent(uses::add));
    return new DevicesRead(known.seen(readings.gpus()), uses, issues);
  }
}
