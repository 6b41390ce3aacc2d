package io.allsmi.collect;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Transport;
import java.net.URI;
import java.util.Locale;

/**
 * Where one host's page is read.
 *
 * <pre>{@code
 * HttpTarget.parse("node1");                       // http://node1:9090/metrics
 * HttpTarget.parse("https://node1:8443/gpu/");     // https://node1:8443/gpu/metrics
 * HttpTarget.parse("[fd00::5]:9100");              // http://[fd00::5]:9100/metrics
 * }</pre>
 *
 * @param secure whether it is read over https; it is never read over http then
 * @param host name, IPv4 or IPv6 address in lower case; an IPv6 address stands without brackets
 * @param port 1–65535
 * @param path begins with a slash
 * @since 0.30
 */
public record HttpTarget(boolean secure, String host, int port, String path) implements HostTarget {
  /** The port of a target that names none: 9090, also over https. */
  public static final int DEFAULT_PORT = 9090;

  /** The path of a target that names none. */
  public static final String DEFAULT_PATH = "/metrics";

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when the host, the port or the path is not one
   */
  public HttpTarget {
    host = host.toLowerCase(Locale.ROOT);
    if (!TargetSyntax.isHost(host)) {
      throw new IllegalArgumentException("host: expected a name or an address, got '" + host + "'");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
    }
    if (!TargetSyntax.isPath(path)) {
      throw new IllegalArgumentException(
          "path: expected a slash and URL characters, got '" + path + "'");
    }
  }

  /**
   * Reads {@code [http://|https://]host[:port][/path]}. Without a port it is 9090. No path or
   * {@code /} is {@code /metrics}; a path that ends in {@code /} gets {@code metrics} appended; any
   * other path is the page itself.
   *
   * @throws IllegalArgumentException when the text is anything else, such as one with a user, a
   *     query or a fragment; the message names the text, what was expected and what was found
   */
  public static HttpTarget parse(String text) {
    return parse(text, DEFAULT_PORT);
  }

  /** Like {@link #parse(String)} with another port for a text that names none. */
  static HttpTarget parse(String text, int defaultPort) {
    return new TargetSyntax(text).target(defaultPort);
  }

  /** A host and a port read over http at {@link #DEFAULT_PATH}. */
  public static HttpTarget of(String host, int port) {
    return new HttpTarget(false, host, port, DEFAULT_PATH);
  }

  /**
   * The host's key in a cluster: {@code host:port}, with {@code https://} before it where it is
   * asked so, and the path where it is not {@code /metrics}. Same-named hosts on different ports or
   * paths have different ones.
   */
  @Override
  public String hostId() {
    String where = secure ? "https://" + authority() : authority();
    return path.equals(DEFAULT_PATH) ? where : where + path;
  }

  /** Where the host is read, for people: the same as {@link #hostId()}. */
  @Override
  public String address() {
    return hostId();
  }

  @Override
  public Transport transport() {
    return Transport.HTTP;
  }

  /** The whole address. */
  public URI uri() {
    return URI.create(toString());
  }

  /** The whole address as text, such as {@code http://node1:9090/metrics}. */
  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority() + path;
  }

  private String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
