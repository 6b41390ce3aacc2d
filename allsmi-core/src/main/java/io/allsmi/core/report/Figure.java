package io.allsmi.core.report;

/**
 * What is counted. At one moment each figure is a whole number of at least 0, its rate; over time
 * it is the sum of rate times milliseconds. So sums are exact and come out the same in any order.
 */
enum Figure {
  /** Hosts that should report. */
  EXPECTED,
  /** Hosts whose readings count. */
  SEEN,
  /** GPUs that can be read. */
  AVAILABLE,
  /** Those of hosts that report processes, so that it is known who holds them. */
  COLLECTED,
  /** Those of them that nobody holds. */
  FREE,
  /** GPUs held: of a user, each in full; of anything else, each once. */
  HELD,
  /** Millionths of a GPU held, a shared one split. */
  SHARE,
  /** Millionths of a GPU held and busy, a shared one split. */
  BUSY,
  /** GPUs held whose utilisation is below the threshold. */
  IDLE,
  /** GPUs held whose utilisation is not known. */
  WITHOUT_UTILIZATION,
  /** Millionths of a GPU held whose utilisation is known, a shared one split. */
  MEASURED,
  /** Millionths of a GPU busy: of a user as {@link #BUSY}, else whoever holds it or nobody. */
  LOAD,
  /** Millionths of a GPU whose utilisation is known: of a user of his share, else of all GPUs. */
  LOADED,
  /** Bytes of device memory of processes. */
  MEMORY,
  /** GPUs held by a process whose memory is not known. */
  WITHOUT_MEMORY,
  /** Microwatts. */
  POWER,
  /** GPUs whose draw, or the user's share of it, is not known. */
  WITHOUT_POWER,
  /** Microwatts of GPUs on which nobody is known to hold memory. */
  UNATTRIBUTED_POWER,
  /** GPUs that a job was given. */
  GIVEN,
  /** Those of them that work. */
  GIVEN_ACTIVE,
  /** Those of them on which memory is held and that do not work. */
  GIVEN_PARKED,
  /** Those of them with a process and nothing else. */
  GIVEN_IDLE,
  /** Those of them without a process. */
  GIVEN_UNUSED;

  static final int COUNT = values().length;

  /** A whole GPU in millionths. */
  static final long WHOLE = 1_000_000;

  /** Its place among the sums. */
  @SuppressWarnings("EnumOrdinal") // sums live for one run and are never written by place
  int place() {
    return ordinal();
  }
}
