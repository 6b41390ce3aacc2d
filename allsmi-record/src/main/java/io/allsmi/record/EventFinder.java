package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.ProcessTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed from one snapshot to the next that a viewer may look for: a host that went down or
 * came back, was left out or added, a user who began or ceased to hold a device.
 */
final class EventFinder {
  /**
   * What is compared of a snapshot.
   *
   * @param hosts whether each counts, by id; those that were never asked are left out
   * @param names what they are called
   * @param pending those that were never asked
   * @param users who hold a device
   */
  private record State(
      Map<String, Boolean> hosts,
      Map<String, String> names,
      Set<String> pending,
      TreeSet<String> users) {}

  private EventFinder() {}

  /** What happened between two snapshots, for people; empty when nothing did. */
  static Optional<String> between(ClusterSnapshot before, ClusterSnapshot after) {
    State old = state(before);
    State now = state(after);
    for (Map.Entry<String, Boolean> host : now.hosts.entrySet()) {
      Boolean counted = old.hosts.get(host.getKey());
      String name = now.names.getOrDefault(host.getKey(), host.getKey());
      if (counted == null && !old.pending.contains(host.getKey())) {
        return Optional.of(name + " appeared");
      }
      if (counted != null && !counted.equals(host.getValue())) {
        return Optional.of(name + (counted ? " went down" : " came back"));
      }
    }
    for (String host : old.hosts.keySet()) {
      if (!now.hosts.containsKey(host) && !now.pending.contains(host)) {
        return Optional.of(old.names.getOrDefault(host, host) + " is gone");
      }
    }
    for (String user : now.users) {
      if (!old.users.contains(user)) {
        return Optional.of(user + " appeared");
      }
    }
    for (String user : old.users) {
      if (!now.users.contains(user)) {
        return Optional.of(user + " left");
      }
    }
    return Optional.empty();
  }

  private static State state(ClusterSnapshot snapshot) {
    State state = new State(new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    for (HostSnapshot host : snapshot.hosts()) {
      HostState is = host.status().state();
      if (is != HostState.PENDING) {
        state.hosts.put(host.hostId(), is.countsInSums());
        state.names.put(host.hostId(), host.hostname());
      } else {
        state.pending.add(host.hostId());
      }
      ProcessTable rows = host.processTable();
      for (int row = 0; row < rows.size(); row++) {
        String user = rows.user(rows.userCode(row));
        if (!user.isEmpty() && rows.deviceCell(row) >= 0) {
          state.users.add(user);
        }
      }
    }
    return state;
  }
}
