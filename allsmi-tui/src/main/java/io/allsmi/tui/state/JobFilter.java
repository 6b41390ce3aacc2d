package io.allsmi.tui.state;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which jobs are listed, as people type it: {@code user==alice && partition==gpu && state==R}, and
 * words that are part of the number, the name or the user. A condition that is not finished yet
 * lets all jobs pass, so that the list can follow the typing.
 *
 * @param test whether a job is listed
 * @param error what is wrong with the text, one line; empty when nothing is
 */
public record JobFilter(Predicate<JobInfo> test, String error) {
  private static final String EQUAL = "==";

  /** The filter that a text stands for. */
  public static JobFilter of(String text) {
    List<Predicate<JobInfo>> tests = new ArrayList<>();
    String error = "";
    for (String term : text.split("&&", -1)) {
      JobFilter one = term(term.strip());
      tests.add(one.test());
      error = error.isEmpty() ? one.error() : error;
    }
    return new JobFilter(job -> tests.stream().allMatch(test -> test.test(job)), error);
  }

  private static JobFilter term(String term) {
    int at = term.indexOf(EQUAL);
    if (at < 0) {
      return fine(job -> hasPart(job, term.toLowerCase(Locale.ROOT)));
    }
    String field = term.substring(0, at).strip().toLowerCase(Locale.ROOT);
    String value = term.substring(at + EQUAL.length()).strip();
    Predicate<JobInfo> test =
        switch (field) {
          case "user" -> job -> is(job.user(), value);
          case "account" -> job -> is(job.account(), value);
          case "partition" -> job -> isIn(job.partition().orElse(""), value);
          case "state" -> job -> job.state() == JobState.of(value);
          default -> job -> true;
        };
    return switch (field) {
      case "user", "account", "partition" -> fine(job -> value.isEmpty() || test.test(job));
      case "state" -> state(value, test);
      default ->
          new JobFilter(
              test,
              "filter: expected user, account, partition or state before ==, got "
                  + (field.isEmpty() ? "nothing" : field));
    };
  }

  private static JobFilter state(String value, Predicate<JobInfo> test) {
    if (value.isEmpty()) {
      return fine(job -> true);
    }
    return JobState.of(value) == JobState.UNKNOWN
        ? new JobFilter(
            job -> true, "state: expected a state of Slurm such as R or PENDING, got " + value)
        : fine(test);
  }

  private static JobFilter fine(Predicate<JobInfo> test) {
    return new JobFilter(test, "");
  }

  private static boolean is(Optional<String> value, String wanted) {
    return value.isPresent() && value.get().equals(wanted);
  }

  private static boolean isIn(String partitions, String wanted) {
    return Arrays.asList(partitions.split(",")).contains(wanted);
  }

  private static boolean hasPart(JobInfo job, String part) {
    return part.isEmpty()
        || job.id().toLowerCase(Locale.ROOT).contains(part)
        || job.name().orElse("").toLowerCase(Locale.ROOT).contains(part)
        || job.user().orElse("").toLowerCase(Locale.ROOT).contains(part);
  }
}
