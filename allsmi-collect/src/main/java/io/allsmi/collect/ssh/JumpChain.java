package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The hosts that have to be gone through to reach another one. */
final class JumpChain {
  private static final int MOST = 8;

  private final JumpResolver resolver;
  private final List<SshSettings> hops = new ArrayList<>();
  private final List<String> open = new ArrayList<>();

  private JumpChain(JumpResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The jump hosts of a host, nearest first; the first may have jump hosts of its own, as {@code
   * ssh} has it.
   *
   * @param resolver what {@code ssh_config} says of a jump host
   * @throws HostReadException when there are too many, or when they lead round in a circle
   */
  static List<SshSettings> of(SshSettings host, JumpResolver resolver) throws HostReadException {
    JumpChain chain = new JumpChain(resolver);
    chain.open.add(server(host));
    chain.addAll(host.proxyJump());
    return List.copyOf(chain.hops);
  }

  /**
   * What has to be spared when a host is connected to: the server itself, as it is seen from the
   * last of its jump hosts. Programs that connect may all go to the same one.
   */
  static String spared(List<SshSettings> way, SshSettings host) {
    if (way.isEmpty() && host.proxyCommand().isPresent()) {
      return "ProxyCommand";
    }
    StringBuilder server = new StringBuilder();
    way.forEach(hop -> server.append(server(hop)).append(' '));
    return server.append(server(host)).toString();
  }

  private static String server(SshSettings settings) {
    return settings.hostName().toLowerCase(Locale.ROOT) + ":" + settings.port();
  }

  private void addAll(List<String> specs) throws HostReadException {
    for (int i = 0; i < specs.size(); i++) {
      SshSettings hop = resolved(specs.get(i));
      enter(hop);
      if (i == 0) {
        addAll(hop.proxyJump());
      }
      hops.add(hop);
    }
  }

  private SshSettings resolved(String spec) throws HostReadException {
    try {
      return resolver.resolve(spec);
    } catch (IOException | IllegalArgumentException e) {
      throw new HostReadException(
          FailureKind.UNRESOLVED, "jump host " + spec + ": " + e.getMessage());
    }
  }

  private void enter(SshSettings hop) throws HostReadException {
    String server = server(hop);
    if (open.contains(server)) {
      throw new HostReadException(
          FailureKind.UNREACHABLE,
          "ProxyJump: expected a way without a circle, got "
              + hop.alias()
              + " twice; set 'ProxyJump none' for it");
    }
    if (open.size() > MOST) {
      throw new HostReadException(
          FailureKind.UNREACHABLE, "ProxyJump: expected at most " + MOST + " jump hosts, got more");
    }
    open.add(server);
  }
}
