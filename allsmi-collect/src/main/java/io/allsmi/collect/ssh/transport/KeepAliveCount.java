package io.allsmi.collect.ssh.transport;

/** How many questions to a server, one after another, have no answer. */
final class KeepAliveCount {
  private int unanswered;

  synchronized void asked() {
    unanswered++;
  }

  /** An answer to any of them shows that the server is there. */
  synchronized void answered() {
    unanswered = 0;
  }

  synchronized boolean isAtLeast(int count) {
    return unanswered >= count;
  }
}
