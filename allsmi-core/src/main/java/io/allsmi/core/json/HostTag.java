package io.allsmi.core.json;

/**
 * The host that an object of a snapshot is about, as each object repeats it; empty texts are
 * written as null.
 *
 * @param hostId the host's key
 * @param hostname the name the host gives itself
 * @param time local time of the reading, {@code 2026-04-20 21:34:56}
 */
record HostTag(String hostId, String hostname, String time) {
  /** No host is known. */
  static final HostTag NONE = new HostTag("", "", "");
}
