package io.allsmi.core.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A GPU on which memory is held while it does not work, and since when. All times are of what was
 * seen: it may have been so before the first reading.
 *
 * @param hostId the key of its host
 * @param hostname the name of that host
 * @param place its place among {@link io.allsmi.core.HostSnapshot#gpus()}
 * @param number its index, else its place
 * @param uuid its UUID; absent where it has none
 * @param since the first reading since which it has been so without a break
 * @param seenAt its last reading, later than the first
 * @param holders who holds memory on it, by user, then by job; unmodifiable and never empty
 * @since 0.30.0
 */
public record HeldIdleGpu(
    String hostId,
    String hostname,
    int place,
    int number,
    Optional<String> uuid,
    Instant since,
    Instant seenAt,
    List<Holder> holders) {
  /** Checks the arguments and copies the list. */
  public HeldIdleGpu {
    Objects.requireNonNull(hostId, "hostId");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(seenAt, "seenAt");
    holders = List.copyOf(holders);
  }

  /** For how long it has been seen so: from the first to the last reading. */
  public Duration length() {
    return Duration.between(since, seenAt);
  }

  /**
   * Who holds memory on a GPU that does not work.
   *
   * @param user the group of the process's user, as in {@link
   *     io.allsmi.core.usage.UserAggregate#user()}
   * @param job the number of the job that the process belongs to; absent where it tells none
   * @param since the first reading since which the user, in this job, has held memory on it while
   *     it did not work; not before that of the GPU
   */
  public record Holder(String user, OptionalLong job, Instant since) {
    /** Checks the arguments. */
    public Holder {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(job, "job");
      Objects.requireNonNull(since, "since");
    }
  }
}
