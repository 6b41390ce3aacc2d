package io.allsmi.core.slurm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Puts together what two outputs say of a job. */
final class JobMerge {
  private JobMerge() {}

  static List<JobInfo> all(List<JobInfo> rows, List<JobInfo> details) {
    Map<String, JobInfo> byKey = new HashMap<>();
    details.forEach(detail -> byKey.putIfAbsent(key(detail), detail));
    List<JobInfo> all = new ArrayList<>(rows.size());
    for (JobInfo row : rows) {
      JobInfo detail = byKey.get(key(row));
      all.add(detail == null ? row : one(row, detail));
    }
    return List.copyOf(all);
  }

  private static String key(JobInfo job) {
    return job.rawId().isPresent() ? "#" + job.rawId().getAsLong() : job.id();
  }

  static JobInfo one(JobInfo row, JobInfo detail) {
    boolean isStateKnown = row.state() != JobState.UNKNOWN || row.stateText().isPresent();
    JobInfo state = isStateKnown ? row : detail;
    return new JobInfo(
        row.id(),
        or(row.rawId(), detail.rawId()),
        or(row.arrayJobId(), detail.arrayJobId()),
        or(row.arrayTask(), detail.arrayTask()),
        or(row.hetJobId(), detail.hetJobId()),
        or(row.hetOffset(), detail.hetOffset()),
        or(row.name(), detail.name()),
        or(row.user(), detail.user()),
        or(row.uid(), detail.uid()),
        or(row.account(), detail.account()),
        or(row.partition(), detail.partition()),
        or(row.qos(), detail.qos()),
        state.state(),
        state.stateText(),
        state.stateFlags(),
        or(row.reason(), detail.reason()),
        nodes(row.nodes(), detail.nodes()),
        or(row.nodeCount(), detail.nodeCount()),
        detail.asked().isEmpty() ? row.asked() : detail.asked(),
        or(row.cpus(), detail.cpus()),
        or(detail.memoryBytes(), row.memoryBytes()),
        or(row.submitTime(), detail.submitTime()),
        or(row.startTime(), detail.startTime()),
        or(row.endTime(), detail.endTime()),
        or(row.runTime(), detail.runTime()),
        row.timeLimit().equals(TimeLimit.UNKNOWN) ? detail.timeLimit() : row.timeLimit());
  }

  /**
   * The nodes of the row, each with its detail; a node the job has no more, or not yet, has none.
   */
  private static List<JobNode> nodes(List<JobNode> row, List<JobNode> detail) {
    if (row.isEmpty()) {
      return detail;
    }
    Map<String, JobNode> byName = new HashMap<>();
    detail.forEach(node -> byName.put(node.name(), node));
    return row.stream()
        .map(node -> node.gpusKnown() ? node : byName.getOrDefault(node.name(), node))
        .toList();
  }

  private static <T> Optional<T> or(Optional<T> first, Optional<T> second) {
    return first.isPresent() ? first : second;
  }

  private static OptionalLong or(OptionalLong first, OptionalLong second) {
    return first.isPresent() ? first : second;
  }

  private static OptionalInt or(OptionalInt first, OptionalInt second) {
    return first.isPresent() ? first : second;
  }
}
