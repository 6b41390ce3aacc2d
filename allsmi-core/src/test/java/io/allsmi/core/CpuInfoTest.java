package io.allsmi.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuInfoTest {
  @Test
  void aBuilderKeepsEveryClock() {
    CpuInfo cpu =
        CpuInfo.builder().frequencyMhz(2000).baseFrequencyMhz(2300).maxFrequencyMhz(3900).build();
    assertThat(cpu.toBuilder().build()).isEqualTo(cpu);
    assertThat(cpu.frequencyMhz()).hasValue(2000);
    assertThat(cpu.baseFrequencyMhz()).hasValue(2300);
    assertThat(cpu.maxFrequencyMhz()).hasValue(3900);
  }
}
