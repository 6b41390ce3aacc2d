package io.allsmi.cli;

import io.allsmi.collect.exporter.Exporter;
import io.allsmi.collect.exporter.ExporterOptions;
import io.allsmi.collect.local.LocalMachine;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The exporter, until it is ended. */
@Command(
    name = "api",
    sortOptions = false,
    description = "Serve what this machine reads to Prometheus and others, until ended.",
    footer = {"", "Example: allsmi api --port 9090 --processes"})
final class ApiCommand extends ConsoleCommand {
  @Mixin ApiSettings settings = new ApiSettings();
  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ExporterOptions options =
        settings
            .options(System.getenv())
            .withVersion(Version.number())
            .withComplaints(complaint -> console.complain("api: " + complaint));
    try (Exporter exporter = Exporter.start(LocalMachine.open(settings.local()), options)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(exporter), "allsmi-end"));
      console.complain("api: " + settings.listeners(options, exporter.ports()));
      CountDownLatch never = new CountDownLatch(1);
      never.await();
      return ExitCodes.DONE;
    }
  }

  /** Keeps the energy and removes the socket when the program is told to end. */
  private void end(Exporter exporter) {
    try {
      exporter.close();
    } catch (IOException e) {
      console.complain("api: " + ErrorReporter.message(e));
    }
  }
}
