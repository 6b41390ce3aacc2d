package io.allsmi.core.table;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.usage.UserAggregate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/**
 * A process row with what is known about it from its host.
 *
 * @param hostId the host's key
 * @param hostname the name the host gives itself
 * @param process the row as reported
 * @param gpu the number of the device it holds: its index, else its position; absent when it holds
 *     none
 * @param runSeconds how long the process has run, at least 0; absent when no start is known
 * @since 0.30.0
 */
public record UserProcess(
    String hostId, String hostname, ProcessInfo process, OptionalInt gpu, OptionalLong runSeconds) {
  private static final Comparator<UserProcess> BY_MEMORY =
      Comparator.comparingLong((UserProcess p) -> p.process.gpuMemoryBytes().orElse(-1))
          .reversed()
          .thenComparingInt(p -> p.process.pid())
          .thenComparingInt(p -> p.gpu.orElse(-1));

  /** Checks the arguments. */
  public UserProcess {
    Objects.requireNonNull(hostId, "hostId");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(gpu, "gpu");
    Objects.requireNonNull(runSeconds, "runSeconds");
  }

  /**
   * A user's rows on a host.
   *
   * @param user the name as in {@link UserAggregate#user()}; {@code ?} for the unattributed group
   * @return most device memory first and unknown last, then by pid, then by device; unmodifiable
   */
  public static List<UserProcess> of(HostSnapshot host, String user) {
    ProcessTable table = host.processTable();
    return of(host, row -> UserAggregate.groupOf(table.user(table.userCode(row))).equals(user));
  }

  /**
   * Some rows of a host.
   *
   * @param wanted which of {@link HostSnapshot#processTable()}
   * @return most device memory first and unknown last, then by pid, then by device; unmodifiable
   */
  public static List<UserProcess> of(HostSnapshot host, IntPredicate wanted) {
    ProcessTable table = host.processTable();
    List<UserProcess> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      if (wanted.test(row)) {
        rows.add(of(host, table, row));
      }
    }
    rows.sort(BY_MEMORY);
    return List.copyOf(rows);
  }

  /**
   * All rows of a host.
   *
   * @return in the order reported; unmodifiable
   */
  public static List<UserProcess> of(HostSnapshot host) {
    ProcessTable table = host.processTable();
    List<UserProcess> rows = new ArrayList<>(table.size());
    for (int row = 0; row < table.size(); row++) {
      rows.add(of(host, table, row));
    }
    return List.copyOf(rows);
  }

  /** The command line, else the program's name; may be empty. */
  public String command() {
    return process.command().isEmpty() ? process.name() : process.command();
  }

  private static UserProcess of(HostSnapshot host, ProcessTable table, int row) {
    ProcessInfo process = table.get(row);
    int cell = table.deviceCell(row);
    OptionalLong run =
        process
            .startedAt()
            .map(start -> Duration.between(start, host.takenAt()).toSeconds())
            .map(seconds -> OptionalLong.of(Math.max(0, seconds)))
            .orElse(OptionalLong.empty());
    return new UserProcess(
        host.hostId(),
        host.hostname(),
        process,
        cell < 0 ? OptionalInt.empty() : OptionalInt.of(table.deviceNumber(cell)),
        run);
  }
}
