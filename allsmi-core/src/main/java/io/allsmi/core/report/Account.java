package io.allsmi.core.report;

import java.util.OptionalInt;

/** What is kept of one user, host or GPU: the figures of the frame in hand and of all before. */
final class Account {
  final String key;
  final Rates rates = new Rates();
  final Totals totals = new Totals();

  /** GPUs held over time for a user, load over time for a host. */
  final Timeline.Series series;

  /** For a host: how much of a GPU's load was known over time. */
  final Timeline.Series known;

  /** The frame that the rates are of. */
  private long frame = -1;

  String hostname = "";
  OptionalInt device = OptionalInt.empty();
  String uuid = "";
  String model = "";

  /** For a job: what else is told of it. */
  JobTag job = JobTag.NONE;

  /** The smallest account number seen with a user, -1 when none was. */
  int uid = -1;

  Account(String key, Timeline.Series series, Timeline.Series known) {
    this.key = key;
    this.series = series;
    this.known = known;
  }

  /** Whether this is the first time in a frame; then the rates begin anew. */
  boolean begins(long frame) {
    if (this.frame == frame) {
      return false;
    }
    this.frame = frame;
    rates.clear();
    return true;
  }
}
