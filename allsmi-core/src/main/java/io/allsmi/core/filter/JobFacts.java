package io.allsmi.core.filter;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a filter can ask of a job. */
final class JobFacts {
  private static final double MILLIS = 1000;

  private JobFacts() {}

  static List<String> user(JobInfo job) {
    return known(job.user());
  }

  static OptionalDouble age(JobInfo job, long now) {
    if (job.startTime().isPresent() && job.holdsNodes()) {
      long started = job.startTime().get().toEpochMilli();
      return OptionalDouble.of(Math.max(0, now - started) / MILLIS);
    }
    Optional<Duration> ran = job.runTime();
    return ran.isPresent()
        ? OptionalDouble.of((double) ran.get().toSeconds())
        : OptionalDouble.empty();
  }

  static List<String> texts(FilterField field, JobInfo job) {
    return switch (field) {
      case JOB -> ids(job);
      case JOB_NAME -> known(job.name());
      case ACCOUNT -> known(job.account());
      case PARTITION -> job.partition().map(all -> List.of(all.split(","))).orElse(List.of());
      case QOS -> known(job.qos());
      case STATE ->
          job.state() == JobState.UNKNOWN
              ? List.of()
              : List.of(job.state().wireName(), job.state().code());
      default -> List.of();
    };
  }

  /** As Slurm shows it, the number its processes carry, and that of a whole array. */
  private static List<String> ids(JobInfo job) {
    List<String> ids = new ArrayList<>(2);
    ids.add(job.id());
    for (OptionalLong number : List.of(job.rawId(), job.arrayJobId(), job.hetJobId())) {
      if (number.isPresent() && !ids.contains(Long.toString(number.getAsLong()))) {
        ids.add(Long.toString(number.getAsLong()));
      }
    }
    return ids;
  }

  private static List<String> known(Optional<String> text) {
    return text.map(List::of).orElse(List.of());
  }
}
