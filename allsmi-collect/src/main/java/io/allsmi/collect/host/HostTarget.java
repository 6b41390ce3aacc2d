package io.allsmi.collect.host;

import io.allsmi.core.Transport;

/**
 * A host that can be read, as a list of hosts names it. Two targets that are equal are read the
 * same way.
 *
 * @since 0.30
 */
public interface HostTarget {
  /** The host's key in a cluster; no other host has it. */
  String hostId();

  /** Where the host is read, for people. */
  String address();

  /** How it is reached, as far as that is known before it has answered. */
  Transport transport();
}
