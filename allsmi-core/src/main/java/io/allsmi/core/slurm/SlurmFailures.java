package io.allsmi.core.slurm;

import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Shown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Slurm and a shell say when there is no answer. */
final class SlurmFailures {
  private static final int LONGEST = 300;
  private static final int MOST_BYTES = 64 << 10;

  /** How a line begins that is no answer. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?:(?:squeue|sinfo|scontrol|sdiag|srun|sacct): (?:error|fatal): "
              + "|slurm_[a-z_]+(?: error)?: |[a-z]+: .*command not found$|bash: |sh: [0-9]+: ).*");

  /** The words of a failure, the most telling first. */
  private record Sign(SlurmFailure failure, List<String> words) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(
              SlurmFailure.NOT_INSTALLED,
              List.of("command not found", ": not found", "unknown command")),
          new Sign(
              SlurmFailure.NO_CONFIGURATION,
              List.of(
                  "could not establish a configuration source",
                  "failed to fetch config",
                  "cannot stat file",
                  "unable to process configuration file",
                  "dns srv lookup failed")),
          new Sign(
              SlurmFailure.AUTHENTICATION,
              List.of(
                  "authentication",
                  "munge",
                  "invalid authentication credential",
                  "auth_g_create",
                  "unauthorized credential")),
          new Sign(SlurmFailure.TIMED_OUT, List.of("timed out")),
          new Sign(
              SlurmFailure.CONTROLLER_DOWN,
              List.of(
                  "unable to contact slurm controller",
                  "failed while looking for jobs",
                  "connection refused",
                  "slurmctld",
                  "communication connection failure")),
          new Sign(
              SlurmFailure.INVALID_JOB_ID,
              List.of("invalid job id", "job/step already completing")),
          new Sign(
              SlurmFailure.PERMISSION,
              List.of("access/permission denied", "permission denied", "not permitted")));

  private SlurmFailures() {}

  /** The failure that messages tell of; absent when there is no message. */
  static Optional<SlurmError> of(String messages) {
    String text = messages.substring(0, Math.min(messages.length(), MOST_BYTES));
    String low = text.toLowerCase(Locale.ROOT);
    for (Sign sign : SIGNS) {
      for (String words : sign.words()) {
        if (low.contains(words)) {
          return Optional.of(new SlurmError(sign.failure(), lineWith(text, words)));
        }
      }
    }
    String first = Shown.line(text.strip().lines().findFirst().orElse(""), LONGEST);
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(new SlurmError(SlurmFailure.OTHER, first));
  }

  private static String lineWith(String text, String words) {
    return text.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains(words))
        .map(line -> Shown.line(line, LONGEST))
        .findFirst()
        .orElse(words);
  }

  /** The failure that an output is nothing else than; absent for an answer. */
  static Optional<SlurmError> inOutput(byte[] output) {
    if (output.length > MOST_BYTES) {
      return Optional.empty();
    }
    RawLines lines = new RawLines(output, new Complaints(0));
    RawLines.Line first = lines.next();
    return first != null && MESSAGE.matcher(first.text()).matches()
        ? of(new String(output, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
