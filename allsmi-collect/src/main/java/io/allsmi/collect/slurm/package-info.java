/**
 * The jobs of a Slurm cluster and their nodes: {@link io.allsmi.collect.slurm.SlurmJobs} asks which
 * jobs there are, {@link io.allsmi.collect.slurm.JobNodes} makes hosts of their nodes, {@link
 * io.allsmi.collect.slurm.SlurmSource} gives both together.
 */
package io.allsmi.collect.slurm;
