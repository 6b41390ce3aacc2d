package io.allsmi.core.hostlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class HostNamesProperties {
  @Provide
  Arbitrary<List<String>> names() {
    Arbitrary<String> number = Arbitraries.of("", "8", "9", "10", "08", "09", "099", "100", "101");
    return Combinators.combine(
            Arbitraries.of("n", "gpu-", "", "r1c"), number, Arbitraries.of("", "-ib"))
        .as((prefix, digits, suffix) -> prefix + digits + suffix)
        .filter(name -> !name.isEmpty())
        .list()
        .ofMaxSize(20);
  }

  @Property
  void whatIsFoldedExpandsToTheSameNames(@ForAll("names") List<String> names) {
    String folded = HostNames.fold(names);
    Statistics.collect(folded.contains("["));
    assertThat(HostNames.expand(folded, 100)).isEqualTo(names);
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings().withChars("n019[]-, a\n").ofMaxLength(24);
  }

  @Property
  void anyTextIsExpandedOrRefused(@ForAll("noise") String text) {
    try {
      assertThat(HostNames.expand(text, 50)).hasSizeLessThanOrEqualTo(50).doesNotContain("");
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(": expected ");
    }
  }
}
