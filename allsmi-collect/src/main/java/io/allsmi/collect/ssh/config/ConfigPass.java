package io.allsmi.collect.ssh.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files once for a host. */
final class ConfigPass implements MatchLine.Facts {
  private static final int DEEPEST = 16;
  private static final int MOST_INCLUDES = 4096;

  private final SshConfig.Reading reading;
  private final ConfigValues values;
  private final String host;
  private final boolean isFinal;
  private boolean wantsFinal;
  private int includes;

  /** Skipped programs, where that is not allowed. */
  private final List<String> skipped = new ArrayList<>();

  ConfigPass(SshConfig.Reading reading, ConfigValues values, String host, boolean isFinal) {
    this.reading = reading;
    this.values = values;
    this.host = host;
    this.isFinal = isFinal;
  }

  boolean wantsFinal() {
    return wantsFinal;
  }

  List<String> skipped() {
    return skipped;
  }

  void read(SshConfig.Source source) throws SshConfigException {
    Optional<List<ConfigLine>> lines = reading.files().lines(source.file(), source.isChecked());
    if (lines.isPresent()) {
      new FilePass(source, 0, false).read(lines.get(), true);
    }
  }

  /** One file; what it says of which host it is about ends with it. */
  private final class FilePass {
    private final SshConfig.Source source;
    private final int depth;
    private final boolean isNever;

    FilePass(SshConfig.Source source, int depth, boolean isNever) {
      this.source = source;
      this.depth = depth;
      this.isNever = isNever;
    }

    void read(List<ConfigLine> lines, boolean isActiveAtFirst) throws SshConfigException {
      boolean isActive = isActiveAtFirst;
      for (ConfigLine line : lines) {
        Place place = new Place(source.file(), line);
        if (line.fault().isPresent()) {
          throw place.failure(line.fault().get());
        }
        Optional<Keyword> keyword = Keyword.of(line.keyword());
        if (keyword.isEmpty()) {
          unknown(place);
          continue;
        }
        switch (keyword.get().name()) {
          case "host" -> isActive = isHost(place) && !isNever;
          case "match" -> isActive = new MatchLine(place, ConfigPass.this).matches() && !isNever;
          case "include" -> include(place, isActive);
          default -> values.take(keyword.get(), place, isActive);
        }
      }
    }

    private void unknown(Place place) throws SshConfigException {
      String ignored = values.first("ignoreunknown").orElse("");
      if (!Patterns.hostListMatches(place.line().keyword(), ignored)) {
        throw place.failure(
            "a keyword of ssh_config or one that IgnoreUnknown names", place.line().keyword());
      }
    }

    private boolean isHost(Place place) throws SshConfigException {
      boolean matches = false;
      for (String word : place.line().words()) {
        if (word.isEmpty()) {
          throw place.failure("patterns after 'host'", place.line().rest());
        }
        boolean isNegated = word.startsWith("!");
        if (Patterns.matches(host, isNegated ? word.substring(1) : word)) {
          if (isNegated) {
            return false;
          }
          matches = true;
        }
      }
      return matches;
    }

    private void include(Place place, boolean isActive) throws SshConfigException {
      for (String word : place.line().words()) {
        if (word.isEmpty() || (word.startsWith("~") && !source.isUser())) {
          throw place.failure("paths after 'include'", word);
        }
        for (Path file : included(word, place)) {
          if (depth == DEEPEST || ++includes > MOST_INCLUDES) {
            throw place.failure("files that include each other at most 16 levels deep", word);
          }
          Optional<List<ConfigLine>> lines = reading.files().lines(file, true);
          if (lines.isPresent()) {
            SshConfig.Source inner = new SshConfig.Source(file, source.isUser(), true);
            new FilePass(inner, depth + 1, isNever || !isActive).read(lines.get(), isActive);
          }
        }
      }
    }

    private List<Path> included(String word, Place place) throws SshConfigException {
      try {
        return reading.included(word, source.isUser());
      } catch (SshConfigException e) {
        throw place.failure(String.valueOf(e.getMessage()));
      } catch (IOException | InvalidPathException e) {
        throw place.failure("files that can be listed", word + " (" + e.getMessage() + ")");
      }
    }
  }

  @Override
  public String host() throws SshConfigException {
    Optional<String> named = values.first("hostname");
    if (named.isEmpty()) {
      return host;
    }
    return isFinal ? named.get() : Tokens.hostName(named.get(), host);
  }

  @Override
  public String originalHost() {
    return reading.host();
  }

  @Override
  public String user() {
    return values.first("user").orElse(reading.account().userName());
  }

  @Override
  public String localUser() {
    return reading.account().userName();
  }

  @Override
  public boolean isFinal() {
    return isFinal;
  }

  @Override
  public void wantFinal() {
    wantsFinal = true;
  }

  @Override
  public boolean mayExec(String command) {
    if (reading.programs().isEmpty()) {
      skipped.add(command);
    }
    return reading.programs().isPresent();
  }

  @Override
  public boolean exec(String command) throws SshConfigException {
    String keyAlias = values.first("hostkeyalias").orElse(reading.host());
    Tokens tokens =
        Tokens.of(
            reading.account(),
            reading.host(),
            host(),
            user(),
            values.first("port").orElse("22"),
            keyAlias);
    String program = tokens.percent(command, "exec", Tokens.ALL);
    return reading.programs().orElseThrow().succeeds(program);
  }
}
