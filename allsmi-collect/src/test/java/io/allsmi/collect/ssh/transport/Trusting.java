package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.collect.ssh.trust.HostKeyRejectedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Trusts what it is told to and remembers what it was shown. */
final class Trusting implements HostKeyCheck {
  final List<byte[]> shown = new CopyOnWriteArrayList<>();
  private final List<String> known;
  private final String refusal;

  private Trusting(List<String> known, String refusal) {
    this.known = known;
    this.refusal = refusal;
  }

  static Trusting all(String... known) {
    return new Trusting(List.of(known), "");
  }

  static Trusting none(String refusal) {
    return new Trusting(List.of(), refusal);
  }

  @Override
  public List<String> knownAlgorithms() {
    return known;
  }

  @Override
  public void check(byte[] key) throws HostKeyRejectedException {
    shown.add(key.clone());
    if (!refusal.isEmpty()) {
      throw new HostKeyRejectedException(refusal);
    }
  }
}
