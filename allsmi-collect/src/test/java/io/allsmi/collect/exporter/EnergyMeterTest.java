package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.allsmi.core.exposition.EnergyTotal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EnergyMeterTest {
  private static final EnergyMeter.Key GPU = new EnergyMeter.Key(EnergyTotal.Scope.GPU, "GPU-1");
  private static final long SECOND = 1_000_000_000L;

  private static double joules(EnergyMeter meter) {
    return meter.totals().stream().mapToDouble(EnergyTotal::joules).sum();
  }

  @Test
  void powerBetweenTwoReadingsChangesEvenly() {
    EnergyMeter meter = new EnergyMeter();
    meter.add(GPU, 0, 100);
    meter.add(GPU, 3 * SECOND, 300);
    assertThat(joules(meter)).isEqualTo(600);
    meter.add(GPU, 13 * SECOND, 100);
    assertThat(joules(meter)).isEqualTo(2600);
  }

  @Test
  void overAGapItStaysAsItWas() {
    EnergyMeter meter = new EnergyMeter();
    meter.add(GPU, 0, 100);
    meter.add(GPU, 10 * SECOND + 1, 900);
    assertThat(joules(meter)).isCloseTo(1000, within(0.001));
  }

  @Test
  void absurdPowerIsClampedAndTimeThatStandsStillAddsNothing() {
    EnergyMeter meter = new EnergyMeter();
    meter.add(GPU, 0, -5);
    meter.add(GPU, 2 * SECOND, 1e9);
    assertThat(joules(meter)).isEqualTo(100_000);
    meter.add(GPU, 2 * SECOND, 50);
    meter.add(GPU, SECOND, 50);
    meter.add(GPU, 3 * SECOND, Double.NaN);
    assertThat(joules(meter)).isEqualTo(100_000);
  }

  @Test
  void aMeterGoesOnFromItsTotalsAndTheTimeBetweenAddsNothing() {
    EnergyMeter meter =
        EnergyMeter.goingOn(List.of(new EnergyTotal(EnergyTotal.Scope.GPU, "GPU-1", 500)));
    meter.add(GPU, 1_000_000 * SECOND, 100);
    assertThat(joules(meter)).isEqualTo(500);
    meter.add(GPU, 1_000_001 * SECOND, 100);
    assertThat(joules(meter)).isEqualTo(600);
  }

  @Test
  void keysAreBounded() {
    EnergyMeter meter = new EnergyMeter();
    for (int i = 0; i <= EnergyMeter.MOST_KEYS; i++) {
      meter.add(new EnergyMeter.Key(EnergyTotal.Scope.GPU, "GPU-" + i), 0, 1);
    }
    assertThat(meter.totals()).hasSize(EnergyMeter.MOST_KEYS);
  }

  @Property(tries = 200)
  void aTotalNeverShrinksAndCutsOfTimeDoNotMatter(
      @ForAll @Size(min = 2, max = 30) List<@IntRange(min = 1, max = 9) Integer> gaps,
      @ForAll @DoubleRange(min = 0, max = 1000) double watts) {
    EnergyMeter meter = new EnergyMeter();
    long now = 0;
    double before = 0;
    meter.add(GPU, now, watts);
    for (int gap : gaps) {
      now += gap * SECOND;
      meter.add(GPU, now, watts);
      assertThat(joules(meter)).isGreaterThanOrEqualTo(before);
      before = joules(meter);
    }
    assertThat(before).isCloseTo(watts * (now / 1e9), within(1e-6 * (1 + before)));
  }
}
