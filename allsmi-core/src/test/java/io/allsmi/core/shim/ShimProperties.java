package io.allsmi.core.shim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShimProperties {
  @Property(tries = 200)
  void anyBytesGiveAResult(@ForAll byte[] output) {
    for (ShimSamples.Sample sample : ShimSamples.all()) {
      ShimReadings readings = sample.parser().apply(output);
      assertThat(readings.gpus().size() + readings.processes().size())
          .isLessThanOrEqualTo(output.length);
    }
  }

  @Property(tries = 200)
  void damageNeverThrowsAndNeverShowsWhatCannotBe(@ForAll long seed) {
    Random random = new Random(seed);
    for (ShimSamples.Sample sample : ShimSamples.all()) {
      byte[] output = sample.text().getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 12; i++) {
        output[random.nextInt(output.length)] = damage(random);
      }
      ShimReadings readings = sample.parser().apply(output);
      readings.gpus().forEach(ShimProperties::assertBelievable);
      readings.processes().forEach(ShimProperties::assertBelievable);
      readings.issues().forEach(issue -> assertThat(issue.message()).doesNotContain("\n"));
    }
  }

  private static byte damage(Random random) {
    String likely = "\n,|:{}[]\"<>/-9# \u0000\u001b";
    return (byte)
        (random.nextBoolean()
            ? likely.charAt(random.nextInt(likely.length()))
            : random.nextInt(256));
  }

  private static void assertBelievable(GpuInfo gpu) {
    assertThat(gpu.powerWatts().orElse(0)).isBetween(0.0, 1e6);
    assertThat(gpu.utilizationPercent().orElse(0)).isBetween(0.0, 100.0);
    assertThat(gpu.temperatureCelsius().orElse(1)).isBetween(0.0, 250.0);
    assertThat(gpu.memoryUsedBytes().orElse(0)).isBetween(0L, 1L << 60);
    assertThat(gpu.name().chars()).noneMatch(Character::isISOControl);
    gpu.detail().values().forEach(v -> assertThat(v.chars()).noneMatch(Character::isISOControl));
  }

  private static void assertBelievable(ProcessInfo process) {
    assertThat(process.gpuMemoryBytes().orElse(0)).isBetween(0L, 1L << 60);
    assertThat(process.command().chars()).noneMatch(Character::isISOControl);
  }

  @Property(tries = 300)
  void aCutKeepsTheRowsBeforeIt(@ForAll @IntRange(min = 0, max = 1 << 20) int at) {
    for (ShimSamples.Sample sample : ShimSamples.all()) {
      byte[] whole = sample.text().getBytes(StandardCharsets.UTF_8);
      byte[] cut = Arrays.copyOf(whole, at % whole.length);
      ShimReadings all = sample.parser().apply(whole);
      ShimReadings some = sample.parser().apply(cut);
      // The row that the cut goes through may be there in part; those before it are there.
      assertThat(some.gpus().size()).isLessThanOrEqualTo(all.gpus().size());
      for (int i = 0; i < some.gpus().size() - 1; i++) {
        // A later document may bring the name.
        assertThat(all.gpus().get(i).name())
            .as(sample.name())
            .startsWith(some.gpus().get(i).name());
        assertThat(some.gpus().get(i).uuid()).as(sample.name()).isEqualTo(all.gpus().get(i).uuid());
      }
      for (int i = 0; i < some.processes().size() - 1; i++) {
        assertThat(some.processes().get(i).pid()).isEqualTo(all.processes().get(i).pid());
        assertThat(some.processes().get(i).gpuMemoryBytes())
            .isEqualTo(all.processes().get(i).gpuMemoryBytes());
      }
    }
  }

  @Property(tries = 1)
  void everyCutAtALineEndKeepsEveryRowBeforeIt() {
    for (String name : List.of("device-csv", "process-csv", "pmon", "dmon", "list", "hl-csv")) {
      ShimSamples.Sample sample = ShimSamples.of(name);
      int rows = 0;
      for (int end = sample.text().indexOf('\n'); end > 0; ) {
        ShimReadings some = sample.read(sample.text().substring(0, end + 1));
        int now = some.gpus().size() + some.processes().size();
        assertThat(now).as(name).isGreaterThanOrEqualTo(rows);
        rows = now;
        end = sample.text().indexOf('\n', end + 1);
      }
      ShimReadings all = sample.read(sample.text());
      assertThat(rows).isEqualTo(all.gpus().size() + all.processes().size());
    }
  }

  @Property(tries = 1)
  void lineEndsOfWindowsAndAByteOrderMarkChangeNothing() {
    for (ShimSamples.Sample sample : ShimSamples.all()) {
      String other = "\uFEFF" + sample.text().replace("\n", "\r\n");
      assertThat(sample.read(other)).as(sample.name()).isEqualTo(sample.read(sample.text()));
    }
  }

  @Property(tries = 1)
  void nothingIsNothingAndAMessageIsShown() {
    for (ShimSamples.Sample sample : ShimSamples.all()) {
      assertThat(sample.read("\n \n").issues()).as(sample.name()).isEmpty();
      ShimReadings failed = sample.read("The driver is not there\n");
      assertThat(failed.isEmpty()).as(sample.name()).isTrue();
      assertThat(failed.issues().toString()).as(sample.name()).contains("The driver is not there");
    }
  }
}
