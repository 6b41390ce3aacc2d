package io.allsmi.core.exposition;

/** A reply that is not what it claims to be: not one line of it could be read. */
public final class SnapshotParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what was expected and what was found, one line
   */
  public SnapshotParseException(String message) {
    super(message);
  }
}
