package io.allsmi.collect.ssh.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code ProxyJump}. */
final class ProxyJumpValue {
  static final String NONE = "none";
  private static final Pattern PORT = Pattern.compile("0{0,9}[1-9][0-9]{0,4}");
  private static final Pattern URI = Pattern.compile("(?i:ssh)://([^/]*)/?");
  private static final Pattern ADDRESS = Pattern.compile(".*:.*|[0-9.]+");

  private ProxyJumpValue() {}

  /** One host on the way. */
  private record Hop(Optional<String> user, String host, Optional<String> port) {
    List<String> destination() {
      String whom = user.map(u -> u + "@").orElse("") + host;
      return port.map(p -> List.of("-p", p, whom)).orElse(List.of(whom));
    }

    @Override
    public String toString() {
      String where = ADDRESS.matcher(host).matches() ? "[" + host + "]" : host;
      return user.map(u -> u + "@").orElse("") + where + port.map(p -> ":" + p).orElse("");
    }
  }

  static boolean isValid(String value) {
    return isNone(value) || hops(value).isPresent();
  }

  static boolean isNone(String value) {
    return cut(value).equalsIgnoreCase(NONE);
  }

  /** As {@code ssh -G} prints it: the last one is taken apart, those before it are left alone. */
  static String printed(String value) {
    String cut = cut(value);
    int comma = cut.lastIndexOf(',');
    return cut.substring(0, comma + 1)
        + hop(cut.substring(comma + 1)).map(Hop::toString).orElse("");
  }

  /** Whether the last one is the host itself, which {@code ssh} refuses. */
  static boolean isLoop(String value, String host, String user, int port) {
    String cut = cut(value);
    Optional<Hop> last = hop(cut.substring(cut.lastIndexOf(',') + 1));
    return last.filter(
            hop ->
                hop.host.equalsIgnoreCase(host)
                    && hop.user.orElse(user).equals(user)
                    && hop.port.map(Integer::parseInt).orElse(22) == port)
        .isPresent();
  }

  /** The hosts one by one; empty where one of them is not one. */
  static Optional<List<String>> hops(String value) {
    List<String> hops = new ArrayList<>();
    for (String one : cut(value).split(",", -1)) {
      if (hop(one).isEmpty()) {
        return Optional.empty();
      }
      hops.add(one);
    }
    return Optional.of(hops);
  }

  /** One of the hosts, in the words of {@code ssh}; as it stands where it is none. */
  static List<String> destination(String value) {
    return hop(value).map(Hop::destination).orElse(List.of(value));
  }

  /** A blank or a comment ends it. */
  private static String cut(String value) {
    int end = 0;
    while (end < value.length() && " \t\r\n#".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return value.substring(0, end);
  }

  private static Optional<Hop> hop(String text) {
    Matcher uri = URI.matcher(text);
    String authority = uri.matches() ? uri.group(1) : text;
    int at = authority.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
    String rest = authority.substring(at + 1);
    int colon = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.indexOf(':');
    boolean hasPort = colon >= 0 && colon < rest.length() && rest.charAt(colon) == ':';
    Optional<String> port =
        Optional.of(hasPort ? rest.substring(colon + 1) : "").filter(p -> !p.isEmpty());
    String host = hasPort ? rest.substring(0, colon) : rest;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    boolean isBad =
        host.isEmpty()
            || host.startsWith("[")
            || host.indexOf('/') >= 0
            || user.filter(String::isEmpty).isPresent()
            || port.filter(p -> !isPort(p)).isPresent();
    return isBad ? Optional.empty() : Optional.of(new Hop(user, host, port));
  }

  private static boolean isPort(String text) {
    return PORT.matcher(text).matches() && Integer.parseInt(text) <= 65_535;
  }
}
