package io.allsmi.collect.ssh;

import io.allsmi.core.hostlist.HostNames;
import io.allsmi.core.internal.Shown;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one target or of a list of hosts that share a user and a port.
 *
 * @param text as it was written
 * @param user before the last @
 * @param hosts without brackets of an address, but with those of a list
 * @param isAddress whether it is an IPv6 address and no list
 * @param port after the hosts
 */
record TargetText(
    String text, Optional<String> user, String hosts, boolean isAddress, OptionalInt port) {
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_SHOWN = 80;
  private static final String SCHEME = "ssh://";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  /** What a shell would take for something else, and what is none of a name. */
  private static final Pattern BAD_HOST =
      Pattern.compile(
          "-.*|.*[\\s\\p{Cntrl}\\x{80}-\\x{9f}\\x{fffd}'\"`$\\\\;&<>|(){}@#,/\\[\\]].*",
          Pattern.DOTALL);

  private static final Pattern BAD_USER =
      Pattern.compile(
          "-.*|.*[\\s\\p{Cntrl}\\x{80}-\\x{9f}\\x{fffd}'\"`;&<>|(){}:#,/\\[\\]].*|.*\\\\",
          Pattern.DOTALL);

  /** An address in brackets, with a port or without. */
  private static final Pattern BRACKETED =
      Pattern.compile("\\[([^\\[\\]]*:[^\\[\\]]*)\\](?::(.*))?");

  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,16})?");

  static boolean isHost(String host) {
    boolean isName = !host.isEmpty() && host.length() <= LONGEST_HOST;
    return isName && !BAD_HOST.matcher(host).matches() && (host.indexOf(':') < 0 || isIpv6(host));
  }

  /** The brackets tell the JDK that this is a literal, so nothing is looked up. */
  private static boolean isIpv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return false;
    }
    int scope = text.indexOf('%');
    try {
      String bare = scope < 0 ? text : text.substring(0, scope);
      return InetAddress.getByName("[" + bare + "]").getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static boolean isUser(String user) {
    return !user.isEmpty() && user.length() <= LONGEST_HOST && !BAD_USER.matcher(user).matches();
  }

  static String shown(String text) {
    return Shown.marked(text, LONGEST_SHOWN);
  }

  /** Takes a text apart. */
  static TargetText of(String raw) {
    String text = raw.strip();
    boolean isUrl = text.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    String rest = isUrl ? text.substring(SCHEME.length()) : text;
    if (isUrl && rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    if (rest.contains("://")) {
      throw failure(text, "ssh:// or no scheme", text);
    }
    int at = rest.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(rest.substring(0, at));
    if (user.filter(name -> !isUser(name)).isPresent()) {
      throw failure(text, "an account name before '@', without a password", user.get());
    }
    String where = rest.substring(at + 1);
    Matcher bracketed = BRACKETED.matcher(where);
    if (bracketed.matches()) {
      return new TargetText(
          text,
          user,
          bracketed.group(1),
          true,
          port(text, Optional.ofNullable(bracketed.group(2))));
    }
    int colon = where.indexOf(':', where.lastIndexOf(']') + 1);
    boolean isBare = colon >= 0 && colon != where.lastIndexOf(':');
    if (colon < 0 || isBare) {
      return new TargetText(text, user, where, isBare, OptionalInt.empty());
    }
    Optional<String> port = Optional.of(where.substring(colon + 1));
    return new TargetText(text, user, where.substring(0, colon), false, port(text, port));
  }

  private static OptionalInt port(String text, Optional<String> digits) {
    if (digits.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean isNumber = DIGITS.matcher(digits.get()).matches();
    int port = isNumber ? Integer.parseInt(digits.get()) : 0;
    if (port < 1 || port > 65_535) {
      throw failure(text, "a port from 1 to 65535", digits.get());
    }
    return OptionalInt.of(port);
  }

  SshTarget one() {
    return target(hosts);
  }

  /** All hosts of the list, at most so many. */
  List<SshTarget> all(int most) {
    if (isAddress) {
      return List.of(one());
    }
    List<SshTarget> targets = new ArrayList<>();
    List<String> names = HostNames.expand(hosts, most);
    if (names.isEmpty()) {
      throw failure(text, "a host", text);
    }
    names.forEach(name -> targets.add(target(name)));
    return targets;
  }

  private SshTarget target(String host) {
    if (!isHost(host) || (isAddress && !isIpv6(host))) {
      throw failure(text, "a host name or an address", host);
    }
    return new SshTarget(user, host, port);
  }

  private static IllegalArgumentException failure(String text, String expected, String got) {
    return new IllegalArgumentException(
        shown(text) + ": expected " + expected + ", got '" + shown(got) + "'");
  }
}
