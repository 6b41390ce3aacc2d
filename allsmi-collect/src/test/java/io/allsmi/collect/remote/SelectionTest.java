package io.allsmi.collect.remote;

import static io.allsmi.collect.remote.RemoteTool.AMD_SMI;
import static io.allsmi.collect.remote.RemoteTool.NATIVE;
import static io.allsmi.collect.remote.RemoteTool.NVIDIA_SMI;
import static io.allsmi.collect.remote.RemoteTool.ROCM_SMI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.remote.Selection.Kind;
import io.allsmi.collect.remote.Selection.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final List<RemoteTool> ALL = List.of(NVIDIA_SMI, ROCM_SMI, AMD_SMI);

  private static Selection use(RemoteTool tool) {
    return new Selection(Kind.USE, Optional.of(tool));
  }

  private static Selection without(Kind kind) {
    return new Selection(kind, Optional.empty());
  }

  @Test
  void ourOwnProgramComesFirst() {
    assertThat(Selection.of(Map.of(NATIVE, Seen.WORKING, NVIDIA_SMI, Seen.WORKING), ALL))
        .isEqualTo(use(NATIVE));
    assertThat(Selection.of(Map.of(NATIVE, Seen.PRESENT, NVIDIA_SMI, Seen.WORKING), ALL))
        .isEqualTo(new Selection(Kind.TRY, Optional.of(NATIVE)));
  }

  @Test
  void theOthersComeInTheirOrder() {
    Map<RemoteTool, Seen> both = Map.of(ROCM_SMI, Seen.WORKING, AMD_SMI, Seen.WORKING);
    assertThat(Selection.of(both, ALL)).isEqualTo(use(ROCM_SMI));
    assertThat(Selection.of(both, List.of(AMD_SMI, ROCM_SMI))).isEqualTo(use(AMD_SMI));
    assertThat(Selection.of(both, List.of())).isEqualTo(without(Kind.UNSUPPORTED));
  }

  @Test
  void aToolThatFailedIsPassedOver() {
    assertThat(Selection.of(Map.of(NVIDIA_SMI, Seen.FAILED, AMD_SMI, Seen.WORKING), ALL))
        .isEqualTo(use(AMD_SMI));
    assertThat(Selection.of(Map.of(NVIDIA_SMI, Seen.FAILED), ALL))
        .isEqualTo(without(Kind.UNSUPPORTED));
  }

  @Test
  void aBusyHostIsNotUnsupported() {
    assertThat(Selection.of(Map.of(NVIDIA_SMI, Seen.TIMED_OUT, AMD_SMI, Seen.FAILED), ALL))
        .isEqualTo(without(Kind.ASK_AGAIN));
    assertThat(Selection.of(Map.of(NATIVE, Seen.TIMED_OUT, AMD_SMI, Seen.WORKING), ALL))
        .isEqualTo(use(AMD_SMI));
  }

  @Test
  void versionsFrom022OnAreSupported() {
    assertThat(ToolVersion.isSupported("allsmi 0.30.0\nmore")).isTrue();
    assertThat(ToolVersion.isSupported("all-smi v0.22-rc.1")).isTrue();
    assertThat(ToolVersion.isSupported("1")).isTrue();
    assertThat(ToolVersion.isSupported("all-smi 0.21.9")).isFalse();
    assertThat(ToolVersion.isSupported("command not found")).isFalse();
    assertThat(ToolVersion.isSupported("")).isFalse();
  }

  @Test
  void versionLinesOfTheOtherProgramAreJudgedAsItDoes() throws IOException {
    Path lines = Path.of("../../shared/data/upstream/ssh/all-smi-version-lines.tsv");
    assumeTrue(Files.exists(lines), "no shared/data folder beside this checkout");
    for (String row : Files.readAllLines(lines).stream().skip(1).toList()) {
      String[] cells = row.split("\t", -1);
      assertThat(ToolVersion.isSupported(cells[0])).as(row).isEqualTo(cells[1].equals("yes"));
    }
  }
}
