package io.allsmi.collect.ssh.config;

import java.util.Locale;
import java.util.Optional;

/** Decides whether a line of {@code Match} is about a host. */
final class MatchLine {
  /** What the criteria look at. */
  interface Facts {
    String host() throws SshConfigException;

    String originalHost();

    String user();

    String localUser();

    /** Whether files are read again with the name that was found. */
    boolean isFinal();

    /** A line asks for files to be read again. */
    void wantFinal();

    /** Whether a program of {@code exec} may be run. */
    boolean mayExec(String command);

    /** Runs a program of {@code exec}; false where it says no. */
    boolean exec(String command) throws SshConfigException;
  }

  private final Place place;
  private final Facts facts;
  private final ConfigLine.Scanner words;
  private boolean matches = true;
  private int criteria;

  MatchLine(Place place, Facts facts) {
    this.place = place;
    this.facts = facts;
    words = new ConfigLine.Scanner(place.line().rest());
  }

  boolean matches() throws SshConfigException {
    boolean isAll = false;
    for (Optional<String> word = words.next(); !isAll && isWord(word); ) {
      boolean isNegated = word.orElse("").startsWith("!");
      String name = word.orElse("").substring(isNegated ? 1 : 0).toLowerCase(Locale.ROOT);
      if (name.equals("all")) {
        all(isNegated);
        isAll = true;
      } else {
        criteria++;
        criterion(name, isNegated);
        word = words.next();
      }
    }
    if (criteria == 0 && !isAll) {
      throw place.failure("a criterion such as 'host' after 'match'", place.line().rest());
    }
    return matches;
  }

  private void all(boolean isNegated) throws SshConfigException {
    if (criteria > 1 || isWord(words.next())) {
      throw place.failure("'all' alone or after one criterion", place.line().rest());
    }
    matches &= !isNegated;
  }

  private void criterion(String name, boolean isNegated) throws SshConfigException {
    if (name.equals("canonical") || name.equals("final")) {
      if (name.equals("final")) {
        facts.wantFinal();
      }
      matches &= facts.isFinal() != isNegated;
      return;
    }
    Optional<String> argument = words.next();
    if (!isWord(argument)) {
      throw place.failure("a value after '" + name + "'", place.line().rest());
    }
    if (name.equals("exec") && matches && !facts.mayExec(argument.get())) {
      matches = false;
    }
    matches &= is(name, argument.get()) != isNegated;
  }

  private boolean is(String name, String value) throws SshConfigException {
    return switch (name) {
      case "host" -> Patterns.hostListMatches(facts.host(), value);
      case "originalhost" -> Patterns.hostListMatches(facts.originalHost(), value);
      case "user" -> Patterns.listMatches(facts.user(), value);
      case "localuser" -> Patterns.listMatches(facts.localUser(), value);
      case "exec" -> matches && facts.exec(value);
      default ->
          throw place.failure(
              "all, canonical, final, host, originalhost, user, localuser or exec", name);
    };
  }

  private static boolean isWord(Optional<String> word) {
    return word.filter(w -> !w.isEmpty() && !w.startsWith("#")).isPresent();
  }
}
