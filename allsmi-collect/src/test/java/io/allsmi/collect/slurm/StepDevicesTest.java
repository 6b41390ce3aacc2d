package io.allsmi.collect.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepDevicesTest {
  private static HostSnapshot seen(int gpus) {
    return HostSnapshot.builder("node1", Instant.EPOCH, HostStatus.up(Transport.SSH))
        .gpus(
            IntStream.range(0, gpus)
                .mapToObj(i -> GpuInfo.builder().uuid("GPU-" + i).index(i).build())
                .toList())
        .processes(List.of(ProcessInfo.builder(7).deviceUuid("GPU-1").deviceIndex(1).build()))
        .build();
  }

  private static List<Integer> numbers(HostSnapshot host) {
    return host.gpus().stream().map(GpuInfo::index).map(OptionalInt::getAsInt).toList();
  }

  @Test
  void devicesOfAStepThatSeesOnlyItsOwnGetTheirNumbersOnTheNode() {
    HostSnapshot there = StepDevices.renumbered(seen(2), List.of(3, 6));
    assertThat(numbers(there)).containsExactly(3, 6);
    assertThat(there.processes().get(0).deviceIndex()).hasValue(6);
  }

  @Test
  void devicesOfAStepThatSeesAllKeepTheirNumbers() {
    assertThat(numbers(StepDevices.renumbered(seen(8), List.of(3, 6))))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void devicesKeepTheirNumbersWhereTheJobsAreNotKnown() {
    assertThat(numbers(StepDevices.renumbered(seen(2), List.of()))).containsExactly(0, 1);
  }
}
