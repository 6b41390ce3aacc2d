/**
 * Jobs of a batch system against the GPUs they were given: what each job holds, what it uses of it,
 * and for how long it has not. Start at {@link io.allsmi.core.jobs.JobAggregator}; what a job is
 * stands in {@code slurm}, how jobs are shown in {@code table} and {@code json}. Which GPUs anybody
 * holds and does not use, with or without jobs, is found by {@link io.allsmi.core.jobs.HeldIdle}.
 */
package io.allsmi.core.jobs;
