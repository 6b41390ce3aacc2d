package io.allsmi.cli;

import io.allsmi.core.jobs.JobOrder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** In which order and form jobs are shown. */
final class JobsOptions {
  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description = "The form. Default: table.")
  UsersOptions.Format format = UsersOptions.Format.TABLE;

  @Option(
      names = "--sort",
      paramLabel = "job|user|gpus|used|util|vram|power|elapsed|wasted",
      description = "The order. Default: job.")
  JobOrder order = JobOrder.JOB;

  @Mixin FilterOption filter = new FilterOption();
}
