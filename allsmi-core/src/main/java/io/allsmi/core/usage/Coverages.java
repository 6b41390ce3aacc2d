package io.allsmi.core.usage;

import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import java.util.ArrayList;
import java.util.List;

/** Decides what each host contributes and counts them. */
final class Coverages {
  private Coverages() {}

  static Coverage of(List<HostSnapshot> hosts) {
    int notCollecting = 0;
    int undecided = 0;
    int unreachable = 0;
    List<Coverage.HostCoverage> detail = new ArrayList<>();
    for (HostSnapshot host : hosts) {
      if (isReporting(host)) {
        continue;
      }
      Coverage.Status status = status(host);
      notCollecting += status == Coverage.Status.NOT_COLLECTING ? 1 : 0;
      undecided += status == Coverage.Status.UNDECIDED ? 1 : 0;
      unreachable += status == Coverage.Status.UNREACHABLE ? 1 : 0;
      detail.add(
          new Coverage.HostCoverage(
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

  private static boolean isReporting(HostSnapshot host) {
    return host.status().state().countsInSums()
        && (host.processCollection() == ProcessCollection.COLLECTING
            || !host.processes().isEmpty());
  }

  /** Of a host that is not reporting. */
  private static Coverage.Status status(HostSnapshot host) {
    if (!host.status().state().countsInSums()) {
      return Coverage.Status.UNREACHABLE;
    }
    return host.processCollection() == ProcessCollection.NOT_COLLECTING
        ? Coverage.Status.NOT_COLLECTING
        : Coverage.Status.UNDECIDED;
  }

  private static String message(HostSnapshot host, Coverage.Status status) {
    if (status == Coverage.Status.NOT_COLLECTING) {
      return "does not collect processes";
    }
    if (status == Coverage.Status.UNDECIDED) {
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
}
