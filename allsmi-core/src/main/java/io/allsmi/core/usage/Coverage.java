package io.allsmi.core.usage;

import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import java.util.ArrayList;
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

  /** What each of some hosts contributes. */
  static Coverage of(List<HostSnapshot> hosts) {
    int notCollecting = 0;
    int undecided = 0;
    int unreachable = 0;
    List<HostCoverage> detail = new ArrayList<>();
    for (HostSnapshot host : hosts) {
      if (isReporting(host)) {
        continue;
      }
      Status status = status(host);
      notCollecting += status == Status.NOT_COLLECTING ? 1 : 0;
      undecided += status == Status.UNDECIDED ? 1 : 0;
      unreachable += status == Status.UNREACHABLE ? 1 : 0;
      detail.add(
          new HostCoverage(
              host.hostId(), host.hostname(), host.address(), status, message(host, status)));
    }
    return new Coverage(
        hosts.size(),
        hosts.size() - notCollecting - unreachable,
        notCollecting,
        undecided,
        unreachable,
        detail);
  }

  /**
   * Whether it is certain that a host sends its processes: its readings count, and it says that it
   * collects processes or sent one.
   */
  public static boolean isReporting(HostSnapshot host) {
    return host.status().state().countsInSums()
        && (host.processCollection() == ProcessCollection.COLLECTING
            || !host.processes().isEmpty());
  }

  /** Of a host that is not reporting. */
  private static Status status(HostSnapshot host) {
    if (!host.status().state().countsInSums()) {
      return Status.UNREACHABLE;
    }
    return host.processCollection() == ProcessCollection.NOT_COLLECTING
        ? Status.NOT_COLLECTING
        : Status.UNDECIDED;
  }

  private static String message(HostSnapshot host, Status status) {
    if (status == Status.NOT_COLLECTING) {
      return "does not collect processes";
    }
    if (status == Status.UNDECIDED) {
      return "sent no process; whether it collects them cannot be told";
    }
    HostStatus read = host.status();
    if (!read.message().isEmpty()) {
      return read.message();
    }
    if (read.state() == HostState.PENDING) {
      return "not asked yet";
    }
    return read.failure().map(FailureKind::wireName).orElse(read.state().wireName());
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
