package io.allsmi.collect.ssh.auth;

import java.util.Objects;

/**
 * A key that an agent holds.
 *
 * @since 0.30
 */
public final class AgentKey {
  private final byte[] blob;
  private final String comment;

  AgentKey(byte[] blob, String comment) {
    this.blob = Objects.requireNonNull(blob, "blob").clone();
    this.comment = Objects.requireNonNull(comment, "comment");
  }

  /** Its public half, or a certificate of it, in the format of RFC 4253; a copy. */
  public byte[] blob() {
    return blob.clone();
  }

  /** What the agent calls it, as the agent has it; may be empty. */
  public String comment() {
    return comment;
  }
}
