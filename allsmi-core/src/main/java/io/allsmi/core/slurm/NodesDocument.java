package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.slurm.JsonRecords.Fields;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code sinfo --json} and {@code scontrol show nodes --json} print, of any release. */
final class NodesDocument {
  private static final long MIB = 1 << 20;

  private final NodeTable nodes = new NodeTable();
  private final Intake in = new Intake(ZoneOffset.UTC);

  private NodesDocument() {}

  static SlurmReadings<SlurmNode> read(byte[] output) {
    NodesDocument document = new NodesDocument();
    Optional<SlurmError> error =
        JsonRecords.read(output, Set.of("nodes", "sinfo"), document.in, document::node);
    return new SlurmReadings<>(document.nodes.all(), document.in.issues(), error);
  }

  /** A node; an entry of newer releases of sinfo is about all nodes that are alike. */
  private void node(Fields fields) {
    List<String> names = fields.has("name") ? fields.all("name") : fields.all("nodes.nodes");
    if (names.isEmpty()) {
      in.complaints.add(fields.line(), "node: expected a name, got none");
    }
    for (String text : names) {
      Optional<String> name = Intake.text(text, Caps.NAME_BYTES * 2);
      if (name.isPresent() && in.isRoom(nodes.size(), fields.line())) {
        nodes.add(fields.has("name") ? whole(name.get(), fields) : entry(name.get(), fields));
      }
    }
  }

  private SlurmNode whole(String name, Fields fields) {
    List<String> states = new ArrayList<>();
    fields.all("state").forEach(state -> states.addAll(NodeStates.of(state, false)));
    fields.all("state_flags").forEach(state -> states.addAll(NodeStates.of(state, false)));
    SlurmNode.Builder node = begin(name, fields, "gres", "gres_used").states(states);
    count("cpus", fields).ifPresent(node::cpus);
    count("alloc_cpus", fields).ifPresent(node::cpusAllocated);
    mebibytes("real_memory", fields).ifPresent(node::memoryBytes);
    mebibytes("alloc_memory", fields).ifPresent(node::memoryAllocatedBytes);
    mebibytes(fields.has("free_memory") ? "free_memory" : "free_mem", fields)
        .ifPresent(node::memoryFreeBytes);
    Intake.named(fields.text("reason"), Caps.VALUE_BYTES).ifPresent(node::reason);
    Intake.text(fields.text("address"), Caps.VALUE_BYTES).ifPresent(node::address);
    return node.partitions(partitions(fields.all("partitions"))).build();
  }

  private SlurmNode entry(String name, Fields fields) {
    List<String> states = new ArrayList<>();
    fields.all("node.state").forEach(state -> states.addAll(NodeStates.of(state, false)));
    SlurmNode.Builder node = begin(name, fields, "gres.total", "gres.used").states(states);
    Intake.named(fields.text("reason.description"), Caps.VALUE_BYTES).ifPresent(node::reason);
    if (fields.text("cpus.minimum").equals(fields.text("cpus.maximum"))) {
      count("cpus.minimum", fields).ifPresent(node::cpus);
    }
    if (fields.text("memory.minimum").equals(fields.text("memory.maximum"))) {
      mebibytes("memory.minimum", fields).ifPresent(node::memoryBytes);
    }
    return node.partitions(partitions(fields.all("partition.name"))).build();
  }

  private SlurmNode.Builder begin(String name, Fields fields, String total, String used) {
    SlurmNode.Builder node =
        SlurmNode.builder(name).gres(in.devices(fields.text(total), fields.line()));
    if (!fields.text(used).isBlank()) {
      node.gresUsedKnown(true).gresUsed(in.devices(fields.text(used), fields.line()));
    }
    return node;
  }

  private static List<String> partitions(List<String> names) {
    return names.stream()
        .flatMap(name -> Intake.text(name, Caps.NAME_BYTES).stream())
        .limit(1000)
        .toList();
  }

  private OptionalInt count(String path, Fields fields) {
    OptionalLong number = fields.number(path, in);
    return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  private OptionalLong mebibytes(String path, Fields fields) {
    OptionalLong number = fields.number(path, in);
    return number.isPresent() && number.getAsLong() < 1L << 40
        ? OptionalLong.of(number.getAsLong() * MIB)
        : OptionalLong.empty();
  }
}
