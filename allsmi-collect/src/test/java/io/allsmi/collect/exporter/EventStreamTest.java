package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.FakeCluster;
import io.allsmi.collect.web.WebStream;
import io.allsmi.core.exposition.ExporterFacts;
import io.allsmi.core.json.SnapshotSection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final long SECOND = 1_000_000_000L;

  private final Renderings renderings = new Renderings();
  private final Client client = new Client();

  /** Takes bytes when the test says so. */
  private static final class Client implements WebStream {
    final List<String> texts = new ArrayList<>();
    final List<byte[]> written = new ArrayList<>();
    final List<Done> pending = new ArrayList<>();
    boolean aborted;

    @Override
    public void write(byte[] bytes, Done done) {
      written.add(bytes);
      texts.add(new String(bytes, StandardCharsets.UTF_8));
      pending.add(done);
    }

    @Override
    public void abort() {
      aborted = true;
    }

    void take() {
      pending.remove(0).ended(true);
    }

    void takeAll() {
      while (!pending.isEmpty()) {
        take();
      }
    }
  }

  private EventStream stream(Duration throttle, Duration heartbeat) {
    return new EventStream(client, Set.of(SnapshotSection.GPU), throttle, heartbeat);
  }

  private static Frame frame(long number) {
    return new Frame(number, FakeCluster.hosts().get(0), ExporterFacts.NONE, number * SECOND);
  }

  @Test
  void aSlowClientLosesTheOldestAndIsTold() {
    EventStream stream = stream(Duration.ZERO, LONG);
    for (int i = 1; i <= 20; i++) {
      stream.offer(frame(i), renderings);
    }
    assertThat(client.texts).hasSize(1);
    client.takeAll();
    assertThat(client.texts).hasSize(2 + EventStream.QUEUE);
    assertThat(client.texts.get(1)).isEqualTo("event: lag\ndata: {\"dropped\":3}\n\n");
    assertThat(client.texts.get(2)).startsWith("event: snapshot\nid: ").endsWith("}\n\n");
  }

  @Test
  void theBytesOfAFrameAreSharedByAll() {
    Client other = new Client();
    Frame frame = frame(1);
    stream(Duration.ZERO, LONG).offer(frame, renderings);
    new EventStream(other, Set.of(SnapshotSection.GPU), Duration.ZERO, LONG)
        .offer(frame, renderings);
    assertThat(other.written.get(0)).isSameAs(client.written.get(0));
  }

  @Test
  void framesThatComeTooEarlyAreLeftOut() {
    EventStream stream = stream(Duration.ofSeconds(3), LONG);
    for (int i = 1; i <= 7; i++) {
      stream.offer(frame(i), renderings);
      client.takeAll();
    }
    assertThat(client.texts).hasSize(3);
  }

  @Test
  void aSilenceIsBrokenByAHeartbeat() {
    EventStream stream = stream(Duration.ZERO, Duration.ofSeconds(1));
    stream.tick(System.nanoTime(), LONG);
    assertThat(client.texts).isEmpty();
    stream.tick(System.nanoTime() + SECOND, LONG);
    assertThat(client.texts).containsExactly(": keep-alive\n\n");
  }

  @Test
  void aClientThatTakesNothingIsCut() {
    EventStream stream = stream(Duration.ZERO, LONG);
    stream.offer(frame(1), renderings);
    stream.tick(System.nanoTime() + SECOND, Duration.ofSeconds(20));
    assertThat(client.aborted).isFalse();
    stream.tick(System.nanoTime() + 21 * SECOND, Duration.ofSeconds(20));
    assertThat(client.aborted).isTrue();
    assertThat(stream.isEnded()).isTrue();
  }

  @Test
  void aBrokenStreamTakesNoMore() {
    EventStream stream = stream(Duration.ZERO, LONG);
    stream.offer(frame(1), renderings);
    client.pending.remove(0).ended(false);
    stream.offer(frame(2), renderings);
    assertThat(client.texts).hasSize(1);
    assertThat(stream.isEnded()).isTrue();
  }
}
