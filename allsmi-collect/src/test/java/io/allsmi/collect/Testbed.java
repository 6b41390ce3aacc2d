package io.allsmi.collect;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs that a test needs and that a bare machine lacks. */
public final class Testbed {
  private Testbed() {}

  /** Skips the test without the program, or fails it where skipping is not allowed. */
  public static Path need(String program) {
    Optional<Path> found = find(program);
    if (found.isEmpty() && "1".equals(System.getenv("ALLSMI_REQUIRE_TESTBED"))) {
      fail(program + ": expected it to be installed");
    }
    assumeTrue(found.isPresent(), program + " is not installed");
    return found.orElseThrow();
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(":", -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
