package io.allsmi.core.exposition;

import io.allsmi.core.Issue;
import java.util.ArrayList;
import java.util.List;

/** What could not be read of a page: the first complaints in full, the others counted. */
final class Complaints {
  private final int most;
  private final List<Issue> kept = new ArrayList<>();
  private int leftOut;

  Complaints(int most) {
    this.most = most;
  }

  void clear() {
    kept.clear();
    leftOut = 0;
  }

  void add(int line, String message) {
    if (kept.size() < most) {
      kept.add(new Issue(line, message));
    } else {
      leftOut++;
    }
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** In the order of the page, with a last entry for those that were only counted. */
  List<Issue> all() {
    if (leftOut == 0) {
      return List.copyOf(kept);
    }
    List<Issue> all = new ArrayList<>(kept);
    all.add(new Issue(0, "and " + leftOut + " more complaints"));
    return all;
  }
}
