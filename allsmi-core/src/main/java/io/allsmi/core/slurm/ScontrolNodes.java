package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code scontrol show node -d} prints. */
final class ScontrolNodes {
  /** Who gave the reason, and what may follow on the same line. */
  private static final Pattern AFTER_REASON =
      Pattern.compile("\\s*\\[[^\\[\\]]*@[^\\[\\]]*\\].*| (?:Comment|Extra|ResumeAfterTime)=.*");

  private final NodeTable nodes = new NodeTable();
  private final Intake in = new Intake(ZoneOffset.UTC);

  private ScontrolNodes() {}

  static SlurmReadings<SlurmNode> read(byte[] output) {
    Optional<SlurmError> error = SlurmFailures.inOutput(output);
    if (error.isPresent()) {
      return new SlurmReadings<>(List.of(), List.of(), error);
    }
    ScontrolNodes text = new ScontrolNodes();
    ScontrolRecords.read(output, "NodeName", false, text.in, text::node);
    return new SlurmReadings<>(text.nodes.all(), text.in.issues(), Optional.empty());
  }

  private void node(ScontrolRecords.Fields fields) {
    int line = fields.line();
    Optional<String> name = Intake.text(fields.value("NodeName"), Caps.NAME_BYTES * 2);
    if (name.isEmpty()) {
      in.complaints.add(line, "node: expected a name, got none");
      return;
    }
    SlurmNode.Builder node =
        SlurmNode.builder(name.get())
            .states(NodeStates.of(fields.value("State"), false))
            .gres(in.devices(fields.value("Gres"), line))
            .partitions(
                Arrays.stream(fields.value("Partitions").split(",", 1001))
                    .flatMap(partition -> Intake.text(partition, Caps.NAME_BYTES).stream())
                    .toList());
    used(fields, node);
    in.count("CPUTot", fields.value("CPUTot"), line).ifPresent(node::cpus);
    in.count("CPUAlloc", fields.value("CPUAlloc"), line).ifPresent(node::cpusAllocated);
    in.memory("RealMemory", fields.value("RealMemory"), line).ifPresent(node::memoryBytes);
    in.memory("AllocMem", fields.value("AllocMem"), line).ifPresent(node::memoryAllocatedBytes);
    in.memory("FreeMem", fields.value("FreeMem"), line).ifPresent(node::memoryFreeBytes);
    Intake.text(fields.value("NodeAddr"), Caps.VALUE_BYTES).ifPresent(node::address);
    String reason = AFTER_REASON.matcher(fields.value("Reason")).replaceFirst("");
    Intake.named(reason, Caps.VALUE_BYTES).ifPresent(node::reason);
    nodes.add(node.build());
  }

  /** Details tell which are in use; without them Slurm may still count them. */
  private void used(ScontrolRecords.Fields fields, SlurmNode.Builder node) {
    Optional<String> used = fields.get("GresUsed");
    List<GpuGrant> counted = GresText.tres(fields.value("AllocTRES"));
    if (used.isPresent()) {
      node.gresUsedKnown(true).gresUsed(in.devices(used.get(), fields.line()));
    } else if (!counted.isEmpty()) {
      node.gresUsedKnown(true).gresUsed(counted);
    }
  }
}
