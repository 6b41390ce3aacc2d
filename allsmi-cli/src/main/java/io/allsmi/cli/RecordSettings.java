package io.allsmi.cli;

import io.allsmi.core.json.SnapshotSection;
import io.allsmi.record.Compression;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is recorded, where to, and for how long. */
final class RecordSettings {
  /** Where the Rust tool asks for its source by a word; the options of the source decide here. */
  enum SourceKind {
    LOCAL,
    REMOTE
  }

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
  private static final int MOST_NAMES = 1000;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "A new file: .ndjson, .ndjson.zst or .ndjson.gz. Default: one in the cache.")
  @Nullable String output;

  @Option(
      names = "--output-dir",
      paramLabel = "FOLDER",
      description = "Where a file goes that --output does not name. Default: records in the cache.")
  @Nullable Path outputFolder;

  @Option(
      names = "--compress",
      paramLabel = "zstd|gzip|none",
      description = "How. Default: as the name of the file says, zstd without one.")
  @Nullable Compression compression;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long: 30s, 5m, 1h, 2d. Default: 0, until ended.")
  String duration = "0";

  @Option(
      names = "--include",
      paramLabel = "SECTION,…",
      description =
          "Sections: gpu, cpu, memory, chassis, process, storage. Default: all but storage.")
  @Nullable String include;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Begin a new file at this many bytes on the disk; 0 is never. Default: 100M.")
  String maxSize = "100M";

  @Option(
      names = "--max-files",
      paramLabel = "N",
      description = "Keep at most so many files, the oldest goes. Default: 10.")
  int maxFiles = 10;

  @Option(
      names = "--source",
      paramLabel = "local|remote",
      description = "This machine or hosts; without it the options of the source decide.")
  @Nullable SourceKind kind;

  /** How long to record; empty is until ended. */
  Optional<Duration> length() {
    Duration length = Units.length("--duration", duration);
    return length.isZero() ? Optional.empty() : Optional.of(length);
  }

  /** Brings {@code --source} and the other options of the source together. */
  void settle(SourceOptions source) {
    if (kind == SourceKind.LOCAL) {
      if (source.namesHosts()) {
        throw new UsageException("--source: expected remote together with hosts, got local");
      }
      source.local = true;
    } else if (kind == SourceKind.REMOTE) {
      if (source.local) {
        throw new UsageException("--source: expected local together with --local, got remote");
      }
      if (!source.namesHosts()) {
        throw new UsageException(
            "--source: expected --hosts or --hostfile together with remote, got none");
      }
    }
  }

  /**
   * Makes the file; what is odd about its name is said on {@code console}.
   *
   * @param writer compresses and writes it
   */
  Recorder open(Map<String, String> environment, Console console, Executor writer)
      throws IOException {
    RecorderOptions options = options().withExecutor(writer);
    if (output == null) {
      return openInFolder(environment, options);
    }
    if (outputFolder != null) {
      throw new UsageException("--output-dir: expected without --output, got both");
    }
    if (output.isEmpty()) {
      throw new UsageException("--output: expected the name of a file, got an empty one");
    }
    Path path = Path.of(output);
    RecorderOptions named = options.compressedAs(path);
    if (compression == null) {
      return Recorder.open(path, named);
    }
    if (compression != named.compression()) {
      console.complain(
          "record: --compress "
              + word(compression)
              + " is used although the name of "
              + path
              + " says "
              + word(named.compression()));
    }
    return Recorder.open(path, options.withCompression(compression));
  }

  /** What these options ask of a recorder, but for the compression that a name asks for. */
  RecorderOptions options() {
    if (maxFiles < 1) {
      throw new UsageException("--max-files: expected at least 1, got " + maxFiles);
    }
    return RecorderOptions.defaults()
        .withSections(sections())
        .withMaxBytes(Units.bytes("--max-size", maxSize))
        .withMaxFiles(maxFiles)
        .withVersion(Version.number());
  }

  private Set<SnapshotSection> sections() {
    if (include == null) {
      return Set.of(
          SnapshotSection.GPU,
          SnapshotSection.CPU,
          SnapshotSection.MEMORY,
          SnapshotSection.CHASSIS,
          SnapshotSection.PROCESS);
    }
    try {
      return SnapshotSection.parse(include);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--include: " + e.getMessage());
    }
  }

  /** A name of the second it begins in, so that every run has one of its own. */
  private Recorder openInFolder(Map<String, String> environment, RecorderOptions options)
      throws IOException {
    Compression chosen = compression == null ? Compression.ZSTD : compression;
    Path folder =
        outputFolder == null ? CacheFolder.of(environment).resolve("records") : outputFolder;
    String stem = "allsmi-record-" + STAMP.format(ZonedDateTime.now(ZoneId.systemDefault()));
    for (int i = 1; i < MOST_NAMES; i++) {
      Path path = folder.resolve(stem + (i == 1 ? "" : "-" + i) + ".ndjson" + chosen.suffix());
      try {
        return Recorder.open(path, options.withCompression(chosen));
      } catch (IOException e) {
        boolean isTaken = Files.exists(path, LinkOption.NOFOLLOW_LINKS); // by another run
        if (!isTaken) {
          throw e;
        }
      }
    }
    throw new IOException(folder + ": expected a free name, got none; name a file with --output");
  }

  private static String word(Compression compression) {
    return compression.name().toLowerCase(Locale.ROOT);
  }
}
