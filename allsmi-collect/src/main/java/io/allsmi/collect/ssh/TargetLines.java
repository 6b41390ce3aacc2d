package io.allsmi.collect.ssh;

import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.core.Issue;
import io.allsmi.core.hostlist.HostNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads targets entry by entry or line by line, and gathers what could not be used. */
final class TargetLines {
  private static final int MOST_ISSUES = 100;

  private final Path home;
  private final List<SshTarget> targets = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();

  /** What a line says after its hosts. */
  private static final class Options {
    private Optional<String> user = Optional.empty();
    private OptionalInt port = OptionalInt.empty();
    private final List<Path> keys = new ArrayList<>();
    private List<String> jumps = List.of();
  }

  TargetLines(Path home) {
    this.home = home;
  }

  SshTargetList list() {
    return new SshTargetList(targets, issues);
  }

  /** Takes a target or a host list of the command line. */
  void entry(String text, int number) {
    try {
      targets.addAll(TargetText.of(text).all(HostNames.MOST - targets.size()));
    } catch (IllegalArgumentException e) {
      complain(number, e);
    }
  }

  /** Takes a line of a file. */
  void line(String line, int number) {
    try {
      List<String> words = words(line);
      if (!words.isEmpty()) {
        hosts(words);
      }
    } catch (IllegalArgumentException e) {
      complain(number, e);
    }
  }

  private void hosts(List<String> words) {
    List<SshTarget> named = new ArrayList<>();
    int room = HostNames.MOST - targets.size();
    for (String entry : HostNames.split(words.get(0))) {
      named.addAll(TargetText.of(entry).all(room - named.size()));
    }
    Options options = new Options();
    for (String word : words.subList(1, words.size())) {
      option(word, options);
    }
    for (SshTarget target : named) {
      targets.add(
          new SshTarget(
              target.user().or(() -> options.user),
              target.host(),
              target.port().isPresent() ? target.port() : options.port,
              options.keys,
              options.jumps));
    }
  }

  private void option(String word, Options options) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = equals < 0 ? "" : word.substring(equals + 1);
    if (equals < 0 || value.isEmpty()) {
      throw failure("user=, port=, key= or jump= after the hosts", word);
    }
    switch (name) {
      case "user" -> options.user = Optional.of(user(value));
      case "port" -> options.port = TargetText.of("x:" + value).port();
      case "key" -> options.keys.add(key(value));
      case "jump" -> options.jumps = jumps(value);
      default -> throw failure("user=, port=, key= or jump= after the hosts", word);
    }
  }

  private static String user(String value) {
    if (!TargetText.isUser(value)) {
      throw failure("an account name after user=", value);
    }
    return value;
  }

  private Path key(String value) {
    try {
      return value.startsWith("~/") ? home.resolve(value.substring(2)) : Path.of(value);
    } catch (InvalidPathException e) {
      throw failure("a path after key=", value);
    }
  }

  private static List<String> jumps(String value) {
    List<String> jumps = List.of(value.split(",", -1));
    if (!value.equals("none")) {
      jumps.forEach(SshTarget::parse);
    }
    return new SshOverrides(List.of(), List.of(), Optional.empty(), jumps, false).proxyJump();
  }

  /** The words of a line without its comment; double quotes and brackets hold blanks together. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isQuoted = false;
    boolean isBracket = false;
    boolean isInWord = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean isBlank = (c == ' ' || c == '\t') && !isQuoted && !isBracket;
      if (c == '#' && !isQuoted && !isInWord) {
        break;
      }
      if (isBlank && isInWord) {
        words.add(word.toString());
        word.setLength(0);
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (!isBlank) {
        word.append(c);
        isBracket = c == '[' || (isBracket && c != ']');
      }
      isInWord = !isBlank;
    }
    if (isQuoted) {
      throw failure("a closing quote", line);
    }
    if (isInWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static IllegalArgumentException failure(String expected, String got) {
    return new IllegalArgumentException(
        "expected " + expected + ", got '" + TargetText.shown(got) + "'");
  }

  private void complain(int number, IllegalArgumentException e) {
    if (issues.size() < MOST_ISSUES) {
      issues.add(new Issue(number, String.valueOf(e.getMessage())));
    } else if (issues.size() == MOST_ISSUES) {
      issues.add(new Issue(0, "more entries could not be used; only the first 100 are listed"));
    }
  }
}
