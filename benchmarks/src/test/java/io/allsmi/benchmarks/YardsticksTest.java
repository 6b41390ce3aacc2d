package io.allsmi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.benchmarks.Page.Layout;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ExpositionParser;
import io.allsmi.core.exposition.Sample;
import io.allsmi.core.exposition.ScrapeReader;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregator;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A yardstick that does other work than we do measures nothing. */
class YardsticksTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void pageHasTheSizeThatTheRecordedFiguresWereTakenAt() {
    HostModel host = new HostModel(1, 8, 50);
    assertThat(Page.samples(host)).isEqualTo(404);
    assertThat(Page.of(host, Layout.CONFORMANT).length).isBetween(90_000, 97_000);
    assertThat(Page.of(host, Layout.INTERLEAVED).length).isBetween(130_000, 145_000);
  }

  @Test
  void bothLayoutsSayTheSame() {
    HostModel host = new HostModel(1, 8, 50);
    byte[] conformant = Page.of(host, Layout.CONFORMANT);
    byte[] interleaved = Page.of(host, Layout.INTERLEAVED);
    assertThat(samples(conformant)).hasSize(404).isEqualTo(samples(interleaved));
    HostSnapshot one = ScrapeReader.read(conformant, "node", NOW);
    HostSnapshot other = ScrapeReader.read(interleaved, "node", NOW);
    assertThat(one).isEqualTo(other);
    assertThat(one.gpus()).hasSize(8);
    assertThat(one.processes()).hasSize(50);
    assertThat(one.issues()).isEmpty();
  }

  private static Set<Sample> samples(byte[] page) {
    return new HashSet<>(ExpositionParser.parse(page).samples());
  }

  @Test
  void stepChangesValuesAndAtMostTwoPercentOfTheSeries() {
    List<byte[]> pages = PageSet.overTime(1, 2, Layout.CONFORMANT, true);
    Set<String> before = series(pages.get(0));
    Set<String> after = series(pages.get(1));
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(after);
    Set<String> come = new HashSet<>(after);
    come.removeAll(before);
    assertThat(gone).hasSize(3);
    assertThat(come).hasSize(3);
    assertThat(gone.size() + come.size()).isLessThanOrEqualTo(404 * 2 / 100);
    assertThat(samples(pages.get(0))).isNotEqualTo(samples(pages.get(1)));
  }

  private static Set<String> series(byte[] page) {
    Set<String> series = new HashSet<>();
    for (Sample sample : ExpositionParser.parse(page).samples()) {
      series.add(sample.name() + sample.labels());
    }
    return series;
  }

  @Test
  void baselineAndFloorAddUpToWhatWeAddUp() {
    ProcessRows rows = ProcessRows.of(20, 50);
    List<UserAggregate> ours = UserAggregator.aggregate(rows.snapshots).users();
    List<RecordBaseline.Usage> baseline = RecordBaseline.aggregate(rows.records());
    long[] sums = new long[ProcessRows.USERS];
    long unused = Floors.keyedSum(rows.users(), rows.memory(), sums);
    assertThat(baseline).hasSameSizeAs(ours);
    for (int i = 0; i < ours.size(); i++) {
      UserAggregate mine = ours.get(i);
      RecordBaseline.Usage theirs = baseline.get(i);
      assertThat(theirs.user()).isEqualTo(mine.user());
      assertThat(theirs.nodes()).isEqualTo(mine.nodes());
      assertThat(theirs.gpus()).isEqualTo(mine.gpus());
      assertThat(theirs.procs()).isEqualTo(mine.procs());
      assertThat(theirs.vram()).isEqualTo(mine.vramBytes().orElseThrow());
      assertThat(theirs.longest()).isEqualTo(mine.longestSeconds().orElseThrow());
      assertThat(theirs.topCommand()).isEqualTo(mine.topCommand());
      assertThat(theirs.watts() * 1e6)
          .isCloseTo(
              mine.powerMicrowatts().orElseThrow(), org.assertj.core.data.Offset.offset(1e3));
      assertThat(theirs.perHost()).hasSameSizeAs(mine.hosts());
      int number = Integer.parseInt(mine.user().substring("user".length()));
      assertThat(sums[number]).isEqualTo(theirs.vram());
    }
  }

  @Test
  void byteLoopCountsLines() {
    assertThat(Floors.byteLoop("a\nb\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(2);
  }

  @Test
  void hawkularReadsEveryFamily() {
    assertThat(PageRows.hawkular(Page.of(new HostModel(1, 8, 50), Layout.CONFORMANT)))
        .isGreaterThan(40);
  }
}
