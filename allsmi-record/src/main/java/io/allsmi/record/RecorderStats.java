package io.allsmi.record;

/**
 * What a recorder has written so far.
 *
 * @param frames snapshots
 * @param plainBytes bytes of all lines, before compression
 * @param storedBytes bytes that went to the disk, of removed segments too
 * @param segments files that were begun
 * @since 0.30.0
 */
public record RecorderStats(long frames, long plainBytes, long storedBytes, int segments) {}
