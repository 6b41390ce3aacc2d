/**
 * Recordings: NDJSON lines in a plain or compressed file. Start at {@link
 * io.allsmi.record.Compression}.
 */
package io.allsmi.record;
