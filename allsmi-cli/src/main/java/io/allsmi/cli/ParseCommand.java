package io.allsmi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What our parser makes of captured text: for bug reports and tests. */
@Command(
    name = "parse",
    sortOptions = false,
    description =
        "Show as JSON what the parser makes of captured text; complaints go to standard error.",
    footer = {
      "",
      "Example: nvidia-smi -q -x | allsmi parse nvidia-smi-xml",
      "Exit status: 1 when there is text and nothing of it can be accepted."
    })
final class ParseCommand extends ConsoleCommand {
  private static final int MAX_BYTES = 64 << 20;

  @SuppressWarnings("NullAway.Init")
  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "What the text is: ${COMPLETION-CANDIDATES}.")
  ParseKind kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      defaultValue = "-",
      paramLabel = "FILE",
      description = "Where it is; '-' or nothing is standard input.")
  String file = "-";

  @Option(
      names = "--query",
      split = ",",
      paramLabel = "COLUMN",
      description = "The columns of CSV, squeue or sinfo without a header, as they were asked for.")
  List<String> query = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "What ssh-config says of this host, as ssh -G does; only what known-hosts has about it,"
              + " as ssh-keygen -F takes it.")
  @Nullable String host;

  @Override
  public Integer call() throws IOException {
    if (!query.isEmpty() && !kind.takesQuery) {
      throw new UsageException("--query: expected a kind of CSV with it, got '" + kind + "'");
    }
    if (host != null && !kind.takesHost) {
      throw new UsageException("--host: expected a kind about hosts with it, got '" + kind + "'");
    }
    if (host == null && kind == ParseKind.SSH_CONFIG) {
      throw new UsageException("--host: expected a host with 'ssh-config', got none");
    }
    String name = file.equals("-") ? "standard input" : file;
    Parsed parsed = kind.parse(read(), query, Optional.ofNullable(host), Path.of(name));
    parsed.json().write(console.out());
    parsed.issues().forEach(issue -> console.complain(name + ": " + issue));
    return parsed.isEmpty() && !parsed.issues().isEmpty() ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  private byte[] read() throws IOException {
    if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
      throw new IOException(file + ": expected a file, got a folder");
    }
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      // One byte more than the parser takes: it reads the rest and says that it left something out.
      return in.readNBytes(MAX_BYTES + 1);
    }
  }
}
