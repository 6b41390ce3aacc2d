package io.allsmi.core.process;

import java.util.Map;
import java.util.Set;

/** The short options in which some programs take a password. */
final class PasswordOptions {
  /** Where an option of a program has its secret. */
  enum Place {
    /** It has none. */
    NONE,
    /** In the same argument: {@code -pX}. */
    ATTACHED,
    /** In the next argument: {@code -p X}. */
    NEXT,
    /** In the next argument, after a colon: {@code -u user:X}. */
    NEXT_PAIR
  }

  private record Rule(Set<String> attached, Set<String> next, Set<String> nextPair) {
    static Rule of(Set<String> attached, Set<String> next) {
      return new Rule(attached, next, Set.of());
    }
  }

  private static final Rule MYSQL = Rule.of(Set.of("-p"), Set.of());
  private static final Rule BOTH_P = Rule.of(Set.of("-p"), Set.of("-p"));
  private static final Rule NEXT_P = Rule.of(Set.of(), Set.of("-p"));
  private static final Rule LDAP = Rule.of(Set.of("-w"), Set.of("-w"));
  private static final Rule ZIP = Rule.of(Set.of("-P"), Set.of("-P"));
  private static final Rule HTTPIE = new Rule(Set.of(), Set.of(), Set.of("-a", "--auth"));

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("mysql", MYSQL),
          Map.entry("mysqldump", MYSQL),
          Map.entry("mysqladmin", MYSQL),
          Map.entry("mariadb", MYSQL),
          Map.entry("mariadb-dump", MYSQL),
          Map.entry("7z", MYSQL),
          Map.entry("sshpass", BOTH_P),
          Map.entry("docker login", BOTH_P),
          Map.entry("podman login", BOTH_P),
          Map.entry("mongo", NEXT_P),
          Map.entry("mongosh", NEXT_P),
          Map.entry("mongodump", NEXT_P),
          Map.entry("redis-cli", Rule.of(Set.of(), Set.of("-a"))),
          Map.entry("ldapsearch", LDAP),
          Map.entry("ldapadd", LDAP),
          Map.entry("ldapmodify", LDAP),
          Map.entry("sqlcmd", ZIP),
          Map.entry("zip", ZIP),
          Map.entry("unzip", ZIP),
          Map.entry("http", HTTPIE),
          Map.entry("https", HTTPIE),
          Map.entry(
              "curl", new Rule(Set.of(), Set.of(), Set.of("-u", "--user", "-U", "--proxy-user"))));

  private PasswordOptions() {}

  /** The program that a word of a command line names, else the one that was named before. */
  static String program(String word, String before) {
    if (word.equals("login") && (before.equals("docker") || before.equals("podman"))) {
      return before + " login";
    }
    String name = word.substring(word.lastIndexOf('/') + 1);
    boolean isKnown = RULES.containsKey(name) || name.equals("docker") || name.equals("podman");
    return isKnown ? name : before;
  }

  /** Where an option of a program has its secret. */
  static Place place(String program, String option) {
    Rule rule = RULES.get(program);
    if (rule == null) {
      return Place.NONE;
    }
    if (rule.next.contains(option)) {
      return Place.NEXT;
    }
    if (rule.nextPair.contains(option)) {
      return Place.NEXT_PAIR;
    }
    return option.length() > 2 && rule.attached.contains(option.substring(0, 2))
        ? Place.ATTACHED
        : Place.NONE;
  }
}
