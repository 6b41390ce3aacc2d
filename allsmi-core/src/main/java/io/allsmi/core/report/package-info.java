/**
 * Who used the GPUs over time: readings of a cluster, one after another, become GPU-hours and
 * kilowatt-hours by user, host, GPU, day and hour. Start at {@link
 * io.allsmi.core.report.UsageMeter}. How a report is written is said in {@code table}, {@code json}
 * and {@code html}.
 */
package io.allsmi.core.report;
