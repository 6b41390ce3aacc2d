package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.tui.draw.Text;

/** The name of a host, with its address where another host has the same name. */
final class HostName {
  private static final int SHORTEST = 3;

  private HostName() {}

  static String of(Scene scene, HostSnapshot host) {
    return host.hostname() + suffix(scene, host);
  }

  /** In at most so many cells: the name is cut before the address, which tells hosts apart. */
  static String within(Scene scene, HostSnapshot host, int cells) {
    String suffix = suffix(scene, host);
    int room = cells - Text.width(suffix);
    if (suffix.isEmpty() || room >= SHORTEST) {
      return Text.cut(host.hostname(), room) + suffix;
    }
    return Text.cutStart(where(host), cells);
  }

  /** A host that may have left since. */
  static String within(Scene scene, String hostId, String hostname, int cells) {
    return scene
        .view()
        .host(hostId)
        .map(h -> within(scene, h, cells))
        .orElse(Text.cut(hostname, cells));
  }

  private static String suffix(Scene scene, HostSnapshot host) {
    return scene.view().isShared(host.hostname()) ? " (" + where(host) + ")" : "";
  }

  private static String where(HostSnapshot host) {
    return host.address().isEmpty() ? host.hostId() : host.address();
  }
}
