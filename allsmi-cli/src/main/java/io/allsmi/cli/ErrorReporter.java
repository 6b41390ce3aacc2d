package io.allsmi.cli;

import io.allsmi.core.exposition.SnapshotParseException;
import io.allsmi.core.file.FileFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every way to fail, as one line. */
final class ErrorReporter {
  private ErrorReporter() {}

  static int wrongCommandLine(CommandLine.ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String message = firstLine(e.getMessage());
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      message = unmatched(unmatched, line);
    } else if (e instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      message = name(missing.getMissing().get(0)) + ": expected a value, got none";
    } else {
      message = expectedChoice(e).orElse(message);
    }
    line.getErr()
        .println(
            "allsmi: " + message + "; try '" + line.getCommandSpec().qualifiedName() + " --help'");
    return ExitCodes.USAGE;
  }

  /** A word that is neither an option nor a command here. */
  private static String unmatched(CommandLine.UnmatchedArgumentException e, CommandLine line) {
    String word = e.getUnmatched().get(0);
    if (word.startsWith("-")) {
      String names =
          line.getCommandSpec().options().stream()
              .map(CommandLine.Model.OptionSpec::longestName)
              .collect(Collectors.joining(", "));
      return "option: expected one of " + names + ", got '" + word + "'";
    }
    if (!line.getSubcommands().isEmpty()) {
      String names = String.join(", ", line.getSubcommands().keySet());
      return "command: expected one of " + names + ", got '" + word + "'";
    }
    return "arguments: expected none, got '" + word + "'";
  }

  private static String name(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : argument.paramLabel();
  }

  /** An option that takes one of a few words got another. */
  private static Optional<String> expectedChoice(CommandLine.ParameterException e) {
    CommandLine.Model.ArgSpec argument = e.getArgSpec();
    if (argument == null || e.getValue() == null) {
      return Optional.empty();
    }
    String name = name(argument);
    if (!argument.type().isEnum()) {
      return Optional.of(name + ": expected a number, got '" + e.getValue() + "'");
    }
    String words =
        Stream.of(argument.type().getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", "));
    return Optional.of(name + ": expected one of " + words + ", got '" + e.getValue() + "'");
  }

  static int failed(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof UsageException usage) {
      line.getErr()
          .println(
              "allsmi: "
                  + firstLine(e.getMessage())
                  + "; try '"
                  + line.getCommandSpec().qualifiedName()
                  + " --help'");
      if (!usage.detail().isEmpty()) {
        line.getErr().println(usage.detail());
      }
      return ExitCodes.USAGE;
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitCodes.FAILED;
    }
    line.getErr().println("allsmi: " + message(e));
    return ExitCodes.FAILED;
  }

  /** What happened, for people. Anything that is not about the outside world is a fault of ours. */
  static String message(Exception e) {
    if (e instanceof IOException io) {
      return firstLine(FileFaults.explain(io));
    }
    if (e instanceof UncheckedIOException || e instanceof SnapshotParseException) {
      return firstLine(e.getMessage());
    }
    return "a fault in this program, please report it: " + e + at(e);
  }

  private static String at(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private static String firstLine(@Nullable String message) {
    return message == null || message.isBlank()
        ? "no reason was given"
        : message.lines().findFirst().orElse("");
  }
}
