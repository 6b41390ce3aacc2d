package io.allsmi.record;

/**
 * How a recording is compressed. A file's first bytes decide, never its name: recordings exist
 * whose name ends in {@code .gz} and which hold a zstd stream.
 */
public enum Compression {
  /** Plain text lines. */
  NONE(""),
  /** A chain of gzip members. */
  GZIP(".gz"),
  /** A chain of zstd frames, skippable frames among them. */
  ZSTD(".zst");

  /** How many bytes {@link #sniff} needs to see. */
  public static final int SNIFF_BYTES = 4;

  private static final int ZSTD_MAGIC = 0xFD2FB528;
  private static final int ZSTD_SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int GZIP_MAGIC = 0x8B1F;

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  /** What is put behind {@code .ndjson} in the name of a file of this kind. */
  public String suffix() {
    return suffix;
  }

  /**
   * Tells from the first bytes of a file how it is compressed.
   *
   * @param head the first {@value #SNIFF_BYTES} bytes, or all there are
   * @return {@link #NONE} for anything that is neither gzip nor zstd
   */
  public static Compression sniff(byte[] head) {
    if (head.length >= 4) {
      int magic =
          (head[0] & 0xFF)
              | (head[1] & 0xFF) << 8
              | (head[2] & 0xFF) << 16
              | (head[3] & 0xFF) << 24;
      if (magic == ZSTD_MAGIC || (magic & ~0xF) == ZSTD_SKIPPABLE_MAGIC) {
        return ZSTD;
      }
    }
    if (head.length >= 2 && ((head[0] & 0xFF) | (head[1] & 0xFF) << 8) == GZIP_MAGIC) {
      return GZIP;
    }
    return NONE;
  }
}
