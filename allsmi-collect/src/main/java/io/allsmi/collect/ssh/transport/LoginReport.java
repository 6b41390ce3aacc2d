package io.allsmi.collect.ssh.transport;

import io.allsmi.core.internal.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a login has tried, for a message that helps. */
final class LoginReport {
  private static final int MAX_NAMED = 8;
  private static final int MAX_TEXT_CHARS = 300;

  private final List<String> offered = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  void offered(LoginKey key) {
    offered.add(shown(key.toString()));
  }

  void leftOut(String line) {
    leftOut.add(shown(line));
  }

  void leftOut(String what, String why) {
    leftOut.add(shown(why.startsWith(what) ? why : what + ": " + why));
  }

  int count() {
    return offered.size();
  }

  /** No key was accepted. */
  String refused(String user, Collection<String> methods) {
    StringBuilder text =
        new StringBuilder("login as '" + shown(user) + "': expected the server to accept a key");
    text.append(offered.isEmpty() ? ", got no key to offer" : ", got none accepted of ");
    text.append(listed(offered));
    if (!leftOut.isEmpty()) {
      text.append("; left out ").append(listed(leftOut));
    }
    if (!methods.isEmpty()) {
      text.append("; it takes ").append(shown(String.join(", ", methods)));
    }
    return text.append(
            "; add a key to the account's authorized_keys, or name another with --ssh-key")
        .toString();
  }

  /** The server has ended the login. */
  String ended(String user, String words) {
    return "login as '"
        + shown(user)
        + "': the server ended it after "
        + offered.size()
        + " of the keys ("
        + shown(words)
        + "): offered "
        + listed(offered)
        + "; name the right key with --ssh-key or IdentityFile, and set IdentitiesOnly yes";
  }

  /** No key may be offered. */
  static String unasked(String user) {
    return "login as '"
        + shown(user)
        + "': expected a key to offer, got PubkeyAuthentication no in ssh_config;"
        + " set it to yes for this host";
  }

  /** A key was accepted and is not enough. */
  static String partial(String user, Collection<String> methods) {
    return "login as '"
        + shown(user)
        + "': expected a key to be enough, got a server that also wants "
        + shown(String.join(", ", methods))
        + "; use an account that logs in with a key alone";
  }

  private static String listed(List<String> items) {
    String text = String.join(", ", items.subList(0, Math.min(items.size(), MAX_NAMED)));
    int more = items.size() - MAX_NAMED;
    return more > 0 ? text + " and " + more + " more" : text;
  }

  /** Text from outside on one bounded line without control characters. */
  static String shown(String text) {
    return Shown.line(text, MAX_TEXT_CHARS);
  }
}
