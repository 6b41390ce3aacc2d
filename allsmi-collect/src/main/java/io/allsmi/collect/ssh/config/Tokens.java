package io.allsmi.collect.ssh.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Replaces tokens such as {@code %h}, variables such as {@code ${HOME}}, and {@code ~}. */
final class Tokens {
  /** Where most of them may stand: in paths. */
  static final String ALL = "CLdhiklnpru";

  /** In a command that makes a connection, and in hosts on the way. */
  static final String CONNECTION = "hknpr";

  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z0-9_]+");
  private static final int LONGEST = 64 << 10;

  private final SshAccount account;
  private final Map<Character, String> tokens;

  private Tokens(SshAccount account, Map<Character, String> tokens) {
    this.account = account;
    this.tokens = tokens;
  }

  /** Those of a host as far as it is known. */
  static Tokens of(
      SshAccount account,
      String alias,
      String hostName,
      String user,
      String port,
      String keyAlias) {
    String local = account.localHostName();
    return new Tokens(
        account,
        Map.ofEntries(
            Map.entry('C', hash(local + hostName + port + user)),
            Map.entry('L', account.shortLocalName()),
            Map.entry('d', account.home().toString()),
            Map.entry('h', hostName),
            Map.entry('i', account.uid().isPresent() ? "" + account.uid().getAsInt() : ""),
            Map.entry('k', keyAlias),
            Map.entry('l', local),
            Map.entry('n', alias),
            Map.entry('p', port),
            Map.entry('r', user),
            Map.entry('u', account.userName())));
  }

  /** The name or address of a host whose alias is given; {@code %h} alone is known there. */
  static String hostName(String value, String alias) throws SshConfigException {
    return percent(value, "hostname", "h", Map.of('h', alias));
  }

  private static String hash(String text) {
    try {
      // SHA-1 is what %C is, and nothing is protected by it.
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1: expected in every Java, got none", e);
    }
  }

  /** A path: {@code ~}, tokens and variables. */
  String path(String value, String keyword) throws SshConfigException {
    return dollar(percent(home(value, keyword), keyword, ALL), keyword);
  }

  /** Tokens alone. */
  String percent(String value, String keyword, String allowed) throws SshConfigException {
    return percent(value, keyword, allowed, tokens);
  }

  private static String percent(
      String value, String keyword, String allowed, Map<Character, String> tokens)
      throws SshConfigException {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int sign = value.indexOf('%'); sign >= 0; sign = value.indexOf('%', at)) {
      char token = sign + 1 < value.length() ? value.charAt(sign + 1) : 0;
      if (token != '%' && allowed.indexOf(token) < 0) {
        String known = "%%, %" + String.join(", %", allowed.split(""));
        throw failure(keyword, "tokens of " + known, value);
      }
      out.append(value, at, sign).append(token == '%' ? "%" : tokens.getOrDefault(token, ""));
      if (out.length() > LONGEST) {
        throw failure(keyword, "at most 64 KiB", value);
      }
      at = sign + 2;
    }
    return out.append(value.substring(at)).toString();
  }

  private String dollar(String value, String keyword) throws SshConfigException {
    return dollar(value, account.environment())
        .orElseThrow(() -> failure(keyword, "variables that are set", value));
  }

  /** With {@code ${NAME}} replaced; empty where a variable is not set or a bracket not closed. */
  private static Optional<String> dollar(String value, Map<String, String> environment) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = value.indexOf("${"); open >= 0; open = value.indexOf("${", at)) {
      int close = value.indexOf('}', open);
      String found = close < 0 ? null : environment.get(value.substring(open + 2, close));
      if (found == null || out.length() > LONGEST) {
        return Optional.empty();
      }
      out.append(value, at, open).append(found);
      at = close + 1;
    }
    return Optional.of(out.append(value.substring(at)).toString());
  }

  /** A value of {@code IdentityAgent} that can be followed, as it is; empty where it cannot. */
  static Optional<String> isVariableOrText(String value, Map<String, String> environment) {
    boolean isVariable = value.startsWith("$") && !value.startsWith("${");
    boolean isGood =
        isVariable
            ? VARIABLE_NAME.matcher(value.substring(1)).matches()
            : dollar(value, environment).isPresent();
    return isGood ? Optional.of(value) : Optional.empty();
  }

  private String home(String value, String keyword) throws SshConfigException {
    if (!value.startsWith("~")) {
      return value;
    }
    int slash = value.indexOf('/');
    String name = value.substring(1, slash < 0 ? value.length() : slash);
    if (!name.isEmpty() && !name.equals(account.userName())) {
      throw failure(keyword, "a path below ~/ or /", value);
    }
    return account.home() + (slash < 0 ? "" : value.substring(slash));
  }

  private static SshConfigException failure(String keyword, String expected, String got) {
    return new SshConfigException(
        keyword + ": expected " + expected + ", got '" + SshConfigException.shown(got) + "'");
  }
}
