package io.allsmi.core.filter;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What somebody wants to see: {@code user==alice && (temp>80C || power>=300W)}.
 *
 * <pre>{@code
 * if (Filter.parse("user==alice && mem_used>20GiB") instanceof Filter filter) {
 *   UserAggregation usage = UserAggregator.aggregate(filter.apply(snapshot).snapshot().hosts());
 * }
 * }</pre>
 *
 * <p>A filter is held against each process together with its GPU, its host and its job, and against
 * each GPU without processes and each host without GPUs. A GPU is left when one of its processes
 * is, a host when anything on it is, and sums are of what is left. A condition on something that is
 * not known is false, whatever it asks: a GPU without a reading matches neither {@code temp>80} nor
 * {@code temp<=80} nor {@code temp!=80}. {@code !} turns the result of a condition round, so {@code
 * !temp>80} does match it.
 *
 * <p>Filters are values: two are equal when they ask the same in the same order.
 *
 * @since 0.30.0
 */
public final class Filter implements ParsedFilter {
  /** The most characters of a filter. */
  public static final int LONGEST = 512;

  private final Expression expression;

  private Filter(Expression expression) {
    this.expression = expression;
  }

  static Filter of(Expression expression) {
    return new Filter(expression);
  }

  /**
   * Reads a filter.
   *
   * @param text as people type it, at most {@link #LONGEST} characters
   * @return a {@link Filter}, or the {@link FilterError} that says where the text goes wrong; an
   *     empty text is an error too
   */
  public static ParsedFilter parse(String text) {
    if (text.length() > LONGEST) {
      return new FilterError(
          LONGEST, "at most " + LONGEST + " characters", Integer.toString(text.length()));
    }
    try {
      return new Filter(FilterParser.parse(text));
    } catch (FilterSyntaxException e) {
      return e.error();
    }
  }

  /** What matches both. */
  public Filter and(Filter other) {
    List<Expression> parts = new ArrayList<>();
    for (Filter filter : List.of(this, other)) {
      if (filter.expression instanceof Expression.And and) {
        parts.addAll(and.parts());
      } else {
        parts.add(filter.expression);
      }
    }
    return new Filter(new Expression.And(parts));
  }

  /** The test for one row after the other; each is for one thread at a time. */
  public Predicate<FilterRow> tester() {
    return expression.test()::test;
  }

  RowTest test() {
    return expression.test();
  }

  Expression expression() {
    return expression;
  }

  /**
   * What is left of a snapshot. Its jobs stay as they are; {@link #apply(JobAggregation)} filters
   * what became of them.
   */
  public FilteredSnapshot apply(ClusterSnapshot cluster) {
    return new SnapshotFilter(this, cluster).apply();
  }

  /**
   * The jobs that match, each whole: by themselves, or with a GPU or a process of theirs. The
   * coverage is that of their nodes.
   */
  public JobAggregation apply(JobAggregation jobs) {
    return new JobsFilter(this, jobs.takenAt()).apply(jobs);
  }

  /** A job with those of its GPUs and processes that match; its sums stay those of the whole. */
  public JobUsage within(JobUsage job) {
    return new JobsFilter(this, job.takenAt()).within(job);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Filter filter && expression.equals(filter.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /** Its text, which is read as an equal filter. */
  @Override
  public String toString() {
    return expression.text();
  }
}
