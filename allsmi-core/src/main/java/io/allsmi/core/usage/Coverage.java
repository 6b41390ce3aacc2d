package io.allsmi.core.usage;

import java.util.List;

/**
 * How many hosts a sum covers. {@code hosts = reporting + notCollecting + unreachable}; the
 * undecided hosts are among the reporting ones.
 *
 * @param hosts all hosts
 * @param reporting hosts whose processes are in the sums, an idle host that collects included
 * @param notCollecting hosts that answer but report no processes
 * @param undecided hosts counted as reporting although it cannot be told
 * @param unreachable hosts whose readings are missing or too old
 * @param detail one entry for each host that is not plainly reporting, in the order of the hosts
 */
public record Coverage(
    int hosts,
    int reporting,
    int notCollecting,
    int undecided,
    int unreachable,
    List<HostCoverage> detail) {
  /** Checks the arguments and copies the list. */
  public Coverage {
    if (hosts != reporting + notCollecting + unreachable || undecided > reporting) {
      throw new IllegalArgumentException(
          "coverage: expected hosts = reporting + not collecting + unreachable, got "
              + hosts
              + ", "
              + reporting
              + ", "
              + notCollecting
              + ", "
              + unreachable);
    }
    detail = List.copyOf(detail);
  }

  /** Whether hosts are missing from the sums. */
  public boolean isPartial() {
    return notCollecting > 0 || unreachable > 0;
  }

  /** What a host contributes to the sums. */
  public enum Status {
    /** It reports processes. */
    REPORTING("reporting"),
    /** It answers and reports none. */
    NOT_COLLECTING("not_collecting"),
    /** It answers, and whether it would report processes cannot be told. */
    UNDECIDED("undecided"),
    /** Its readings are missing or too old. */
    UNREACHABLE("unreachable");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    /** The name used in JSON: lower case with underscores. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * Why a host is not plainly reporting.
   *
   * @param hostId the host's key
   * @param hostname the name it gives itself
   * @param address where it is read
   * @param status what it contributes
   * @param message the reason for people, one line; may be empty
   */
  public record HostCoverage(
      String hostId, String hostname, String address, Status status, String message) {}
}
