package io.allsmi.core.report;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One row of a report.
 *
 * @param name the user ({@code ?} for processes without one), the host's name, {@code host:number}
 *     of a GPU, the day as {@code 2026-04-20} or the hour as {@code 2026-04-20T13:00+02:00}; {@link
 *     #OTHERS} for what came when there were too many rows; of jobs, the job as Slurm shows it, the
 *     account or the partition, {@code ?} where that is not known
 * @param hostId the host's key; empty for other rows than hosts and GPUs
 * @param hostname the host's name; empty as above
 * @param device the GPU's number on its host; absent for other rows
 * @param uuid the GPU's UUID; empty when it has none and for other rows
 * @param model the GPU's model; empty when not known, for a device that the host does not list, and
 *     for other rows
 * @param isSystem whether it is a user and a system account
 * @param figures what it comes to
 * @param job what else is told of a job; empty texts for other rows
 * @since 0.30.0
 */
public record UsageRow(
    String name,
    String hostId,
    String hostname,
    OptionalInt device,
    String uuid,
    String model,
    boolean isSystem,
    UsageFigures figures,
    JobTag job) {
  /** The name of the row that stands for all that came after the last row that was possible. */
  public static final String OTHERS = "(others)";

  /** Checks the arguments. */
  public UsageRow {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(hostId, "hostId");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(figures, "figures");
    Objects.requireNonNull(job, "job");
  }

  /** A row of anything but a job. */
  public UsageRow(
      String name,
      String hostId,
      String hostname,
      OptionalInt device,
      String uuid,
      String model,
      boolean isSystem,
      UsageFigures figures) {
    this(name, hostId, hostname, device, uuid, model, isSystem, figures, JobTag.NONE);
  }

  /** A row that has nothing but a name. */
  public static UsageRow named(String name, UsageFigures figures) {
    return new UsageRow(name, "", "", OptionalInt.empty(), "", "", false, figures);
  }
}
