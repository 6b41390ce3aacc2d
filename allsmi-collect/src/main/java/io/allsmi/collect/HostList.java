package io.allsmi.collect;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Issue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Targets read from a text, and what in the text could not be used.
 *
 * <p>The text has one target per line as {@link HttpTarget#parse(String)} reads it, blank lines and
 * {@code #} comments; or it is CSV with a header that names a column "target", "address", "host" or
 * "hostname" (the first of these that is there) and, if wanted, one named "port".
 *
 * @param targets in the order of the text, each {@link HostTarget#hostId()} once; unmodifiable
 * @param issues the lines that were left out; unmodifiable
 * @since 0.30
 */
public record HostList(List<HostTarget> targets, List<Issue> issues) {
  /** Copies the lists; of targets with the same {@link HostTarget#hostId()} the first stays. */
  public HostList {
    Map<String, HostTarget> byId = new LinkedHashMap<>();
    targets.forEach(t -> byId.putIfAbsent(t.hostId(), t));
    targets = List.copyOf(byId.values());
    issues = List.copyOf(issues);
  }

  /** A list of these targets. */
  public static HostList of(List<? extends HostTarget> targets) {
    return new HostList(List.copyOf(targets), List.of());
  }

  /** Reads a hostfile's text. Never throws for what is in it: a bad line is an issue. */
  public static HostList parse(String text) {
    return new HostListParser().parse(text);
  }

  /**
   * Reads a comma-separated list of hosts, as in {@code BACKENDAI_CLUSTER_HOSTS}; a host without a
   * port gets 9090. Never throws for what is in it: a bad entry is an issue, with its position in
   * the list as its line.
   */
  public static HostList parseCommaSeparated(String value) {
    List<HostTarget> targets = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    int position = 0;
    for (String entry : value.split(",", -1)) {
      position++;
      if (!entry.isBlank()) {
        HostListParser.add(entry, HttpTarget.DEFAULT_PORT, position, targets, issues);
      }
    }
    return new HostList(targets, issues);
  }
}
