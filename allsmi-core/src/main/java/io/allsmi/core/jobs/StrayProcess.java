package io.allsmi.core.jobs;

import io.allsmi.core.ProcessInfo;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A process of a job on a GPU that the job was not given, or that it no longer has.
 *
 * @param hostId the key of the host that it runs on
 * @param hostname the name of that host
 * @param gpu the number of the GPU; absent when it has none
 * @param process the row of the process on that GPU
 * @since 0.30.0
 */
public record StrayProcess(String hostId, String hostname, OptionalInt gpu, ProcessInfo process) {
  /** Checks the arguments. */
  public StrayProcess {
    Objects.requireNonNull(hostId, "hostId");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(gpu, "gpu");
    Objects.requireNonNull(process, "process");
  }
}
