package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot as the screens need it. Aggregating and sorting happen once, when first asked for;
 * however many keys are pressed on the same snapshot, the work is not done again. One thread at a
 * time.
 */
public final class ClusterView {
  private final Optional<ClusterSnapshot> snapshot;
  private final Function<List<HostSnapshot>, UserAggregation> aggregator;
  private final Map<String, HostSnapshot> hosts = new HashMap<>();
  private final Map<Object, Listing> listings = new HashMap<>();
  private final Set<String> sharedNames = new HashSet<>();
  private final List<Tab> tabs = new ArrayList<>();
  private @Nullable UserAggregation aggregation;
  private @Nullable Totals totals;

  /** Arranges a snapshot; empty before the first one has come. */
  public ClusterView(
      Optional<ClusterSnapshot> snapshot,
      Function<List<HostSnapshot>, UserAggregation> aggregator) {
    this.snapshot = snapshot;
    this.aggregator = aggregator;
    Set<String> names = new HashSet<>();
    tabs.add(Tab.ALL);
    tabs.add(Tab.USERS);
    for (HostSnapshot host : hosts()) {
      if (hosts.putIfAbsent(host.hostId(), host) == null) {
        tabs.add(Tab.host(host.hostId()));
        if (!names.add(host.hostname())) {
          sharedNames.add(host.hostname());
        }
      }
    }
  }

  /** The snapshot itself. */
  public Optional<ClusterSnapshot> snapshot() {
    return snapshot;
  }

  /** The hosts in their order. */
  public List<HostSnapshot> hosts() {
    return snapshot.map(ClusterSnapshot::hosts).orElse(List.of());
  }

  /** What is wrong with the source as a whole. */
  public List<Issue> issues() {
    return snapshot.map(ClusterSnapshot::issues).orElse(List.of());
  }

  /** Whether several hosts give themselves this name. */
  public boolean isShared(String hostname) {
    return sharedNames.contains(hostname);
  }

  /** Whether several hosts give themselves the same name. */
  public boolean hasSharedNames() {
    return !sharedNames.isEmpty();
  }

  /** A host by its key. */
  public Optional<HostSnapshot> host(String hostId) {
    return Optional.ofNullable(hosts.get(hostId));
  }

  /**
   * All, Users, and one tab per host. A host whose tab is shown keeps it in a recording, where it
   * may be there again a moment later.
   */
  public List<Tab> tabs(ViewState state) {
    if (state.replay().isEmpty() || isThere(state.tab())) {
      return tabs;
    }
    List<Tab> kept = new ArrayList<>(tabs);
    kept.add(state.tab());
    return kept;
  }

  private boolean isThere(Tab tab) {
    return tab.kind() != Tab.Kind.HOST || hosts.containsKey(tab.hostId());
  }

  /** Who uses what. */
  public UserAggregation aggregation() {
    UserAggregation known = aggregation;
    if (known == null) {
      known = aggregator.apply(hosts());
      aggregation = known;
    }
    return known;
  }

  /** The sums over all hosts that count. */
  public Totals totals() {
    Totals known = totals;
    if (known == null) {
      known = Totals.of(hosts());
      totals = known;
    }
    return known;
  }

  /** A user by name. */
  public Optional<UserAggregate> user(String name) {
    return aggregation().users().stream().filter(u -> u.user().equals(name)).findFirst();
  }

  /** How many system accounts there are. */
  public int systemAccounts() {
    return (int) aggregation().users().stream().filter(UserAggregate::isSystem).count();
  }

  /** The rows of the list that is shown. */
  public Listing listing(ViewState state) {
    return listings.computeIfAbsent(listingKey(state), key -> Listings.of(state, this));
  }

  private static Object listingKey(ViewState state) {
    return switch (state.tab().kind()) {
      case ALL -> Layout.isCompact(state) ? "compact" : state.gpuOrder();
      case HOST -> state.tab();
      case USERS -> state.users();
    };
  }
}
