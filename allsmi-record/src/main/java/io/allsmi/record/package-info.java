/**
 * Recordings: snapshots in plain or compressed files. {@link io.allsmi.record.Recorder} writes
 * them, {@link io.allsmi.record.Replayer} reads them from any moment, {@link
 * io.allsmi.record.ReplaySource} plays them, {@link io.allsmi.record.RecordingTools} does
 * everything else. The format is in {@code docs/recording-format.md}.
 */
package io.allsmi.record;
