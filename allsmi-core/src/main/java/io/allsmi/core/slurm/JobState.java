package io.allsmi.core.slurm;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a job does. Where {@code squeue} shows a flag of a job in place of its state, as for one
 * that is completing, that is a state here too.
 *
 * @since 0.30.0
 */
public enum JobState {
  /** Waits for its turn. */
  PENDING("PD"),
  /** Has nodes that are not ready yet. */
  CONFIGURING("CF"),
  /** Runs. */
  RUNNING("R"),
  /** Has its nodes and is held on them. */
  SUSPENDED("S"),
  /** Has its nodes, and its processes were stopped. */
  STOPPED("ST"),
  /** Changes its size. */
  RESIZING("RS"),
  /** Is being sent a signal. */
  SIGNALING("SI"),
  /** Its files are being brought away. */
  STAGE_OUT("SO"),
  /** Is ending; some processes may still be there. */
  COMPLETING("CG"),
  /** Ended by itself, with success. */
  COMPLETED("CD"),
  /** Was ended by a person. */
  CANCELLED("CA"),
  /** Ended by itself, without success. */
  FAILED("F"),
  /** Ran until its limit. */
  TIMEOUT("TO"),
  /** Lost a node. */
  NODE_FAIL("NF"),
  /** Had to make room for another. */
  PREEMPTED("PR"),
  /** Its node could not be started. */
  BOOT_FAIL("BF"),
  /** Could not end before its deadline. */
  DEADLINE("DL"),
  /** Used more memory than it was given. */
  OUT_OF_MEMORY("OOM"),
  /** Waits again after it had started. */
  REQUEUED("RQ"),
  /** Waits again, and is held. */
  REQUEUE_HOLD("RH"),
  /** Waits again, in a federation. */
  REQUEUE_FED("RF"),
  /** Waits again after it ended in a special way, and is held. */
  SPECIAL_EXIT("SE"),
  /** Its reservation is gone, and it is held. */
  RESV_DEL_HOLD("RD"),
  /** Runs in another cluster of the federation. */
  REVOKED("RV"),
  /** Slurm named a state that we do not know, or none. */
  UNKNOWN("");

  private static final Map<String, JobState> BY_TEXT = new HashMap<>();

  static {
    for (JobState state : values()) {
      BY_TEXT.put(state.name(), state);
      if (state != UNKNOWN) {
        BY_TEXT.put(state.code, state);
      }
    }
  }

  private final String code;

  JobState(String code) {
    this.code = code;
  }

  /** The short form, as {@code squeue} has it in the column ST; empty for {@link #UNKNOWN}. */
  public String code() {
    return code;
  }

  /** The name used in JSON, which is Slurm's own. */
  public String wireName() {
    return name();
  }

  /** The state of a long or short name in any case; {@link #UNKNOWN} for anything else. */
  public static JobState of(String text) {
    return BY_TEXT.getOrDefault(text.strip().toUpperCase(Locale.ROOT), UNKNOWN);
  }

  /** Whether a job in this state holds its nodes. */
  public boolean holdsNodes() {
    return switch (this) {
      case CONFIGURING, RUNNING, SUSPENDED, STOPPED, RESIZING, SIGNALING, STAGE_OUT, COMPLETING ->
          true;
      default -> false;
    };
  }

  /** Whether a job in this state waits for nodes. */
  public boolean waits() {
    return switch (this) {
      case PENDING, REQUEUED, REQUEUE_HOLD, REQUEUE_FED, SPECIAL_EXIT, RESV_DEL_HOLD -> true;
      default -> false;
    };
  }
}
