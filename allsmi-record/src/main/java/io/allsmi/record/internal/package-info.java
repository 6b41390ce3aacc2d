/**
 * How a recording lies on disk: blocks, their facts, lines, names of segments. The format itself is
 * in {@code docs/recording-format.md}; nothing here knows what a snapshot is.
 */
package io.allsmi.record.internal;
