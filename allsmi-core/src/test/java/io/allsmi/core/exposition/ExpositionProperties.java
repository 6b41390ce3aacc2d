package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpositionProperties {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Property(tries = 300)
  void anyBytesGiveAResult(@ForAll byte[] page) {
    Exposition exposition = ExpositionParser.parse(page);
    assertThat(exposition.samples().size()).isLessThanOrEqualTo(page.length);
  }

  @Property(tries = 300)
  void aDamagedPageNeverThrowsAndNeverShowsANegativeReading(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] page = Pages.page(3, 5).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 40; i++) {
      page[random.nextInt(page.length)] = (byte) random.nextInt();
    }
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    for (int pass = 0; pass < 2; pass++) {
      reader.feed(page, 0, page.length);
      HostSnapshot host = reader.finish(NOON);
      host.gpus().forEach(gpu -> assertThat(gpu.powerWatts().orElse(0)).isBetween(0.0, 1e6));
      host.processes().forEach(p -> assertThat(p.gpuMemoryBytes().orElse(0)).isNotNegative());
    }
  }

  @Property(tries = 200)
  void howAPageIsCutIntoChunksDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] page = Pages.page(2, 3).getBytes(StandardCharsets.UTF_8);
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    for (int from = 0; from < page.length; ) {
      int length = Math.min(page.length - from, 1 + random.nextInt(random.nextBoolean() ? 7 : 900));
      reader.feed(page, from, length);
      from += length;
    }
    assertThat(reader.finish(NOON)).isEqualTo(ScrapeReader.read(page, "h", NOON));
  }

  @Property(tries = 100)
  void whatAReaderRemembersChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    for (int pass = 0; pass < 6; pass++) {
      List<String> lines = new ArrayList<>(Pages.page(3, 8).lines().toList());
      if (random.nextBoolean()) {
        java.util.Collections.shuffle(lines, random);
      }
      lines.removeIf(line -> random.nextInt(10) == 0);
      byte[] page = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      reader.feed(page, 0, page.length);
      HostSnapshot again = reader.finish(NOON);
      HostSnapshot fresh = ScrapeReader.read(page, "h", NOON);
      assertThat(again.gpus()).isEqualTo(fresh.gpus());
      assertThat(again.processes()).isEqualTo(fresh.processes());
      assertThat(again.cpus()).isEqualTo(fresh.cpus());
      assertThat(again.memory()).isEqualTo(fresh.memory());
      assertThat(again.storage()).isEqualTo(fresh.storage());
      assertThat(again.processCollection()).isEqualTo(fresh.processCollection());
    }
  }

  @Property(tries = 300)
  void theWriterOfPrometheusIsReadBack(@ForAll("samples") List<Oracle> oracles) throws Exception {
    for (String page : List.of(Oracles.prometheusMetrics(oracles), Oracles.simpleclient(oracles))) {
      Exposition exposition = ExpositionParser.parse(page);
      assertThat(exposition.issues()).as(page).isEmpty();
      assertThat(exposition.samples()).as(page).hasSize(oracles.size());
      for (Oracle oracle : oracles) {
        assertThat(exposition.samples())
            .as(page)
            .anySatisfy(
                sample -> {
                  assertThat(sample.name()).isEqualTo(oracle.name());
                  assertThat(sample.labels()).isEqualTo(Map.of("a", oracle.label()));
                  assertThat(sample.value()).isEqualTo(oracle.value());
                });
      }
    }
  }

  @Provide
  Arbitrary<List<Oracle>> samples() {
    Arbitrary<String> labels =
        Arbitraries.strings()
            .excludeChars('\r')
            .ofMaxLength(30)
            .map(ExpositionProperties::wellFormed);
    return Combinators.combine(labels, Arbitraries.doubles())
        .as((label, value) -> new Oracle("", label, value))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(
            list -> {
              List<Oracle> named = new ArrayList<>();
              for (Oracle oracle : list) {
                named.add(new Oracle("gauge_" + named.size(), oracle.label(), oracle.value()));
              }
              return named;
            });
  }

  /** Lone surrogates cannot be written as UTF-8. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  record Oracle(String name, String label, double value) {}
}
