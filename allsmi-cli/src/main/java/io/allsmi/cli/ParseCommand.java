package io.allsmi.cli;

import io.allsmi.core.exposition.Exposition;
import io.allsmi.core.exposition.ExpositionParser;
import io.allsmi.core.json.ExpositionJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What our parser makes of captured text: for bug reports and tests. */
@Command(
    name = "parse",
    sortOptions = false,
    description =
        "Show as JSON what the parser makes of captured text; complaints go to standard error.")
final class ParseCommand extends ConsoleCommand {
  private static final int MAX_BYTES = 64 << 20;

  /** What can be parsed. */
  enum Kind {
    EXPOSITION
  }

  @SuppressWarnings("NullAway.Init")
  @Parameters(index = "0", paramLabel = "KIND", description = "What the text is: exposition.")
  Kind kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      defaultValue = "-",
      paramLabel = "FILE",
      description = "Where it is; '-' or nothing is standard input.")
  String file = "-";

  @Override
  public Integer call() throws IOException {
    byte[] text = read();
    String name = file.equals("-") ? "standard input" : file;
    return switch (kind) {
      case EXPOSITION -> exposition(text, name);
    };
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

  private int exposition(byte[] text, String name) throws IOException {
    Exposition page = ExpositionParser.parse(text);
    ExpositionJson.write(page, console.out());
    page.issues().forEach(issue -> console.complain(name + ": " + issue));
    return page.samples().isEmpty() && !page.issues().isEmpty() ? ExitCodes.FAILED : ExitCodes.DONE;
  }
}
