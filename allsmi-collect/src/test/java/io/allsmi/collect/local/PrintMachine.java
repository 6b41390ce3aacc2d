package io.allsmi.collect.local;

import io.allsmi.core.HostSnapshot;
import java.nio.file.Path;
import java.time.Instant;

/** A program: reads a machine with a library and prints its GPUs and issues. */
final class PrintMachine {
  private PrintMachine() {}

  /**
   * Reads once.
   *
   * @param arguments the root folder and the library
   */
  public static void main(String[] arguments) {
    LocalOptions options =
        LocalOptions.defaults()
            .withRoot(Path.of(arguments[0]))
            .withNvmlLibrary(Path.of(arguments[1]));
    try (LocalMachine machine = LocalMachine.open(options)) {
      HostSnapshot host = machine.read(Instant.EPOCH);
      host.gpus()
          .forEach(gpu -> System.out.println(gpu.index().orElse(-1) + " " + gpu.powerWatts()));
      host.issues().forEach(issue -> System.out.println(issue.message()));
    }
  }
}
