package io.allsmi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessDetailsTest {
  @Test
  void aBuilderKeepsEverything() {
    ProcessDetails details =
        ProcessDetails.builder()
            .parentPid(1)
            .state("S")
            .cpuTimeSeconds(2)
            .residentBytes(3)
            .virtualBytes(4)
            .memoryPercent(5)
            .gpuUtilizationPercent(6)
            .nice(-7)
            .priority(-8)
            .threads(9)
            .jobId("10")
            .ownerSource("loginuid")
            .containerId("docker://12")
            .build();
    assertThat(details.toBuilder().build()).isEqualTo(details);
    assertThat(details.containerId()).contains("docker://12");
    assertThat(details).isNotEqualTo(ProcessDetails.NONE);
  }

  @Test
  void whatIsNotSetIsAbsent() {
    assertThat(ProcessDetails.NONE.containerId()).isEmpty();
    assertThat(ProcessDetails.NONE.toBuilder().build()).isEqualTo(ProcessDetails.NONE);
  }

  @Test
  void aNegativeReadingIsRefused() {
    assertThatThrownBy(() -> ProcessDetails.builder().threads(-1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: expected a number of at least 0, got -1");
  }
}
