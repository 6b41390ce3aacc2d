package io.allsmi.collect.ssh.config;

/**
 * What becomes of a host whose key is not known.
 *
 * @since 0.30
 */
public enum HostKeyPolicy {
  /** It is refused, as is one whose key has changed. */
  YES,
  /** Its key is trusted and added to the user's file; one whose key has changed is refused. */
  ACCEPT_NEW,
  /** Every key is trusted, a changed one too. */
  NO
}
