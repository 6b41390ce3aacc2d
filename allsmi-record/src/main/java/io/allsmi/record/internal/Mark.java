package io.allsmi.record.internal;

import org.jspecify.annotations.Nullable;

/**
 * A place where reading can begin.
 *
 * @param segment the file's place in the timeline
 * @param block where a block begins in the file
 * @param plain how many plain bytes of it to leave out
 * @param ordinal how many snapshots come before, in all files
 * @param latestBefore the latest time of these, in milliseconds; {@link Long#MIN_VALUE} for none
 * @param facts what the file says of the block; null when the place was found by reading
 */
public record Mark(
    int segment,
    long block,
    long plain,
    long ordinal,
    long latestBefore,
    @Nullable BlockFacts facts) {}
