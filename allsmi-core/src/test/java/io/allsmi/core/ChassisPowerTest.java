package io.allsmi.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.json.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChassisPowerTest {
  private static HostSnapshot gpus(double... watts) {
    List<GpuInfo> gpus =
        java.util.Arrays.stream(watts)
            .mapToObj(w -> GpuInfo.builder().powerWatts(w).build())
            .toList();
    return HostSnapshot.builder("h", Snapshots.NOON, HostStatus.up(Transport.LOCAL))
        .gpus(gpus)
        .build();
  }

  @Test
  void theSumOfTheGpusStandsInForADrawThatNobodyMeasuresAndSaysSo() {
    ChassisInfo chassis = ChassisPower.filled(gpus(100.5, 200)).chassis().orElseThrow();
    assertThat(chassis.totalPowerWatts()).hasValue(300.5);
    assertThat(chassis.detail()).containsEntry("power_source", "gpu sum");
  }

  @Test
  void aMeasuredDrawStaysAndGpusWithoutDrawAddNothing() {
    assertThat(ChassisPower.filled(Snapshots.full())).isEqualTo(Snapshots.full());
    assertThat(ChassisPower.filled(gpus()).chassis()).isEmpty();
    assertThat(ChassisPower.filled(gpus(0)).chassis()).isEmpty();
  }
}
