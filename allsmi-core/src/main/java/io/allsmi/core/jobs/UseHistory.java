package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the GPUs of one host were at, in runs of longs. Of each use it is enough to know when the
 * GPU was last at it or at more: that answers for a window of any start.
 */
final class UseHistory {
  // Of each GPU, milliseconds but for the last two.
  private static final int KNOWN = 0;
  private static final int UNTOLD = 1;

  /** When it last was at least at level 1, 2, 3. */
  private static final int LAST = 2;

  /** When it first was below level 1, 2, 3 since. */
  private static final int QUIET = 5;

  private static final int SINCE = 8;
  private static final int LEVEL = 9;
  private static final int OPEN = 10;
  private static final int STRIDE = 11;

  private static final GpuUse[] LEVELS = {GpuUse.UNUSED, GpuUse.IDLE, GpuUse.PARKED, GpuUse.ACTIVE};
  private static final int NO_LEVEL = -1;
  private static final int TOP = LEVELS.length - 1;

  private String[] uuids = {};
  private int[] numbers = {};
  private long[] cells = {};

  /** When the host was last listed, and when the last of its readings was taken. */
  long listedAt;

  private long readAt = Moment.NEVER;

  /**
   * Takes in a reading.
   *
   * @param length of the window, milliseconds
   * @param gap a GPU that was not read for longer begins anew
   */
  void add(HostSnapshot host, double activeFrom, long length, long gap) {
    long at = Moment.millis(host.takenAt());
    if (at <= readAt) {
      return; // a reading that is shown again
    }
    readAt = at;
    align(host.gpus());
    HostLook look = new HostLook(host);
    for (int gpu = 0; gpu < uuids.length; gpu++) {
      GpuUse use = look.use(gpu, activeFrom);
      if (use == GpuUse.UNKNOWN) {
        cells[gpu * STRIDE + UNTOLD] = at;
      } else {
        add(gpu * STRIDE, level(use), at, length, gap);
      }
    }
  }

  private static int level(GpuUse use) {
    int level = TOP;
    while (LEVELS[level] != use) {
      level--;
    }
    return level;
  }

  private void add(int cell, int level, long at, long length, long gap) {
    if (at - cells[cell + KNOWN] > gap) {
      clear(cell);
    }
    long before = cells[cell + KNOWN];
    for (int k = 1; k <= TOP; k++) {
      if (level >= k) {
        cells[cell + LAST + k - 1] = at;
      } else if (before == Moment.NEVER || cells[cell + LAST + k - 1] == before) {
        cells[cell + QUIET + k - 1] = at;
      }
    }
    cells[cell + KNOWN] = at;
    int old = (int) cells[cell + LEVEL];
    int now = level(cell, at - length);
    if (now != old) {
      cells[cell + SINCE] = now > old ? at : cells[cell + QUIET + now];
      cells[cell + OPEN] = old == NO_LEVEL ? 1 : 0;
      cells[cell + LEVEL] = now;
    }
  }

  /** The highest level since a moment. */
  private int level(int cell, long from) {
    int level = TOP;
    while (level > 0 && cells[cell + LAST + level - 1] < from) {
      level--;
    }
    return level;
  }

  /**
   * What a GPU is at.
   *
   * @param gpu its place in the host
   * @param from what was before this counts for nothing
   * @param length of the window, milliseconds
   */
  GpuUseSince use(int gpu, long from, long length) {
    int cell = gpu * STRIDE;
    boolean isKnown = gpu < uuids.length && cells[cell + KNOWN] != Moment.NEVER;
    if (!isKnown || cells[cell + KNOWN] < from) {
      return GpuUseSince.UNKNOWN;
    }
    int level = level(cell, Math.max(from, cells[cell + KNOWN] - length));
    if (level < TOP && cells[cell + UNTOLD] > cells[cell + KNOWN]) {
      return GpuUseSince.UNKNOWN;
    }
    boolean whole = level == cells[cell + LEVEL];
    long since = whole ? Math.max(from, cells[cell + SINCE]) : from;
    boolean open = whole && cells[cell + OPEN] == 1 && cells[cell + SINCE] >= from;
    return new GpuUseSince(LEVELS[level], Optional.of(Instant.ofEpochMilli(since)), open);
  }

  private void clear(int cell) {
    Arrays.fill(cells, cell, cell + STRIDE, Moment.NEVER);
    cells[cell + LEVEL] = NO_LEVEL;
  }

  /** Puts what is known of GPUs in the places that they have now. */
  private void align(List<GpuInfo> gpus) {
    if (isAligned(gpus)) {
      return;
    }
    String[] oldUuids = uuids;
    int[] oldNumbers = numbers;
    long[] oldCells = cells;
    uuids = new String[gpus.size()];
    numbers = new int[gpus.size()];
    cells = new long[gpus.size() * STRIDE];
    for (int gpu = 0; gpu < uuids.length; gpu++) {
      uuids[gpu] = uuid(gpus.get(gpu));
      numbers[gpu] = number(gpus.get(gpu), gpu);
      clear(gpu * STRIDE);
      for (int old = 0; old < oldUuids.length; old++) {
        if (uuids[gpu].equals(oldUuids[old]) && numbers[gpu] == oldNumbers[old]) {
          System.arraycopy(oldCells, old * STRIDE, cells, gpu * STRIDE, STRIDE);
        }
      }
    }
  }

  private boolean isAligned(List<GpuInfo> gpus) {
    if (gpus.size() != uuids.length) {
      return false;
    }
    for (int gpu = 0; gpu < uuids.length; gpu++) {
      if (!uuid(gpus.get(gpu)).equals(uuids[gpu]) || number(gpus.get(gpu), gpu) != numbers[gpu]) {
        return false;
      }
    }
    return true;
  }

  private static String uuid(GpuInfo gpu) {
    return gpu.uuid().orElse("");
  }

  /** The index, else the place, of a GPU without a UUID. */
  private static int number(GpuInfo gpu, int place) {
    return gpu.uuid().isPresent() ? -1 : gpu.index().orElse(~place);
  }
}
