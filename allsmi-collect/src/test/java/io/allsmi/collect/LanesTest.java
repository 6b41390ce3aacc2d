package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes(8);

  private static HostEntry host(String name, boolean failing) {
    HostReader reader = (Duration connect, Duration deadline) -> new Never();
    HostEntry entry = new HostEntry(HttpTarget.parse(name), reader, Instant.EPOCH);
    if (failing) {
      entry.failed(new HostReadException(FailureKind.REFUSED, "refused"), Instant.EPOCH);
    }
    return entry;
  }

  private static final class Never implements HostReader.Read {
    @Override
    public HostSnapshot run() {
      throw new AssertionError("not read in this test");
    }

    @Override
    public void cut() {
      throw new AssertionError("not cut in this test");
    }
  }

  private List<Attempt> startAll() {
    List<Attempt> started = new ArrayList<>();
    for (Optional<HostEntry> next = lanes.next(); next.isPresent(); next = lanes.next()) {
      HostEntry entry = next.get();
      Attempt attempt = new Attempt(entry, new Never(), entry.isFailing());
      lanes.started(attempt);
      started.add(attempt);
    }
    return started;
  }

  private void add(int healthy, int failing) {
    for (int i = 0; i < failing; i++) {
      lanes.add(host("failing" + i, true));
    }
    for (int i = 0; i < healthy; i++) {
      lanes.add(host("healthy" + i, false));
    }
  }

  private static long failing(List<Attempt> attempts) {
    return attempts.stream().filter(a -> a.recovering).count();
  }

  @Test
  void failingHostsWaitInASmallLaneOfTheirOwn() {
    add(20, 50);
    List<Attempt> started = startAll();
    assertThat(started).hasSize(9);
    assertThat(failing(started)).isEqualTo(1);
    started.forEach(lanes::ended);
    assertThat(failing(startAll())).isEqualTo(1);
    assertThat(lanes.isQuiet()).isFalse();
  }

  @Test
  void slowRequestGivesItsPlaceToTheNextUpToABound() {
    add(100, 100);
    int total = 0;
    for (int i = 0; i < 20; i++) {
      List<Attempt> started = startAll();
      total += started.size();
      started.forEach(lanes::becameSlow);
    }
    assertThat(total).isEqualTo(lanes.bound()).isEqualTo(32);
  }

  @Test
  void quietWhenOnlySlowRequestsAreLeft() {
    add(2, 0);
    assertThat(lanes.isQuiet()).isFalse();
    List<Attempt> started = startAll();
    assertThat(lanes.isQuiet()).isFalse();
    started.forEach(lanes::becameSlow);
    assertThat(lanes.isQuiet()).isTrue();
    started.forEach(lanes::ended);
    assertThat(lanes.isQuiet()).isTrue();
  }

  @Test
  void hostsThatConnectTakeNoPlaceOfThoseThatCanAnswer() {
    for (int i = 0; i < 1000; i++) {
      lanes.add(new HostEntry(HttpTarget.parse("new" + i), new Unconnected(), Instant.EPOCH));
    }
    List<Attempt> connecting = startAll();
    assertThat(connecting).hasSize(1000).allMatch(attempt -> attempt.connecting);
    assertThat(lanes.isQuiet()).isTrue();
    add(20, 0);
    assertThat(startAll()).hasSize(8);
    connecting.forEach(lanes::ended);
    assertThat(startAll()).isEmpty();
  }

  private static final class Unconnected implements HostReader {
    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public Read read(Duration connectTimeout, Duration deadline) {
      return new Never();
    }
  }
}
