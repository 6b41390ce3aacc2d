package io.allsmi.core.internal;

/** The most that is believed of what comes from outside; each cap that bites is reported. */
public final class Caps {
  /** Bytes of one text. */
  public static final int TEXT_BYTES = 64 << 20;

  /** Process rows of a host. */
  public static final int PROCESS_ROWS = 50_000;

  /** Devices of a kind on a host. */
  public static final int DEVICES = 256;

  /** Bytes of a text that no other cap is about. */
  public static final int VALUE_BYTES = 1024;

  /** Bytes of a user's name. */
  public static final int USER_BYTES = 128;

  /** Bytes of a command line. */
  public static final int COMMAND_BYTES = 256;

  /** Bytes of a program's or device's name. */
  public static final int NAME_BYTES = 128;

  /** Bytes of a UUID. */
  public static final int UUID_BYTES = 128;

  /** Complaints about one text that are kept; more are only counted. */
  public static final int ISSUES = 100;

  private Caps() {}
}
