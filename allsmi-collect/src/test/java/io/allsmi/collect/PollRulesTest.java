package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small decisions of the poller. */
class PollRulesTest {
  private static final long MILLI = 1_000_000;
  private static final Duration THREE_SECONDS = Duration.ofSeconds(3);

  @ParameterizedTest
  @CsvSource({"1,3", "2,6", "3,12", "4,24", "5,30", "1000000,30"})
  void pausesDoubleUpToThirtySeconds(int failedAttempts, long seconds) {
    assertThat(Backoff.base(failedAttempts, THREE_SECONDS)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(Backoff.after(failedAttempts, THREE_SECONDS))
        .isBetween(Duration.ofMillis(900 * seconds), Duration.ofMillis(1100 * seconds));
  }

  @Test
  void pauseIsNeverShorterThanTheInterval() {
    assertThat(Backoff.base(7, Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({"1,3,3", "10,3,3", "11,4,4", "50,4,4", "51,5,5", "100,5,5", "101,6,5", "9999,6,5"})
  void intervalAndDeadlineFollowTheNumberOfHosts(int hosts, long interval, long deadline) {
    PollOptions options = PollOptions.defaults();
    assertThat(options.intervalFor(hosts)).isEqualTo(Duration.ofSeconds(interval));
    assertThat(options.deadlineFor(hosts)).isEqualTo(Duration.ofSeconds(deadline));
    assertThat(options.withInterval(Duration.ofSeconds(2)).deadlineFor(hosts)).hasSeconds(2);
  }

  @Test
  void optionsAreCheckedAndKeepTheirSecret() {
    PollOptions options = PollOptions.defaults();
    assertThatThrownBy(() -> options.withInterval(Duration.ZERO))
        .hasMessage("interval: expected 10 ms to one day, got PT0S");
    assertThatThrownBy(() -> options.withConcurrency(0))
        .hasMessage("concurrency: expected 1 to 1024, got 0");
    assertThat(options.withToken("s3cret").toString()).doesNotContain("s3cret");
  }

  @Test
  void firstChangeIsPublishedAtOnceWhenAllIsQuiet() {
    PublishPace pace = new PublishPace();
    assertThat(pace.isPending()).isFalse();
    pace.changed(100 * MILLI);
    assertThat(pace.isPending()).isTrue();
    assertThat(pace.waitNanos(100 * MILLI, true, THREE_SECONDS)).isZero();
  }

  @Test
  void changeWaitsForOthersAtMostASecond() {
    PublishPace pace = new PublishPace();
    pace.changed(0);
    pace.changed(700 * MILLI);
    assertThat(pace.waitNanos(700 * MILLI, false, THREE_SECONDS)).isEqualTo(300 * MILLI);
    assertThat(pace.waitNanos(1000 * MILLI, false, THREE_SECONDS)).isNotPositive();
  }

  @Test
  void changesInQuickSuccessionAreGathered() {
    PublishPace pace = new PublishPace();
    pace.changed(0);
    pace.published(0);
    assertThat(pace.isPending()).isFalse();
    pace.changed(10 * MILLI);
    assertThat(pace.waitNanos(10 * MILLI, true, THREE_SECONDS)).isEqualTo(240 * MILLI);
    assertThat(pace.waitNanos(10 * MILLI, true, Duration.ofMillis(100))).isEqualTo(15 * MILLI);
  }

  @Test
  void oneTimerIsEnough() {
    PublishPace pace = new PublishPace();
    assertThat(pace.wakeAt(50)).isTrue();
    assertThat(pace.wakeAt(60)).isFalse();
    assertThat(pace.wakeAt(40)).isTrue();
    pace.woke();
    assertThat(pace.wakeAt(70)).isTrue();
  }
}
