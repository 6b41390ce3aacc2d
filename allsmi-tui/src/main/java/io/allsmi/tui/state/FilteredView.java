package io.allsmi.tui.state;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.filter.Filter;
import io.allsmi.core.filter.FilteredSnapshot;
import java.util.List;

/**
 * What a filter leaves of a view.
 *
 * @param whole the view
 * @param filter the filter
 * @param dims whether what does not match is listed too
 * @param left what matches
 */
record FilteredView(ClusterView whole, Filter filter, boolean dims, FilteredSnapshot left) {
  static FilteredView of(ClusterView whole, Filter filter, boolean dims) {
    return new FilteredView(whole, filter, dims, filter.apply(whole.snapshot().orElseThrow()));
  }

  /** The jobs that match, and all that is held idle. */
  JobsFeed.Jobs jobs(JobsFeed.Jobs all) {
    return new JobsFeed.Jobs(filter.apply(all.aggregation()), all.heldIdle());
  }

  /** A host on which nothing matches: it is still there, and how it stands. */
  static HostSnapshot emptied(HostSnapshot host) {
    return host.toBuilder().gpus(List.of()).processes(List.of()).build();
  }
}
