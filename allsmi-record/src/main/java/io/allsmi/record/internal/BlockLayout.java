package io.allsmi.record.internal;

/**
 * How lines are put into blocks.
 *
 * @param frames the most data lines of a block
 * @param plainBytes a block ends with the line that reaches this
 * @param zstd how hard zstd tries
 * @param gzipLevel how hard gzip tries
 */
public record BlockLayout(int frames, long plainBytes, ZstdEffort zstd, int gzipLevel) {
  /** While recording: a jump costs one of these. */
  public static final BlockLayout RECORDING = new BlockLayout(100, 32L << 20, ZstdEffort.QUICK, 6);

  /** For keeping: a jump costs some times more, and the file is much smaller. */
  public static final BlockLayout COMPACT = new BlockLayout(800, 128L << 20, ZstdEffort.HARD, 9);

  /** Checks the arguments. */
  public BlockLayout {
    if (frames < 1 || frames > BlockFacts.MOST_GAPS || plainBytes < 1) {
      throw new IllegalArgumentException(
          "layout: expected 1 to " + BlockFacts.MOST_GAPS + " frames, got " + frames);
    }
  }

  /** As while recording, in blocks of another size. */
  public static BlockLayout of(int frames, long plainBytes) {
    return new BlockLayout(frames, plainBytes, RECORDING.zstd, RECORDING.gzipLevel);
  }
}
