package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.slurm.SlurmNode;
import io.allsmi.core.slurm.SlurmPartition;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Nodes and partitions of Slurm, each as one JSON object on one line:
 *
 * <pre>{@code
 * {"nodes":[{"name":"node1","states":["MIXED"],"gres":[{"gres":"gpu","type":"h100","count":8}],
 *   "gres_used":[{"gres":"gpu","type":"h100","count":2,"indices":[0,1]}],"cpus":64,
 *   "cpus_allocated":4,"memory_bytes":536870912000,"memory_allocated_bytes":34359738368,
 *   "memory_free_bytes":18223202304,"reason":"…","partitions":["gpu"],"address":"10.0.0.1"}]}
 * {"partitions":[{"name":"gpu","state":"UP","is_default":true,"nodes":["node1","node2"],
 *   "node_count":2,"cpus":128,"gpus":16,"memory_bytes":1073741824000,"time_limit_seconds":86400}]}
 * }</pre>
 *
 * <p>What is not known has no key: a node without {@code gres_used} is one of which it was not
 * said. A partition without limit has {@code "unlimited":true}.
 *
 * @since 0.30.0
 */
public final class SlurmJson {
  private SlurmJson() {}

  /**
   * Writes nodes.
   *
   * @param nodes in the order they are written
   * @param out left open
   * @throws IOException when the output does
   */
  public static void writeNodes(List<SlurmNode> nodes, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject().name("nodes").beginArray();
      for (SlurmNode node : nodes) {
        node(node, json);
      }
      json.endArray().endObject();
    }
  }

  /**
   * Writes partitions.
   *
   * @param partitions in the order they are written
   * @param out left open
   * @throws IOException when the output does
   */
  public static void writePartitions(List<SlurmPartition> partitions, OutputStream out)
      throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject().name("partitions").beginArray();
      for (SlurmPartition partition : partitions) {
        partition(partition, json);
      }
      json.endArray().endObject();
    }
  }

  private static void node(SlurmNode node, Json.Output json) throws IOException {
    json.beginObject().field("name", node.name());
    texts("states", node.states(), json);
    JobsJson.grants("gres", node.gres(), json);
    if (node.gresUsedKnown()) {
      JobsJson.grants("gres_used", node.gresUsed(), json);
    }
    JobsJson.number("cpus", node.cpus(), json);
    JobsJson.number("cpus_allocated", node.cpusAllocated(), json);
    JobsJson.number("memory_bytes", node.memoryBytes(), json);
    JobsJson.number("memory_allocated_bytes", node.memoryAllocatedBytes(), json);
    JobsJson.number("memory_free_bytes", node.memoryFreeBytes(), json);
    JobsJson.text("reason", node.reason(), json);
    texts("partitions", node.partitions(), json);
    JobsJson.text("address", node.address(), json);
    json.endObject();
  }

  private static void partition(SlurmPartition partition, Json.Output json) throws IOException {
    json.beginObject().field("name", partition.name());
    JobsJson.text("state", partition.state(), json);
    json.field("is_default", partition.isDefault());
    texts("nodes", partition.nodes(), json);
    JobsJson.number("node_count", partition.nodeCount(), json);
    JobsJson.number("cpus", partition.cpus(), json);
    JobsJson.number("gpus", partition.gpus(), json);
    JobsJson.number("memory_bytes", partition.memoryBytes(), json);
    JobsJson.seconds("time_limit_seconds", partition.timeLimit().duration(), json);
    if (partition.timeLimit().isUnlimited()) {
      json.field("unlimited", true);
    }
    json.endObject();
  }

  private static void texts(String name, List<String> texts, Json.Output json) throws IOException {
    json.name(name).beginArray();
    for (String text : texts) {
      json.value(text, true);
    }
    json.endArray();
  }
}
