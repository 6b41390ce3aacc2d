package io.allsmi.record.internal;

import io.allsmi.record.Damage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found to be damaged: each part once, however often it is passed. */
public final class DamageList {
  /** More than that is one and the same fault. */
  private static final int MOST = 1000;

  private final Map<String, Damage> found = new LinkedHashMap<>();

  /** All of it, in the order it was found. */
  public List<Damage> all() {
    return new ArrayList<>(found.values());
  }

  /** How much there is. */
  public int count() {
    return found.size();
  }

  /** Adds to the list. */
  public void add(Path file, long block, long offset, String message) {
    if (found.size() < MOST) {
      found.putIfAbsent(file + ":" + block + ":" + offset, new Damage(file, offset, message));
    }
  }

  /** Takes what a reader of that file tells. */
  public SegmentReader.Notes of(Path file) {
    return new SegmentReader.Notes() {
      @Override
      public void damage(long offset, long bytes, long frames) {
        String lost = frames < 0 ? bytes + " bytes" : frames + " snapshots";
        add(file, -1, offset, "expected a block, got one that cannot be read; " + lost + " lost");
      }

      @Override
      public void line(
          LineLook.Kind kind, LineLook look, byte[] bytes, int start, int end, long at) {
        if (kind == LineLook.Kind.OTHER_SCHEMA) {
          add(file, at, at, "expected a line of schema 1, got one of schema " + look.schema());
        } else if (kind == LineLook.Kind.MALFORMED) {
          add(file, at, at, "expected a snapshot, got " + LineLook.shown(bytes, start, end));
        }
      }
    };
  }
}
