package io.allsmi.record.internal;

/**
 * How lines are put into blocks.
 *
 * @param frames the most data lines of a block
 * @param plainBytes a block ends with the line that reaches this
 * @param zstdLevel how hard zstd tries
 * @param windowLog how far back zstd looks in a block of long lines, as a power of two; plain
 *     {@code zstdcat} reads up to 27
 * @param gzipLevel how hard gzip tries
 */
public record BlockLayout(
    int frames, long plainBytes, int zstdLevel, int windowLog, int gzipLevel) {
  /** While recording: a jump costs one of these. */
  public static final BlockLayout RECORDING = new BlockLayout(100, 32L << 20, 3, 26, 6);

  /** For keeping: a jump costs some times more, and the file is much smaller. */
  public static final BlockLayout COMPACT = new BlockLayout(800, 128L << 20, 9, 27, 9);

  /** A line of this length repeats so much later that a short window would not see it. */
  static final int LONG_LINE = 256 << 10;

  /** Checks the arguments. */
  public BlockLayout {
    if (frames < 1 || frames > BlockFacts.MOST_GAPS || plainBytes < 1) {
      throw new IllegalArgumentException(
          "layout: expected 1 to " + BlockFacts.MOST_GAPS + " frames, got " + frames);
    }
  }
}
