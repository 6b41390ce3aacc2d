package io.allsmi.record.internal;

/**
 * How zstd looks for what repeats. A line says almost the same as the one before it, a whole line
 * further back, so what counts is to see that far and to find long pieces: seven bytes at least, in
 * a table that still fits into a core's cache. That finds more than the library's own levels of the
 * same speed, which look for four or five bytes nearby, and with a window of several lines it needs
 * no search for long distances, which costs as much again.
 *
 * @param level of the library; what is not named here is as there
 * @param strategy of the library's nine, 1 the quickest
 * @param hashLog places that are remembered, as a power of two
 * @param chainLog the same of those before them; 0 for as many as the level has
 * @param searchLog how many of them are tried, as a power of two; 0 for as many as the level has
 * @param minMatch the shortest piece that is looked for
 * @param linesBack how many lines the window holds, as a power of two
 * @param leastWindow the shortest window, as a power of two
 * @param mostWindow the longest; plain {@code zstdcat} reads up to 27
 */
public record ZstdEffort(
    int level,
    int strategy,
    int hashLog,
    int chainLog,
    int searchLog,
    int minMatch,
    int linesBack,
    int leastWindow,
    int mostWindow) {
  /** As quick as the library's level 1. */
  static final ZstdEffort QUICK = new ZstdEffort(1, 1, 17, 0, 0, 7, 1, 21, 26);

  /** As slow as level 9. */
  static final ZstdEffort HARD = new ZstdEffort(9, 5, 22, 22, 3, 6, 5, 23, 27);

  /** How far back to look among lines of a length, as a power of two. */
  int windowLog(int lineLength) {
    int whole = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, lineLength - 1));
    return Math.min(mostWindow, Math.max(leastWindow, whole + linesBack));
  }
}
