package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscribersTest {
  private final Subscribers subscribers = new Subscribers(Runnable::run);

  private static ClusterSnapshot snapshot(int second) {
    return new ClusterSnapshot(
        Instant.ofEpochSecond(second), ClusterSnapshot.Source.REMOTE, Duration.ZERO, List.of());
  }

  private static class Recording implements Flow.Subscriber<ClusterSnapshot> {
    final List<String> signals = new ArrayList<>();
    final long atFirst;
    Flow.Subscription subscription;

    Recording(long atFirst) {
      this.atFirst = atFirst;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
      subscription = s;
      signals.add("subscribed");
      if (atFirst != 0) {
        s.request(atFirst);
      }
    }

    @Override
    public void onNext(ClusterSnapshot item) {
      signals.add("next " + item.takenAt().getEpochSecond());
    }

    @Override
    public void onError(Throwable e) {
      signals.add("error " + e.getMessage());
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }

  @Test
  void slowSubscriberGetsTheNewestWhenItAsks() {
    Recording subscriber = new Recording(1);
    subscribers.add(subscriber, Optional.empty());
    for (int i = 1; i <= 5; i++) {
      subscribers.offer(snapshot(i));
    }
    assertThat(subscriber.signals).containsExactly("subscribed", "next 1");
    subscriber.subscription.request(2);
    assertThat(subscriber.signals).containsExactly("subscribed", "next 1", "next 5");
    subscribers.offer(snapshot(6));
    subscribers.offer(snapshot(7));
    assertThat(subscriber.signals).endsWith("next 5", "next 6");
  }

  @Test
  void lateSubscriberBeginsWithTheNewest() {
    Recording subscriber = new Recording(Long.MAX_VALUE);
    subscribers.add(subscriber, Optional.of(snapshot(9)));
    subscribers.offer(snapshot(10));
    assertThat(subscriber.signals).containsExactly("subscribed", "next 9", "next 10");
  }

  @Test
  void closeCompletesOnceEvenWithoutDemand() {
    Recording subscriber = new Recording(0);
    subscribers.add(subscriber, Optional.empty());
    subscribers.offer(snapshot(1));
    subscribers.close();
    subscribers.close();
    subscribers.offer(snapshot(2));
    assertThat(subscriber.signals).containsExactly("subscribed", "complete");
  }

  @Test
  void subscriberAfterTheCloseIsCompleted() {
    subscribers.close();
    Recording subscriber = new Recording(1);
    subscribers.add(subscriber, Optional.of(snapshot(1)));
    assertThat(subscriber.signals).containsExactly("subscribed", "complete");
  }

  @Test
  void wrongDemandIsAnError() {
    Recording subscriber = new Recording(-1);
    subscribers.add(subscriber, Optional.empty());
    subscribers.offer(snapshot(1));
    assertThat(subscriber.signals)
        .containsExactly("subscribed", "error request: expected at least 1, got -1");
  }

  @Test
  void cancelledSubscriberHearsNothingMore() {
    Recording subscriber = new Recording(5);
    subscribers.add(subscriber, Optional.empty());
    subscriber.subscription.cancel();
    subscribers.offer(snapshot(1));
    subscribers.close();
    assertThat(subscriber.signals).containsExactly("subscribed");
  }

  @Test
  void subscriberThatThrowsIsDroppedAndTheOthersStay() {
    Recording throwing =
        new Recording(9) {
          @Override
          public void onNext(ClusterSnapshot item) {
            super.onNext(item);
            throw new IllegalStateException("its own fault");
          }
        };
    Recording good = new Recording(9);
    subscribers.add(throwing, Optional.empty());
    subscribers.add(good, Optional.empty());
    subscribers.offer(snapshot(1));
    subscribers.offer(snapshot(2));
    subscribers.close();
    assertThat(throwing.signals).containsExactly("subscribed", "next 1");
    assertThat(good.signals).containsExactly("subscribed", "next 1", "next 2", "complete");
  }

  @Test
  void signalsAreNeverMadeTwoAtATime() throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    Subscribers threaded = new Subscribers(executor);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch completed = new CountDownLatch(1);
    Recording subscriber =
        new Recording(Long.MAX_VALUE) {
          @Override
          public void onNext(ClusterSnapshot item) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            super.onNext(item);
            inside.decrementAndGet();
          }

          @Override
          public void onComplete() {
            completed.countDown();
          }
        };
    threaded.add(subscriber, Optional.empty());
    for (int i = 0; i < 20_000; i++) {
      threaded.offer(snapshot(i));
    }
    threaded.close();
    completed.await();
    executor.shutdown();
    assertThat(most).hasValue(1);
    assertThat(subscriber.signals).hasSizeBetween(2, 20_001).doesNotHaveDuplicates();
  }
}
