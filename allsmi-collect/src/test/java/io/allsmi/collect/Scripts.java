package io.allsmi.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that a test makes: shell scripts in a folder of its own. */
public final class Scripts {
  private Scripts() {}

  /** Writes one; its text follows the line that names the shell. */
  public static Path write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }
}
