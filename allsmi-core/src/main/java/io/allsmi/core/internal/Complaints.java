package io.allsmi.core.internal;

import io.allsmi.core.Issue;
import java.util.ArrayList;
import java.util.List;

/** What could not be read of a page: the first complaints in full, the others counted. */
public final class Complaints {
  private final int most;
  private final List<Issue> kept = new ArrayList<>();
  private int leftOut;

  /** Keeps at most that many. */
  public Complaints(int most) {
    this.most = most;
  }

  /** Forgets all. */
  public void clear() {
    kept.clear();
    leftOut = 0;
  }

  /** Adds one about a line, 0 for none. */
  public void add(int line, String message) {
    if (kept.size() < most) {
      kept.add(new Issue(line, message));
    } else {
      leftOut++;
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /** In the order of the page, with a last entry for those that were only counted. */
  public List<Issue> all() {
    if (leftOut == 0) {
      return List.copyOf(kept);
    }
    List<Issue> all = new ArrayList<>(kept);
    all.add(new Issue(0, "and " + leftOut + " more complaints"));
    return all;
  }
}
