package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.filter.Filter;
import io.allsmi.core.jobs.HeldIdleGpus;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobCoverage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.UserGroups;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserGrouping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
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
  /** All and Users. */
  private static final int FIXED_TABS = 2;

  /** More lists than this of one snapshot are made again when they are asked for again. */
  private static final int MOST_LISTINGS = 64;

  private final Optional<ClusterSnapshot> snapshot;
  private final Function<List<HostSnapshot>, UserAggregation> aggregator;
  private final Map<String, HostSnapshot> hosts = new HashMap<>();
  private final Map<Object, Listing> listings = new HashMap<>();
  private final Map<String, GpuUsers> gpuUsers = new HashMap<>();
  private final Map<String, Totals> hostTotals = new HashMap<>();
  private final Set<String> sharedNames = new HashSet<>();
  private final List<Tab> tabs = new ArrayList<>();
  private final List<Tab> tabsWithJobs;
  private AlertLog alerts = AlertLog.EMPTY;

  /** What a filter left of another view; empty in a view of everything. */
  private final Optional<FilteredView> filtered;

  /** What the last filter leaves of this one. */
  private @Nullable ClusterView left;

  private @Nullable UserAggregation aggregation;
  private final Map<UserGrouping, UserAggregation> groups = new EnumMap<>(UserGrouping.class);
  private final Map<UserGrouping, Map<String, HeldIdleGpus.Share>> shares =
      new EnumMap<>(UserGrouping.class);
  private @Nullable Totals totals;
  private JobsFeed.@Nullable Jobs jobs;
  private @Nullable Map<String, JobUsage> jobsById;
  private Histories before = Histories.EMPTY;
  private @Nullable Histories histories;

  /** Arranges a snapshot; empty before the first one has come. */
  public ClusterView(
      Optional<ClusterSnapshot> snapshot,
      Function<List<HostSnapshot>, UserAggregation> aggregator) {
    this.snapshot = snapshot;
    this.aggregator = aggregator;
    this.filtered = Optional.empty();
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
    tabsWithJobs = new ArrayList<>(tabs);
    tabsWithJobs.add(FIXED_TABS, Tab.JOBS);
  }

  /** What a filter leaves of a view. Hosts keep their tabs, in which only what matches is left. */
  private ClusterView(FilteredView filtered) {
    ClusterView whole = filtered.whole();
    this.snapshot = Optional.of(filtered.left().snapshot());
    this.aggregator = whole.aggregator;
    this.filtered = Optional.of(filtered);
    this.alerts = whole.alerts;
    this.sharedNames.addAll(whole.sharedNames);
    this.tabs.addAll(whole.tabs);
    this.tabsWithJobs = whole.tabsWithJobs;
    for (HostSnapshot host : hosts()) {
      hosts.putIfAbsent(host.hostId(), host);
    }
    for (HostSnapshot host : whole.hosts()) {
      hosts.computeIfAbsent(host.hostId(), id -> FilteredView.emptied(host));
    }
  }

  /**
   * What is seen of everything: what the filter leaves, or all of it without one. The answer is
   * kept until another filter is asked for.
   */
  public ClusterView seen(ViewState state) {
    ClusterView whole = whole();
    Optional<Filter> filter = state.filter().applied();
    if (filter.isEmpty() || whole.snapshot.isEmpty()) {
      return whole;
    }
    ClusterView known = whole.left;
    if (known == null || !known.isOf(filter.get(), state.filter().dims())) {
      known = new ClusterView(FilteredView.of(whole, filter.get(), state.filter().dims()));
      whole.left = known;
    }
    return known;
  }

  private boolean isOf(Filter filter, boolean dims) {
    return filtered.filter(f -> f.filter().equals(filter) && f.dims() == dims).isPresent();
  }

  /** Everything, whatever the filter. */
  public ClusterView whole() {
    return filtered.map(FilteredView::whole).orElse(this);
  }

  /** Whether this is what a filter leaves of another view. */
  boolean isFiltered() {
    return filtered.isPresent();
  }

  /** Whether a host is known to match the filter. */
  boolean isMatch(HostSnapshot host) {
    return filtered.map(f -> f.left().matches().contains(host.hostId())).orElse(true);
  }

  /** Whether a host has GPUs, whatever the filter leaves of them. */
  boolean hasGpus(HostSnapshot host) {
    return !whole().host(host.hostId()).orElse(host).gpus().isEmpty();
  }

  /**
   * Arranges a snapshot whose jobs are added up already.
   *
   * @param before what was seen before it
   */
  public ClusterView(
      ClusterSnapshot snapshot,
      Function<List<HostSnapshot>, UserAggregation> aggregator,
      JobsFeed.Jobs jobs,
      Histories before) {
    this(Optional.of(snapshot), aggregator);
    this.jobs = jobs;
    this.before = before;
  }

  /** This view with the alerts until now; before it is shown. */
  public ClusterView withAlerts(AlertLog log) {
    alerts = log;
    return this;
  }

  /** The alerts until now. */
  public AlertLog alerts() {
    return alerts;
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
   * All, Users, Jobs where there may be any, and one tab per host. A host whose tab is shown keeps
   * it in a recording, where it may be there again a moment later.
   */
  public List<Tab> tabs(ViewState state) {
    List<Tab> fixed = hasJobs(state) ? tabsWithJobs : tabs;
    if (state.replay().isEmpty() || isThere(state.tab())) {
      return fixed;
    }
    List<Tab> kept = new ArrayList<>(fixed);
    kept.add(state.tab());
    return kept;
  }

  /**
   * Whether there is a tab of jobs: the source knows of jobs, or will. In a recording it stays
   * while it is shown, as jobs may be there again a moment later.
   */
  public boolean hasJobs(ViewState state) {
    boolean keeps = state.replay().isPresent() && state.tab().equals(Tab.JOBS);
    return keeps
        || state.jobs().wanted()
        || snapshot
            .filter(s -> s.jobs().isPresent() || s.source() == ClusterSnapshot.Source.SLURM)
            .isPresent();
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

  /** Who uses what, by user, or by the account or partition of their jobs. */
  public UserAggregation aggregation(UserGrouping grouping) {
    if (grouping == UserGrouping.USER || snapshot.isEmpty()) {
      return aggregation();
    }
    return groups.computeIfAbsent(grouping, by -> UserGroups.aggregate(snapshot.orElseThrow(), by));
  }

  /** The groups of the processes. */
  UserGroups groupsOf(UserGrouping grouping) {
    return UserGroups.of(snapshot.orElseThrow(), grouping);
  }

  /** The GPUs that are held and do not work, as far as the view has seen. */
  public HeldIdleGpus heldIdle() {
    return addedUp().map(JobsFeed.Jobs::heldIdle).orElse(HeldIdleGpus.NONE);
  }

  /** What each user, account or partition holds idle; nothing of one that holds none. */
  public Map<String, HeldIdleGpus.Share> heldIdle(UserGrouping grouping) {
    if (snapshot.isEmpty()) {
      return Map.of();
    }
    return shares.computeIfAbsent(
        grouping, by -> heldIdle().by(groupsOf(by)::groupOf, Duration.ZERO));
  }

  /** What jobs were given against what they use; of no job before the first snapshot. */
  public JobAggregation jobs() {
    return addedUp()
        .map(JobsFeed.Jobs::aggregation)
        .orElseGet(
            () ->
                new JobAggregation(
                    Instant.EPOCH,
                    List.of(),
                    new JobCoverage(0, 0, List.of()),
                    Optional.empty(),
                    Optional.empty()));
  }

  /** What GPUs were at until now. */
  public GpuHistory history() {
    return histories().gpus();
  }

  /** What was seen until now. */
  public Histories histories() {
    if (filtered.isPresent()) {
      return whole().histories();
    }
    Histories known = histories;
    if (known == null) {
      known = snapshot.map(s -> before.plus(s, totals())).orElse(before);
      histories = known;
      before = Histories.EMPTY;
    }
    return known;
  }

  /**
   * Who holds the most memory on a GPU; empty when nobody does.
   *
   * @param gpu one of the GPUs of the host
   */
  public Optional<GpuHolder> holder(HostSnapshot host, GpuInfo gpu) {
    return gpuUsers
        .computeIfAbsent(host.hostId(), id -> new GpuUsers(host))
        .at(GpuKeys.place(host, gpu));
  }

  private Optional<JobsFeed.Jobs> addedUp() {
    if (jobs == null && filtered.isPresent()) {
      jobs = whole().addedUp().map(filtered.get()::jobs).orElse(null);
    } else if (jobs == null && snapshot.isPresent()) {
      jobs = new JobsFeed().add(snapshot.get());
    }
    return Optional.ofNullable(jobs);
  }

  /**
   * The job that is open, with what the filter leaves in it; empty for none, and for one that is no
   * longer listed.
   */
  public Optional<JobUsage> job(ViewState state) {
    if (filtered.isPresent()) {
      return whole().job(state).map(filtered.get().filter()::within);
    }
    Map<String, JobUsage> known = jobsById;
    if (known == null) {
      known = new HashMap<>();
      for (JobUsage job : jobs().jobs()) {
        known.putIfAbsent(job.job().id(), job);
      }
      jobsById = known;
    }
    return state.jobs().job().map(known::get);
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

  /** The sums over one host. */
  public Totals totals(HostSnapshot host) {
    return hostTotals.computeIfAbsent(host.hostId(), id -> Totals.of(host));
  }

  /** A user, an account or a partition by name. */
  public Optional<UserAggregate> user(UserGrouping grouping, String name) {
    return aggregation(grouping).users().stream().filter(u -> u.user().equals(name)).findFirst();
  }

  /** How many system accounts there are. */
  public int systemAccounts() {
    return (int) aggregation().users().stream().filter(UserAggregate::isSystem).count();
  }

  /** The rows of the list that is shown. */
  public Listing listing(ViewState state) {
    ClusterView seen = seen(state);
    if (seen != this) {
      return seen.listing(state);
    }
    if (listings.size() >= MOST_LISTINGS) {
      listings.clear();
    }
    return listings.computeIfAbsent(listingKey(state), key -> made(state));
  }

  private Listing made(ViewState state) {
    Listing own = Listings.of(state, this);
    return filtered.isPresent() && filtered.get().dims()
        ? Listings.of(state, whole()).with(own)
        : own;
  }

  /** Of the list of a host. */
  private record OfHost(Tab tab, HostChoice choice) {
    OfHost(ViewState state) {
      this(state.tab(), state.host());
    }
  }

  private static Object listingKey(ViewState state) {
    return switch (state.tab().kind()) {
      case ALL ->
          state.host().gpu().isPresent()
              ? state.host()
              : Layout.isCompact(state) ? "compact" : state.gpuOrder();
      case HOST -> state.host().gpu().isPresent() ? state.host() : new OfHost(state);
      case USERS -> state.users();
      case JOBS -> state.jobs();
    };
  }
}
