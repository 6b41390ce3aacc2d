package io.allsmi.collect.local;

import java.util.Map;
import java.util.Set;

/**
 * Slurm's own list of the processes of its steps, for those that use a device and whose job neither
 * groups nor parents nor environments tell.
 */
interface StepList {
  /**
   * The jobs of processes, as far as the list is to be had and has them; empty where it was asked
   * for the same processes a short while ago. It takes a few seconds at most.
   *
   * @param pids those that use a device and have no job; not empty
   * @param now as {@link Moment#seconds()}
   * @return by pid
   */
  Map<Integer, String> jobs(Set<Integer> pids, double now);
}
