package io.allsmi.core.jobs;

import io.allsmi.core.HostSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which host of a snapshot a node of the batch system is. A node is the host whose key is its name
 * ({@code node1}, {@code node1:9090}, {@code ops@node1}), else the one that calls itself so or is
 * read at that address, else the one of which one name is the short form of the other ({@code
 * node1}, {@code node1.example.org}). The case of letters does not matter. Where several hosts are
 * equally good, none is taken: it is never guessed.
 *
 * @since 0.30.0
 */
public final class NodeHosts {
  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  private final List<HostSnapshot> hosts;
  private final Map<String, Integer> byKey = new HashMap<>();
  private final Map<String, Integer> byName = new HashMap<>();

  /** By the first part of a name that has several. */
  private final Map<String, Integer> byShort = new HashMap<>();

  private NodeHosts(List<HostSnapshot> hosts) {
    this.hosts = hosts;
    for (int place = 0; place < hosts.size(); place++) {
      HostSnapshot host = hosts.get(place);
      String key = name(host.hostId());
      put(byKey, key, place);
      add(key, place);
      add(name(host.hostname()), place);
      add(name(host.address()), place);
    }
  }

  /** The hosts of a snapshot. */
  public static NodeHosts of(List<HostSnapshot> hosts) {
    return new NodeHosts(hosts);
  }

  private void add(String name, int place) {
    put(byName, name, place);
    String brief = brief(name);
    if (brief.length() < name.length()) {
      put(byShort, brief, place);
    }
  }

  private static void put(Map<String, Integer> names, String name, int place) {
    if (!name.isEmpty()) {
      names.merge(name, place, (known, more) -> known.equals(more) ? known : SEVERAL);
    }
  }

  /** The host in an address: {@code ops@node1:9090}, {@code http://node1:9090/x}, {@code [::1]}. */
  private static String name(String address) {
    String name = address.substring(address.indexOf("://") < 0 ? 0 : address.indexOf("://") + 3);
    name = name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/'));
    name = name.substring(name.lastIndexOf('@') + 1);
    int colon = name.indexOf(':');
    if (name.startsWith("[") && name.indexOf(']') > 0) {
      name = name.substring(1, name.indexOf(']'));
    } else if (colon >= 0 && colon == name.lastIndexOf(':')) {
      name = name.substring(0, colon);
    }
    return name.toLowerCase(Locale.ROOT);
  }

  /** The first part of a name; an address is one part. */
  private static String brief(String name) {
    int dot = name.indexOf('.');
    boolean isAddress = name.chars().allMatch(c -> c == '.' || c == ':' || (c >= '0' && c <= '9'));
    return dot <= 0 || isAddress ? name : name.substring(0, dot);
  }

  /** The host that a node is; empty when no host is, or several may be. */
  public Optional<HostSnapshot> host(String node) {
    int place = place(node);
    return place < 0 ? Optional.empty() : Optional.of(hosts.get(place));
  }

  /** Whether several hosts may be a node, so that none is taken for it. */
  public boolean isAmbiguous(String node) {
    return place(node) == SEVERAL;
  }

  /** The place of the host that a node is, negative when there is none. */
  int place(String node) {
    String name = node.toLowerCase(Locale.ROOT);
    Integer found = byKey.get(name);
    found = found != null ? found : byName.get(name);
    if (found == null) {
      String brief = brief(name);
      found = brief.length() < name.length() ? byName.get(brief) : byShort.get(name);
    }
    return found == null ? NONE : found;
  }
}
