package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code scontrol show partition} prints. */
final class ScontrolPartitions {
  private final List<SlurmPartition> partitions = new ArrayList<>();
  private final Intake in = new Intake(ZoneOffset.UTC);

  private ScontrolPartitions() {}

  static SlurmReadings<SlurmPartition> read(byte[] output) {
    Optional<SlurmError> error = SlurmFailures.inOutput(output);
    if (error.isPresent()) {
      return new SlurmReadings<>(List.of(), List.of(), error);
    }
    ScontrolPartitions text = new ScontrolPartitions();
    ScontrolRecords.read(output, "PartitionName", false, text.in, text::partition);
    return new SlurmReadings<>(text.partitions, text.in.issues(), Optional.empty());
  }

  private void partition(ScontrolRecords.Fields fields) {
    int line = fields.line();
    Optional<String> name = Intake.text(fields.value("PartitionName"), Caps.NAME_BYTES);
    if (name.isEmpty()) {
      in.complaints.add(line, "partition: expected a name, got none");
      return;
    }
    SlurmPartition.Builder partition =
        SlurmPartition.builder(name.get())
            .isDefault(fields.value("Default").equals("YES"))
            .nodes(in.nodes(fields.value("Nodes"), line))
            .timeLimit(in.limit("MaxTime", fields.value("MaxTime"), line));
    Intake.text(fields.value("State"), Caps.NAME_BYTES)
        .ifPresent(state -> partition.state(state.toUpperCase(Locale.ROOT)));
    in.count("TotalNodes", fields.value("TotalNodes"), line).ifPresent(partition::nodeCount);
    in.count("TotalCPUs", fields.value("TotalCPUs"), line).ifPresent(partition::cpus);
    List<GpuGrant> devices = GresText.tres(fields.value("TRES"));
    if (!devices.isEmpty()) {
      partition.gpus(GpuGrant.gpus(devices));
    }
    for (String entry : fields.value("TRES").split(",", -1)) {
      if (entry.startsWith("mem=")) {
        in.memory("mem", entry.substring(4), line).ifPresent(partition::memoryBytes);
      }
    }
    partitions.add(partition.build());
  }
}
