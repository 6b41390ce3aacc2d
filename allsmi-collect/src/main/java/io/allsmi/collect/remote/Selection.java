package io.allsmi.collect.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tool a host is read with, by what is known of those it has.
 *
 * @param kind what to do now
 * @param tool which tool that concerns; empty when none
 */
record Selection(Kind kind, Optional<RemoteTool> tool) {
  /** What to do. */
  enum Kind {
    /** Use the tool. */
    USE,
    /** Ask the tool first whether it works. */
    TRY,
    /** A tool was too busy to answer and no other works: ask at the next read. */
    ASK_AGAIN,
    /** None works. */
    UNSUPPORTED
  }

  /** What is known of a tool. */
  enum Seen {
    /** The host has it and it was not asked yet. */
    PRESENT,
    /** It answered as it should. */
    WORKING,
    /** The host does not have it. */
    ABSENT,
    /** It did not answer in time. */
    TIMED_OUT,
    /** It answered that it cannot, or is too old. */
    FAILED
  }

  /**
   * Decides.
   *
   * @param seen what is known; a tool that is missing is absent
   * @param fallbacks what is tried after our own program, in this order
   */
  static Selection of(Map<RemoteTool, Seen> seen, List<RemoteTool> fallbacks) {
    List<RemoteTool> order = new ArrayList<>();
    order.add(RemoteTool.NATIVE);
    order.addAll(fallbacks);
    boolean isBusy = false;
    for (RemoteTool tool : order) {
      switch (seen.getOrDefault(tool, Seen.ABSENT)) {
        case WORKING -> {
          return new Selection(Kind.USE, Optional.of(tool));
        }
        case PRESENT -> {
          return new Selection(Kind.TRY, Optional.of(tool));
        }
        case TIMED_OUT -> isBusy = true;
        case ABSENT, FAILED -> {
          // The next one may do.
        }
      }
    }
    return new Selection(isBusy ? Kind.ASK_AGAIN : Kind.UNSUPPORTED, Optional.empty());
  }
}
