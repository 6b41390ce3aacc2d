package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.terminal.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventQueueTest {
  private final EventQueue events = new EventQueue();

  private List<Event> taken() throws InterruptedException {
    List<Event> all = new ArrayList<>();
    for (Event e = events.poll(0); e != null; e = events.poll(0)) {
      all.add(e);
    }
    return all;
  }

  private static Event.Snapshot snapshot() {
    return new Event.Snapshot(new ClusterView(Optional.empty(), UserAggregator::aggregate));
  }

  private static Event.FromUser key(char key) {
    return new Event.FromUser(new Input.Pressed(KeyPress.of(key)));
  }

  @Test
  void onlyTheNewestSnapshotWaits() throws Exception {
    Event.Snapshot newest = snapshot();
    events.add(snapshot());
    events.add(key('a'));
    events.add(snapshot());
    events.add(newest);
    events.add(new Event.SourceEnded("ended"));
    assertThat(taken()).containsExactly(newest, key('a'), new Event.SourceEnded("ended"));
    events.add(newest);
    assertThat(taken()).containsExactly(newest);
  }

  @Test
  void manySizesAndStopsAreOne() throws Exception {
    for (int i = 0; i < 5; i++) {
      events.resized();
      events.stopRequested();
      events.continued();
    }
    events.stopRequested();
    assertThat(taken())
        .containsExactly(new Event.Resized(), new Event.Continued(), new Event.StopRequested());
  }

  @Test
  void keysBeyondAThousandAreLeftOutButNotTheEndOfTheTerminal() throws Exception {
    for (int i = 0; i < 1_500; i++) {
      events.add(key('a'));
    }
    Event.FromUser ended = new Event.FromUser(new Input.Ended());
    events.add(ended);
    assertThat(taken()).hasSize(1_001).endsWith(ended);
    events.add(key('b'));
    assertThat(taken()).containsExactly(key('b'));
  }

  @Test
  void whoWaitsIsWoken() throws Exception {
    Thread other = new Thread(() -> events.add(key('x')));
    other.start();
    assertThat(events.poll(Long.MAX_VALUE)).isEqualTo(key('x'));
    other.join();
  }
}
