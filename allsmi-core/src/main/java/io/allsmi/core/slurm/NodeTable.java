package io.allsmi.core.slurm;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes by name: one that is said again, as for each of its partitions, is one. */
final class NodeTable {
  private final Map<String, SlurmNode> nodes = new LinkedHashMap<>();

  int size() {
    return nodes.size();
  }

  boolean has(String name) {
    return nodes.containsKey(name);
  }

  void add(SlurmNode node) {
    SlurmNode known = nodes.get(node.name());
    if (known == null) {
      nodes.put(node.name(), node);
    } else if (!known.partitions().containsAll(node.partitions())) {
      Set<String> partitions = new LinkedHashSet<>(known.partitions());
      partitions.addAll(node.partitions());
      nodes.put(node.name(), known.toBuilder().partitions(List.copyOf(partitions)).build());
    }
  }

  List<SlurmNode> all() {
    return List.copyOf(nodes.values());
  }
}
