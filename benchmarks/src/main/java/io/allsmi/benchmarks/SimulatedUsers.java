package io.allsmi.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What simulated hosts know of their users, to be compared with a table of them. */
final class SimulatedUsers {
  private static final String ROOT = "root";

  private final Map<String, Sum> sums = new TreeMap<>();

  /** What a user holds on all hosts. */
  private static final class Sum {
    int nodes;
    int gpus;
    int procs;
    long bytes;

    @Override
    public String toString() {
      return nodes + " nodes, " + gpus + " GPUs, " + procs + " processes, " + bytes + " B";
    }
  }

  private SimulatedUsers() {}

  static SimulatedUsers of(List<SimulatedHost> hosts) {
    SimulatedUsers users = new SimulatedUsers();
    hosts.forEach(users::add);
    return users;
  }

  private void add(SimulatedHost host) {
    Map<String, Set<Integer>> gpus = new TreeMap<>();
    for (SimulatedHost.Holder holder : host.holders()) {
      String user = SimulatedHost.user(holder.user());
      Sum sum = sum(user);
      sum.procs++;
      sum.bytes += holder.mebibytes() << 20;
      gpus.computeIfAbsent(user, name -> new HashSet<>()).add(holder.gpu());
    }
    gpus.forEach(
        (user, held) -> {
          sum(user).nodes++;
          sum(user).gpus += held.size();
        });
    sum(ROOT).nodes++;
    sum(ROOT).procs += SimulatedHost.OTHER_PROCESSES;
  }

  private Sum sum(String user) {
    return sums.computeIfAbsent(user, name -> new Sum());
  }

  int size() {
    return sums.size();
  }

  /** What a table in JSON has otherwise; empty when it is right. */
  List<String> differences(Path table) throws IOException {
    Map<String, Sum> shown = new TreeMap<>();
    for (JsonNode row : new ObjectMapper().readTree(table.toFile()).path("users")) {
      Sum sum = new Sum();
      sum.nodes = row.path("nodes").asInt(-1);
      sum.gpus = row.path("gpus").asInt(-1);
      sum.procs = row.path("procs").asInt(-1);
      sum.bytes = row.path("vram_bytes").asLong(-1);
      shown.put(row.path("user").asText(), sum);
    }
    return differences(shown);
  }

  /** The same of sums that were not printed. */
  List<String> differences(UserAggregation users) {
    Map<String, Sum> shown = new TreeMap<>();
    for (UserAggregate user : users.users()) {
      Sum sum = new Sum();
      sum.nodes = user.nodes();
      sum.gpus = user.gpus();
      sum.procs = user.procs();
      sum.bytes = user.vramBytes().orElse(0);
      shown.put(user.user(), sum);
    }
    return differences(shown);
  }

  private List<String> differences(Map<String, Sum> shown) {
    Set<String> names = new TreeSet<>(shown.keySet());
    names.addAll(sums.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String expected = String.valueOf(sums.get(name));
      String got = String.valueOf(shown.get(name));
      if (!expected.equals(got)) {
        differences.add(name + ": expected " + expected + ", got " + got);
      }
    }
    return differences;
  }
}
