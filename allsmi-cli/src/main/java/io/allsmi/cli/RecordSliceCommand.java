package io.allsmi.cli;

import io.allsmi.core.source.Timecode;
import io.allsmi.record.Pseudonyms;
import io.allsmi.record.RecorderOptions;
import io.allsmi.record.RecordingTools;
import io.allsmi.record.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A part of a recording. */
@Command(
    name = "slice",
    sortOptions = false,
    description = "Write a part of a recording to a new file.",
    footer = {
      "",
      "A TIME is 14:32, a date and time, or +MM:SS from the start of the recording.",
      "Example: allsmi record slice trace.ndjson.zst --from 14:00 --to 15:00 -o hour.ndjson.zst"
    })
final class RecordSliceCommand extends RecordTool.Making {
  @Option(names = "--from", paramLabel = "TIME", description = "The first moment. Default: all.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "The last moment. Default: all.")
  @Nullable String to;

  @Option(
      names = {"--anonymise", "--anonymize"},
      description = "Put other names in the place of users, hosts, devices and commands.")
  boolean anonymise;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "With --anonymise: the same key (16 bytes or more) gives the same names again."
              + " Default: a key that nobody knows.")
  @Nullable Path keyFile;

  @Override
  int run() throws IOException {
    if (keyFile != null && !anonymise) {
      throw new UsageException("--key-file: expected together with --anonymise, got it alone");
    }
    Optional<Timecode> first =
        Optional.ofNullable(from).map(text -> Moments.moment("--from", text));
    Optional<Timecode> last = Optional.ofNullable(to).map(text -> Moments.moment("--to", text));
    Optional<Pseudonyms> names = names();
    Instant begin = Instant.ofEpochMilli(Long.MIN_VALUE);
    Instant end = Instant.ofEpochMilli(Long.MAX_VALUE);
    try (Replayer replayer = Replayer.open(file)) {
      Moments.learnSpan(replayer);
      if (first.isPresent()) {
        begin = moment(first.get(), replayer);
      }
      if (last.isPresent()) {
        end = moment(last.get(), replayer);
      }
    }
    if (end.isBefore(begin)) {
      throw new UsageException(
          "--from, --to: expected the first moment before the last, got " + begin + " and " + end);
    }
    long frames =
        RecordingTools.slice(
            file,
            begin,
            end,
            names,
            output,
            RecorderOptions.defaults().compressedAs(output).compression());
    console.complain("record: " + RecordTool.count(frames, "frame") + " in " + output);
    return ExitCodes.DONE;
  }

  private static Instant moment(Timecode place, Replayer replayer) {
    return Moments.instant(place, replayer.start(), replayer.duration());
  }

  private Optional<Pseudonyms> names() throws IOException {
    if (!anonymise) {
      return Optional.empty();
    }
    if (keyFile == null) {
      return Optional.of(Pseudonyms.random());
    }
    try {
      return Optional.of(Pseudonyms.of(Files.readAllBytes(keyFile)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          keyFile + ": " + String.valueOf(e.getMessage()).replace("key: ", ""), e);
    }
  }
}
