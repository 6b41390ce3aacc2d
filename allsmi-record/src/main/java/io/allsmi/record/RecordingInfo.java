package io.allsmi.record;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a recording is, after all of it was read.
 *
 * @param files in the order of time; unmodifiable
 * @param header of the first file that has one
 * @param frames snapshots that can be read
 * @param start when the first was taken
 * @param end when the latest was taken
 * @param hosts the ids of all hosts that were seen, in the order they were; unmodifiable
 * @param gaps where snapshots are missing; unmodifiable
 * @param damage what cannot be read; unmodifiable
 * @since 0.30.0
 */
public record RecordingInfo(
    List<File> files,
    Optional<RecordingHeader> header,
    long frames,
    Instant start,
    Instant end,
    List<String> hosts,
    List<Gap> gaps,
    List<Damage> damage) {
  /** Checks the arguments and copies the lists. */
  public RecordingInfo {
    files = List.copyOf(files);
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    hosts = List.copyOf(hosts);
    gaps = List.copyOf(gaps);
    damage = List.copyOf(damage);
  }

  /** From the first snapshot to the latest. */
  public Duration duration() {
    return Duration.between(start, end);
  }

  /**
   * One file of it.
   *
   * @param path where it is
   * @param compression how it is compressed
   * @param storedBytes how long it is
   * @param plainBytes how long its lines are
   * @param frames snapshots that can be read
   * @param blocks parts that can be read alone
   * @param indexedBlocks how many of them the file itself tells of
   * @param tornBytes how many bytes at the end belong to a block that is not finished, or to a line
   *     that is not where the file is not compressed; 0 when it ends behind a whole one. No damage:
   *     the whole lines of such a block are read, and a file that is being written ends in one
   * @param closed whether it ends as this program ends a file when it is closed: with a table in
   *     zstd, with the facts of a block in gzip, with an index line in a plain file. Other programs
   *     end theirs otherwise
   */
  public record File(
      Path path,
      Compression compression,
      long storedBytes,
      long plainBytes,
      long frames,
      long blocks,
      long indexedBlocks,
      long tornBytes,
      boolean closed) {
    /** Checks the arguments. */
    public File {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(compression, "compression");
    }
  }
}
