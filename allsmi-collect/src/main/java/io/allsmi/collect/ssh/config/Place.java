package io.allsmi.collect.ssh.config;

import java.nio.file.Path;

/** Where something is said. */
record Place(Path file, ConfigLine line) {
  /** What {@code ssh} would refuse as well. */
  SshConfigException failure(String expected, String got) {
    return new SshConfigException(
        file
            + " line "
            + line.number()
            + ": expected "
            + expected
            + ", got '"
            + SshConfigException.shown(got)
            + "'");
  }

  /** As {@link #failure(String, String)} for a text that has both. */
  SshConfigException failure(String expectedAndGot) {
    return new SshConfigException(file + " line " + line.number() + ": " + expectedAndGot);
  }

  @Override
  public String toString() {
    return file + " line " + line.number();
  }
}
