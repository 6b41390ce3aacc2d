package io.allsmi.collect;

import io.allsmi.core.internal.Shown;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the text of an {@link HttpTarget}. */
final class TargetSyntax {
  private static final int MAX_SHOWN_CHARS = 80;
  private static final int MAX_HOST_CHARS = 253;
  private static final int MAX_PATH_CHARS = 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9.])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern PATH = Pattern.compile("/([!$&-;=@-Z_a-z~]|%[0-9A-Fa-f]{2})*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final String text;

  TargetSyntax(String text) {
    this.text = text.strip();
  }

  HttpTarget target(int defaultPort) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("host: expected a name or an address, got ''");
    }
    refuse(text.chars().anyMatch(c -> c <= ' ' || c == 0x7f), "no blanks");
    refuse(text.indexOf('?') >= 0, "no query");
    refuse(text.indexOf('#') >= 0, "no fragment");
    int schemeEnd = text.indexOf("://");
    boolean secure = schemeEnd >= 0 && isSecure(text.substring(0, schemeEnd));
    String rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    refuse(authority.indexOf('@') >= 0, "no user name or password");
    int portColon = portColon(authority);
    String host = host(portColon < 0 ? authority : authority.substring(0, portColon));
    int port = portColon < 0 ? defaultPort : port(authority.substring(portColon + 1));
    return new HttpTarget(secure, host, port, path(slash < 0 ? "" : rest.substring(slash)));
  }

  private boolean isSecure(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> false;
      case "https" -> true;
      default -> throw failure("http:// or https://", scheme);
    };
  }

  private int portColon(String authority) {
    if (authority.startsWith("[")) {
      int close = authority.indexOf(']');
      if (close < 0) {
        throw failure("a closing ']'", authority);
      }
      if (close == authority.length() - 1) {
        return -1;
      }
      if (authority.charAt(close + 1) != ':') {
        throw failure("':' and a port after ']'", authority.substring(close + 1));
      }
      return close + 1;
    }
    int colon = authority.indexOf(':');
    if (colon != authority.lastIndexOf(':')) {
      throw failure("an IPv6 address in brackets, such as [fd00::5]:9090", authority);
    }
    return colon;
  }

  private String host(String host) {
    if (host.startsWith("[")) {
      String bare = host.substring(1, host.length() - 1);
      if (!isIpv6(bare)) {
        throw failure("an IPv6 address in brackets", bare);
      }
      return bare.toLowerCase(Locale.ROOT);
    }
    if (!isName(host)) {
      throw failure("a host name or an address", host);
    }
    return host.toLowerCase(Locale.ROOT);
  }

  /** A name, an IPv4 address, or an IPv6 address without brackets. */
  static boolean isHost(String host) {
    return isName(host) || isIpv6(host);
  }

  static boolean isPath(String path) {
    return path.length() <= MAX_PATH_CHARS && PATH.matcher(path).matches();
  }

  private static boolean isName(String host) {
    return host.length() <= MAX_HOST_CHARS && NAME.matcher(host).matches();
  }

  /** The brackets tell the JDK that this is a literal, so nothing is looked up. */
  private static boolean isIpv6(String bare) {
    if (!IPV6.matcher(bare).matches() || bare.indexOf(':') < 0) {
      return false;
    }
    try {
      return InetAddress.getByName("[" + bare + "]").getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private int port(String digits) {
    int port = DIGITS.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65_535) {
      throw failure("a port from 1 to 65535", digits);
    }
    return port;
  }

  private String path(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return HttpTarget.DEFAULT_PATH;
    }
    if (!isPath(path)) {
      throw failure("a path of URL characters", path);
    }
    return path.endsWith("/") ? path + "metrics" : path;
  }

  private void refuse(boolean found, String expected) {
    if (found) {
      throw failure(expected, text);
    }
  }

  private IllegalArgumentException failure(String expected, String got) {
    return new IllegalArgumentException(
        shown(text) + ": expected " + expected + ", got '" + shown(got) + "'");
  }

  private static String shown(String s) {
    return Shown.marked(s, MAX_SHOWN_CHARS);
  }
}
