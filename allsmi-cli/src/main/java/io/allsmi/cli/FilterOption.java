package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.filter.Filter;
import io.allsmi.core.filter.FilterError;
import io.allsmi.core.filter.ParsedFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of everything is shown. */
final class FilterOption {
  @Option(
      names = "--filter",
      paramLabel = "EXPR",
      description =
          "Only what matches, such as 'user==alice && temp>80C'; sums are of what is left.")
  @Nullable String text;

  /**
   * The filter; empty when none was given.
   *
   * @throws UsageException when the text is none, with a mark where it goes wrong
   */
  Optional<Filter> filter() {
    if (text == null) {
      return Optional.empty();
    }
    ParsedFilter parsed = Filter.parse(text);
    if (parsed instanceof FilterError error) {
      throw new UsageException("--" + error.message(), error.marked(text));
    }
    return Optional.of((Filter) parsed);
  }

  /** What the filter leaves; everything without one. */
  ClusterSnapshot left(ClusterSnapshot cluster) {
    Optional<Filter> filter = filter();
    return filter.isPresent() ? filter.get().apply(cluster).snapshot() : cluster;
  }
}
