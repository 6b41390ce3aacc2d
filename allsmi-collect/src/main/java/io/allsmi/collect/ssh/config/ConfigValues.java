package io.allsmi.collect.ssh.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has been said of a host so far, as {@code ssh -G} would print it: the first value wins. */
final class ConfigValues {
  private static final int MOST_EACH = 100;
  private static final int MOST_WORDS = 10_000;
  private static final int MOST_FILES = 32;
  private static final String NONE = "none";
  private static final Pattern TIME_PART = Pattern.compile("\\+?([0-9]{1,10})([smhdwSMHDW]?)");
  private static final Map<String, Integer> UNITS =
      Map.of("", 1, "s", 1, "m", 60, "h", 3600, "d", 86_400, "w", 604_800);

  private final Map<String, List<String>> values = new HashMap<>();
  private final Map<String, String> environment;

  ConfigValues(Map<String, String> environment) {
    this.environment = environment;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Says something that nothing else has said yet. */
  void set(String name, List<String> value) {
    values.putIfAbsent(name, List.copyOf(value));
  }

  void replace(String name, String value) {
    values.put(name, List.of(value));
  }

  /** Takes what a line says; where it does not concern the host, it is only checked. */
  void take(Keyword keyword, Place place, boolean isActive) throws SshConfigException {
    ConfigLine line = place.line();
    switch (keyword.shape()) {
      case COMMAND -> keep(isActive, keyword.name(), List.of(command(line)));
      case JUMPS -> jumps(place, isActive);
      case FILES -> keep(isActive, keyword.name(), files(keyword, place));
      case EACH -> {
        String file = one(place);
        add(isActive, keyword, List.of(file), place);
      }
      case WORDS -> add(isActive, keyword, printedWords(keyword, line), place);
      case LOOSE -> keep(isActive, keyword.name(), List.of(loose(keyword, place)));
      case IGNORED, BLOCK -> {}
      default -> keep(isActive, keyword.name(), List.of(single(keyword, place)));
    }
  }

  private void keep(boolean isActive, String name, List<String> value) {
    // A jump that was said before makes a command of no effect; "none" makes room for one.
    boolean isTooLate = name.equals("proxycommand") && isJumping();
    if (isActive && !isTooLate) {
      set(name, value);
    }
  }

  private boolean isJumping() {
    return first("proxyjump").filter(jump -> !jump.equals(NONE)).isPresent();
  }

  private void add(boolean isActive, Keyword keyword, List<String> more, Place place)
      throws SshConfigException {
    if (!isActive) {
      return;
    }
    boolean isEach = keyword.shape() == Keyword.Shape.EACH;
    Collection<String> all = isEach ? new LinkedHashSet<>() : new ArrayList<>();
    all.addAll(all(keyword.name()));
    all.addAll(more);
    if (all.size() > (isEach ? MOST_EACH : MOST_WORDS)) {
      throw place.failure("fewer of '" + keyword.name() + "'", String.join(" ", more));
    }
    values.put(keyword.name(), List.copyOf(all));
  }

  /** Each word of variables counts on its own, and the two of a forwarding together. */
  private static List<String> printedWords(Keyword keyword, ConfigLine line) {
    boolean isForwarding = keyword.name().endsWith("forward");
    return isForwarding ? List.of(String.join(" ", line.words())) : line.words();
  }

  private static String command(ConfigLine line) {
    int start = 0;
    while (start < line.rest().length() && " \t\r\n=".indexOf(line.rest().charAt(start)) >= 0) {
      start++;
    }
    return line.rest().substring(start);
  }

  private void jumps(Place place, boolean isActive) throws SshConfigException {
    String value = command(place.line());
    if (!ProxyJumpValue.isValid(value)) {
      throw place.failure("hosts such as ann@gate:22 after 'proxyjump'", value);
    }
    if (isActive && !has("proxycommand")) {
      set(
          "proxyjump",
          List.of(ProxyJumpValue.isNone(value) ? NONE : ProxyJumpValue.printed(value)));
    }
  }

  private static List<String> files(Keyword keyword, Place place) throws SshConfigException {
    List<String> words = place.line().words();
    boolean hasNone = words.stream().anyMatch(NONE::equalsIgnoreCase);
    if (words.contains("") || (hasNone && words.size() > 1) || words.size() > MOST_FILES) {
      throw place.failure(
          "files, or 'none' alone, after '" + keyword.name() + "'", String.join(" ", words));
    }
    return words;
  }

  private static String loose(Keyword keyword, Place place) throws SshConfigException {
    List<String> words = place.line().words();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw place.failure("a value after '" + keyword.name() + "'", "");
    }
    String joined = String.join(" ", words);
    return keyword.choices().getOrDefault(joined.toLowerCase(Locale.ROOT), joined);
  }

  private String single(Keyword keyword, Place place) throws SshConfigException {
    String word = one(place);
    Optional<String> value =
        switch (keyword.shape()) {
          case CHOICE -> Optional.ofNullable(keyword.choices().get(word.toLowerCase(Locale.ROOT)));
          case PORT -> port(word);
          case COUNT -> count(word);
          case TIME -> word.equals(NONE) ? Optional.of(word) : seconds(word);
          case AGENT -> Tokens.isVariableOrText(word, environment);
          default -> Optional.of(word);
        };
    if (value.isEmpty()) {
      throw place.failure(expected(keyword) + " after '" + keyword.name() + "'", word);
    }
    return value.get();
  }

  private static String expected(Keyword keyword) {
    return switch (keyword.shape()) {
      case PORT -> "a port from 1 to 65535";
      case COUNT -> "a number";
      case TIME -> "a time such as 30 or 5m";
      case AGENT -> "a path, or a variable that is set,";
      default -> "one of " + String.join(", ", keyword.choices().keySet());
    };
  }

  private static String one(Place place) throws SshConfigException {
    List<String> words = place.line().words();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw place.failure("a value after '" + place.line().keyword() + "'", "");
    }
    if (words.size() > 1) {
      throw place.failure(
          "one value after '" + place.line().keyword() + "'", String.join(" ", words));
    }
    return words.get(0);
  }

  private static Optional<String> port(String word) {
    return word.equals("ssh")
        ? Optional.of("22")
        : count(word).filter(n -> !n.equals("0") && Integer.parseInt(n) <= 65_535);
  }

  private static Optional<String> count(String word) {
    return word.matches("\\+?[0-9]{1,18}") && Long.parseLong(word) <= Integer.MAX_VALUE
        ? Optional.of(Long.toString(Long.parseLong(word)))
        : Optional.empty();
  }

  private static Optional<String> seconds(String word) {
    Matcher part = TIME_PART.matcher(word);
    long sum = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      String unit = part.group(2).toLowerCase(Locale.ROOT);
      sum += Long.parseLong(part.group(1)) * UNITS.getOrDefault(unit, 1);
      end = part.end();
      if (sum > Integer.MAX_VALUE) {
        return Optional.empty();
      }
    }
    return end == word.length() ? Optional.of(Long.toString(sum)) : Optional.empty();
  }

  /** Everything said, with the defaults of what was not. */
  Map<String, List<String>> withDefaults() {
    Map<String, List<String>> all = new HashMap<>();
    for (Keyword keyword : Keyword.all()) {
      List<String> value = values.getOrDefault(keyword.name(), keyword.defaults());
      if (!value.isEmpty()) {
        all.put(keyword.name(), new ArrayList<>(value));
      }
    }
    if (has("userknownhostsfile") && !has("updatehostkeys")) {
      all.put("updatehostkeys", List.of("false"));
    }
    return all;
  }
}
