package io.allsmi.collect.slurm;

import io.allsmi.collect.command.CommandResult;
import io.allsmi.collect.command.CommandRunner;
import io.allsmi.core.internal.Shown;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.slurm.SlurmError;
import io.allsmi.core.slurm.SlurmFailure;
import io.allsmi.core.slurm.SlurmParsers;
import io.allsmi.core.slurm.SlurmReadings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The commands of Slurm that are run, and how their answers are read. */
final class SlurmCommands {
  private static final int MOST_SHOWN = 200;

  /** What {@link SlurmParsers#SQUEUE_FORMAT} has between two columns, in the header already. */
  private static final String SEPARATOR = "\u001F";

  /** What {@code env} and shells end with when there is none. */
  private static final int NO_SUCH_PROGRAM = 127;

  private final CommandRunner runner;
  private final Duration limit;

  SlurmCommands(CommandRunner runner, Duration limit) {
    this.runner = runner;
    this.limit = limit;
  }

  /** The jobs without their details. */
  SlurmReadings<JobInfo> jobs(JobChoice choice) throws IOException, InterruptedException {
    String mark = UUID.randomUUID().toString().replace("-", "");
    CommandResult result = runner.run(squeue(choice, mark), limit);
    SlurmReadings<JobInfo> read =
        SlurmParsers.squeueMarked(result.output(), mark, ZoneId.systemDefault());
    return readable(result.output(), withError("squeue", result, read));
  }

  /** No job is what a header alone says; what cannot be read says nothing about jobs. */
  private static SlurmReadings<JobInfo> readable(byte[] output, SlurmReadings<JobInfo> read) {
    boolean hasHeader = new String(output, StandardCharsets.UTF_8).contains(SEPARATOR);
    boolean saysNothing = read.values().isEmpty() && (!hasHeader || !read.issues().isEmpty());
    if (read.error().isPresent() || !saysNothing) {
      return read;
    }
    String first = new String(output, StandardCharsets.UTF_8).lines().findFirst().orElse("nothing");
    String message = hasHeader ? "rows that cannot be read" : "'" + shown(first) + "'";
    return new SlurmReadings<>(
        List.of(), read.issues(), Optional.of(new SlurmError(SlurmFailure.OTHER, message)));
  }

  /** What {@code squeue} is started with; the mark begins each row of its answer. */
  static List<String> squeue(JobChoice choice, String mark) {
    List<String> words = command("squeue");
    if (!choice.users().isEmpty()) {
      words.add("--user=" + String.join(",", choice.users()));
    } else if (!choice.isEverybodys()) {
      words.add("--me");
    }
    add(words, "--jobs=", choice.jobs());
    add(words, "--partition=", choice.partitions());
    add(words, "--account=", choice.accounts());
    add(words, "--states=", choice.states().stream().map(JobState::wireName).toList());
    words.add("--format=" + SlurmParsers.squeueFormat(mark));
    return List.copyOf(words);
  }

  /** A program of Slurm, with the environment in which its answers can be read anywhere. */
  private static List<String> command(String program) {
    List<String> words = new ArrayList<>(List.of("env"));
    new TreeMap<>(SlurmParsers.ENVIRONMENT).forEach((name, value) -> words.add(name + "=" + value));
    words.add(program);
    return words;
  }

  private static void add(List<String> words, String option, List<String> values) {
    if (!values.isEmpty()) {
      words.add(option + String.join(",", values));
    }
  }

  /** The details of one job, or of all. */
  SlurmReadings<JobInfo> details(Optional<JobInfo> one) throws IOException, InterruptedException {
    List<String> words = command("scontrol");
    words.addAll(List.of("--details", "show", "job"));
    one.ifPresent(job -> words.add(String.valueOf(job.rawId().getAsLong())));
    CommandResult result = runner.run(List.copyOf(words), limit);
    return withError(
        "scontrol", result, SlurmParsers.scontrolJob(result.output(), ZoneId.systemDefault()));
  }

  /** What went wrong may stand in the output, in the complaints, or in the exit status alone. */
  private static SlurmReadings<JobInfo> withError(
      String program, CommandResult result, SlurmReadings<JobInfo> readings) {
    if (readings.error().isPresent()) {
      return readings;
    }
    Optional<SlurmError> said = SlurmParsers.failure(result.error());
    if (result.exitStatus() == NO_SUCH_PROGRAM) {
      said = Optional.of(new SlurmError(SlurmFailure.NOT_INSTALLED, "no program of that name"));
    } else if (said.isEmpty() && result.isCut()) {
      said = Optional.of(new SlurmError(SlurmFailure.OTHER, "more than is read"));
    } else if (said.isEmpty() && result.exitStatus() != 0) {
      String status = program + " ended with " + result.exitStatus();
      said = Optional.of(new SlurmError(SlurmFailure.OTHER, status));
    } else if (result.exitStatus() == 0) {
      // It ends with 0 also where it did not know a user, and where it only has a remark.
      boolean isRefusal = readings.values().isEmpty() && result.error().contains("error");
      said = said.filter(error -> isRefusal);
    }
    return new SlurmReadings<>(readings.values(), readings.issues(), said);
  }

  /** A failure of Slurm in one line. */
  static String problem(String program, SlurmError error) {
    return program
        + ": expected an answer, got "
        + shown(error.message())
        + switch (error.failure()) {
          case NOT_INSTALLED, NO_CONFIGURATION -> "; ask on a login node of the cluster";
          case AUTHENTICATION -> "; see whether munge runs on this machine";
          case INVALID_JOB_ID -> "; the job has ended, or is not one that you may see";
          case CONTROLLER_DOWN, TIMED_OUT, PERMISSION, OTHER -> "";
        };
  }

  /** A command that could not be run, in one line. */
  static String problem(String program, IOException failure) {
    String said = shown(String.valueOf(failure.getMessage()));
    return said.startsWith(program + ":") ? said : program + ": " + said;
  }

  static String shown(String text) {
    return Shown.line(text, MOST_SHOWN);
  }
}
