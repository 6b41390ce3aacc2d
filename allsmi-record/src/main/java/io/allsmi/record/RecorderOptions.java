package io.allsmi.record;

import io.allsmi.core.json.SnapshotSection;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What a recorder writes, and how.
 *
 * @param compression how the file is compressed
 * @param sections what of each host is written; unmodifiable
 * @param zone where the local times of {@code time} are
 * @param maxBytes a file that has as many on the disk is set aside for a new one; 0 for never
 * @param maxFiles the most files, the one being written included; the oldest is removed
 * @param version what the header says that wrote it
 * @param executor where lines are compressed and written, one piece at a time in their order, while
 *     the caller encodes the rest; not ended by the recorder. Empty for the caller's own thread
 * @since 0.30.0
 */
public record RecorderOptions(
    Compression compression,
    Set<SnapshotSection> sections,
    ZoneId zone,
    long maxBytes,
    int maxFiles,
    String version,
    Optional<Executor> executor) {
  private static final String VERSION = "0.30.0";
  private static final long MAX_BYTES = 100L << 20;
  private static final int MAX_FILES = 10;

  /** Checks the arguments and copies the set. */
  public RecorderOptions {
    Objects.requireNonNull(compression, "compression");
    sections = Set.copyOf(sections);
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(executor, "executor");
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes: expected at least 0, got " + maxBytes);
    }
    if (maxFiles < 1) {
      throw new IllegalArgumentException("maxFiles: expected at least 1, got " + maxFiles);
    }
  }

  /**
   * Everything in zstd, in at most ten files of 100 MiB, with the times of this machine's zone, on
   * the caller's thread.
   */
  public static RecorderOptions defaults() {
    return new RecorderOptions(
        Compression.ZSTD,
        EnumSet.allOf(SnapshotSection.class),
        ZoneId.systemDefault(),
        MAX_BYTES,
        MAX_FILES,
        VERSION,
        Optional.empty());
  }

  /**
   * The same with the compression that a file's name asks for: {@code .zst}, {@code .gz}, none for
   * any other; capital letters are as good.
   */
  public RecorderOptions compressedAs(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (Compression each : new Compression[] {Compression.ZSTD, Compression.GZIP}) {
      if (name.endsWith(each.suffix())) {
        return withCompression(each);
      }
    }
    return withCompression(Compression.NONE);
  }

  /** The same with another {@link #compression()}. */
  public RecorderOptions withCompression(Compression other) {
    return new RecorderOptions(other, sections, zone, maxBytes, maxFiles, version, executor);
  }

  /** The same with other {@link #sections()}. */
  public RecorderOptions withSections(Set<SnapshotSection> others) {
    return new RecorderOptions(compression, others, zone, maxBytes, maxFiles, version, executor);
  }

  /** The same with another {@link #zone()}. */
  public RecorderOptions withZone(ZoneId other) {
    return new RecorderOptions(compression, sections, other, maxBytes, maxFiles, version, executor);
  }

  /** The same with another {@link #maxBytes()}. */
  public RecorderOptions withMaxBytes(long bytes) {
    return new RecorderOptions(compression, sections, zone, bytes, maxFiles, version, executor);
  }

  /** The same with another {@link #maxFiles()}. */
  public RecorderOptions withMaxFiles(int files) {
    return new RecorderOptions(compression, sections, zone, maxBytes, files, version, executor);
  }

  /** The same with another {@link #version()}. */
  public RecorderOptions withVersion(String other) {
    return new RecorderOptions(compression, sections, zone, maxBytes, maxFiles, other, executor);
  }

  /** The same with an {@link #executor()}. */
  public RecorderOptions withExecutor(Executor other) {
    return new RecorderOptions(
        compression, sections, zone, maxBytes, maxFiles, version, Optional.of(other));
  }
}
