package io.allsmi.collect.slurm;

import io.allsmi.collect.command.CommandResult;
import io.allsmi.collect.command.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that answers {@code squeue} and {@code scontrol} from a table, and its time. */
final class FakeSlurm extends Clock implements CommandRunner {
  static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  /** By number, the rest of its row and its details. */
  final Map<Long, Job> jobs = new LinkedHashMap<>();

  /** By number, what a job is called; {@code a|b} where nothing is said. */
  final Map<Long, String> names = new HashMap<>();

  final List<List<String>> asked = new ArrayList<>();
  Duration takes = Duration.ofMillis(10);
  int exitStatus;
  String complaint = "";

  /** What squeue prints instead of its table, with status 0. */
  Optional<String> printed = Optional.empty();

  boolean isMissing;
  boolean isControlBroken;
  private long nanos;

  record Job(String user, String nodes, String gres) {}

  static SlurmJobs jobs(FakeSlurm slurm, SlurmOptions options) {
    return new SlurmJobs(
        slurm,
        options.withClock(slurm),
        slurm::nanoTime,
        new QueryPace(options.interval(), () -> 0.5));
  }

  long nanoTime() {
    return nanos;
  }

  void advance(Duration by) {
    nanos += by.toNanos();
  }

  /** Programs that were run, by the word that names them. */
  long count(String program) {
    return asked.stream().filter(words -> words.contains(program)).count();
  }

  List<String> last() {
    return asked.get(asked.size() - 1);
  }

  @Override
  public CommandResult run(List<String> command, Duration limit) throws IOException {
    asked.add(command);
    advance(takes);
    if (isMissing) {
      throw new IOException("squeue: expected a program of that name, got none");
    }
    if (!complaint.isEmpty()) {
      return new CommandResult(exitStatus, new byte[0], complaint, false);
    }
    boolean isList = command.contains("squeue");
    if (!isList && isControlBroken) {
      return new CommandResult(
          1, new byte[0], "scontrol: error: Socket timed out on send/recv", false);
    }
    String only = command.get(command.size() - 1);
    String text =
        isList ? printed.orElse(rows(mark(command))) : details(only.equals("job") ? "" : only);
    return new CommandResult(0, text.getBytes(StandardCharsets.UTF_8), "", false);
  }

  /** What stands in a format before the first column, which squeue repeats in each row. */
  private static String mark(List<String> command) {
    String format =
        command.stream().filter(word -> word.startsWith("--format=")).findFirst().orElseThrow();
    return format.substring("--format=".length(), format.indexOf('%'));
  }

  private String name(long id) {
    return names.getOrDefault(id, "a|b");
  }

  private String rows(String mark) {
    StringBuilder text = new StringBuilder(mark);
    text.append(String.join("\u001f", "JOBID", "JOBID", "USER", "STATE", "NODELIST", "NAME"));
    text.append('\n');
    jobs.forEach(
        (id, job) ->
            text.append(mark)
                .append(
                    String.join(
                        "\u001f", "" + id, "" + id, job.user, "RUNNING", job.nodes, name(id)))
                .append('\n'));
    return text.toString();
  }

  private String details(String only) {
    StringBuilder text = new StringBuilder();
    jobs.forEach(
        (id, job) -> {
          if (only.isEmpty() || only.equals("" + id)) {
            text.append(
                "JobId=" + id + " JobName=" + name(id) + "\n   UserId=" + job.user + "(1001)\n");
            text.append("   JobState=RUNNING\n   NodeList=" + job.nodes + "\n");
            text.append(
                "     Nodes=" + job.nodes + " CPU_IDs=0 Mem=1000 GRES=" + job.gres + "\n\n");
          }
        });
    return text.toString();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
