/**
 * What Slurm says of a cluster, as values: jobs, nodes, partitions. Start at {@link
 * io.allsmi.core.slurm.SlurmParsers}. Nothing here runs a command or asks the time.
 */
package io.allsmi.core.slurm;
