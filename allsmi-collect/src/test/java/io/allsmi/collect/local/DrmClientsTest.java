package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrmClientsTest {
  private static final long KIB = 1024;
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private static final String AMD =
      """
      pos:\t0
      flags:\t02100002
      drm-driver:\tamdgpu
      drm-client-id:\t%d
      drm-pdev:\t0000:03:00.0
      pasid:\t32770
      drm-memory-vram:\t2048 KiB
      drm-memory-gtt: \t512 KiB
      drm-memory-cpu: \t8 KiB
      drm-engine-gfx:\t%d ns
      drm-engine-compute:\t1000 ns
      """;
  private static final String XE =
      """
      drm-driver:\txe
      drm-client-id:\t3
      drm-pdev:\t0000:04:00.0
      drm-total-system:\t0
      drm-resident-system:\t4 KiB
      drm-total-vram0:\t23992 KiB
      drm-resident-vram0:\t16 MiB
      drm-cycles-rcs:\t%d
      drm-total-cycles-rcs:\t%d
      drm-cycles-vcs:\t0
      drm-total-cycles-vcs:\t%2$d
      drm-engine-capacity-vcs:\t2
      """;

  @TempDir Path root;
  private FakeMachine machine;
  private DrmClients clients;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root).file("/sys/class/drm/card0/dev", "226:0\n");
    clients = DrmClients.open(root);
  }

  private void descriptor(int pid, int fd, String target, String fdinfo) {
    machine.link("/proc/" + pid + "/fd/" + fd, target);
    machine.file("/proc/" + pid + "/fdinfo/" + fd, fdinfo);
  }

  private List<DrmUse> read(String uptime) {
    machine.file("/proc/uptime", uptime + " 0.00\n");
    return clients.read(NOW);
  }

  @Test
  void memoryOfTheDeviceIsAddedUpByProcess() {
    descriptor(42, 3, "/dev/dri/renderD128", AMD.formatted(1, 0));
    descriptor(42, 4, "/dev/dri/renderD128", AMD.formatted(2, 0));
    descriptor(42, 5, "/dev/null", AMD.formatted(9, 0));
    List<DrmUse> uses = read("100.00");
    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).pid()).isEqualTo(42);
    assertThat(uses.get(0).driver()).isEqualTo("amdgpu");
    assertThat(uses.get(0).pciAddress()).isEqualTo("0000:03:00.0");
    assertThat(uses.get(0).memoryBytes()).hasValue(4096 * KIB);
    assertThat(uses.get(0).utilizationPercent()).isEmpty();
  }

  @Test
  void aClientCountsOnceHoweverManyDescriptorsAndProcessesShareIt() {
    descriptor(42, 3, "/dev/dri/renderD128", AMD.formatted(1, 0));
    descriptor(42, 4, "/dev/dri/renderD128", AMD.formatted(1, 0));
    descriptor(43, 3, "/dev/dri/renderD128", AMD.formatted(1, 0));
    List<DrmUse> uses = read("100.00");
    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).memoryBytes()).hasValue(2048 * KIB);
  }

  @Test
  void timeOfEnginesIsAShareOfTheTimeBetweenReads() {
    descriptor(42, 3, "/dev/dri/renderD128", AMD.formatted(1, 1_000_000_000L));
    read("100.00");
    descriptor(42, 3, "/dev/dri/renderD128", AMD.formatted(1, 1_500_000_000L));
    assertThat(read("102.00").get(0).utilizationPercent().getAsDouble())
        .isCloseTo(25, within(1e-9));
  }

  @Test
  void cyclesOfEnginesAreAShareOfAllCycles() {
    descriptor(42, 3, "/dev/dri/card0", XE.formatted(100, 1000));
    DrmUse first = read("100.00").get(0);
    assertThat(first.memoryBytes()).hasValue(16 * KIB * KIB);
    assertThat(first.utilizationPercent()).isEmpty();
    descriptor(42, 3, "/dev/dri/card0", XE.formatted(400, 2000));
    assertThat(read("101.00").get(0).utilizationPercent()).hasValue(30);
  }

  @Test
  void aDeviceWithoutMemoryOfItsOwnUsesMainMemory() {
    DrmFdinfo info =
        DrmFdinfo.parse(
                "drm-driver: i915\ndrm-client-id: 7\ndrm-pdev: 0000:00:02.0\n"
                    + "drm-total-system0: 900 KiB\ndrm-resident-system0: 64 KiB\n"
                    + "drm-resident-stolen-system0: 8 KiB\ndrm-engine-render: 5 ns\n")
            .orElseThrow();
    assertThat(info.memoryBytes()).hasValue(72 * KIB);
  }

  @Test
  void aDriverThatTellsNoMemoryHasNone() {
    assertThat(DrmFdinfo.parse("drm-driver: x\ndrm-client-id: 7\n").orElseThrow().memoryBytes())
        .isEmpty();
    assertThat(DrmFdinfo.parse("drm-driver: x\n")).isEmpty();
    assertThat(DrmFdinfo.parse("pos: 0\n")).isEmpty();
  }

  @Test
  void aMachineWithoutSuchGpusIsNotSearched() {
    descriptor(42, 3, "/dev/dri/renderD128", AMD.formatted(1, 0));
    machine.remove("/sys/class/drm/card0");
    assertThat(read("100.00")).isEmpty();
  }

  @Test
  void whoKnowsTheAddressMakesItAUseOfADevice() {
    descriptor(42, 3, "/dev/dri/renderD128", AMD.formatted(1, 0));
    DeviceUse use = read("100.00").get(0).of(Optional.of("AMD-1"), OptionalInt.of(2));
    assertThat(use.deviceUuid()).contains("AMD-1");
    assertThat(use.memoryBytes()).hasValue(2048 * KIB);
  }

  @Property
  void anyTextIsTaken(@ForAll String text) {
    DrmFdinfo.parse(text);
    DrmFdinfo.parse("drm-driver: x\ndrm-client-id: 7\ndrm-memory-vram: " + text);
  }
}
