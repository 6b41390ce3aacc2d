package io.allsmi.tui.panel;

import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.tui.draw.Text;

/** How a host over SSH is called: {@code ssh://alice@dgx-01·nvidia-smi}. */
final class SshLabel {
  private static final String PREFIX = "ssh/";
  private static final int SHORTEST = 6;

  private SshLabel() {}

  static boolean isOverSsh(Transport transport) {
    return switch (transport) {
      case SSH, SSH_NATIVE, SSH_NVIDIA_SMI, SSH_ROCM_SMI, SSH_AMD_SMI -> true;
      case LOCAL, HTTP, PROMETHEUS -> false;
    };
  }

  /** How the connection stands. */
  static String word(HostStatus status) {
    if (status.failure().isEmpty()) {
      return status.state() == HostState.PENDING ? "connecting" : "connected";
    }
    return switch (status.failure().get()) {
      case UNAUTHORIZED -> "auth-failed";
      case HOST_KEY_REJECTED -> "host-key-rejected";
      case TIMEOUT -> "timeout";
      case UNSUPPORTED -> "unsupported";
      case MALFORMED_REPLY, TOO_LARGE -> "not understood";
      case REFUSED, UNRESOLVED, UNREACHABLE, HTTP_STATUS, REDIRECTED, TLS -> "disconnected";
    };
  }

  /** What the host is read with; empty as long as that is not known. */
  static String chip(HostStatus status) {
    if (status.failure().filter(FailureKind.UNSUPPORTED::equals).isPresent()) {
      return "unsupported";
    }
    String name = status.transport().wireName();
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
  }

  /** The address and the chip. */
  static String of(HostSnapshot host) {
    String chip = chip(host.status());
    return chip.isEmpty() ? host.address() : host.address() + "·" + chip;
  }

  /**
   * For a tab, in at most so many cells: the address and, while there is an answer, the chip, else
   * how the connection stands. The address is cut first.
   */
  static String tab(HostSnapshot host, int cells) {
    HostStatus status = host.status();
    boolean answers = status.failure().isEmpty() && status.state() == HostState.UP;
    String mark = "·" + (answers ? chip(status) : word(status));
    String suffix = mark.length() == 1 ? "" : mark;
    int room = cells - Text.width(suffix);
    return room >= SHORTEST
        ? Text.cut(host.address(), room) + suffix
        : Text.cut(host.address(), cells);
  }
}
