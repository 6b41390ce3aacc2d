package io.allsmi.collect.mock;

import java.util.List;

/**
 * One program on a node.
 *
 * @param user whose it is; empty when nobody knows
 * @param devices the indices of the devices it holds; empty when it holds none
 * @param memoryShare the part of each of those devices' memory, 0–1
 * @param utilization what it makes of each of them, percent
 * @param cpuPercent percent of a core
 * @param elapsedSeconds how long it had run at the beginning
 */
record Workload(
    int pid,
    String user,
    String name,
    String command,
    List<Integer> devices,
    double memoryShare,
    double utilization,
    double cpuPercent,
    long elapsedSeconds) {}
