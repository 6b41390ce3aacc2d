package io.allsmi.core.filter;

import static io.allsmi.core.filter.FilterSamples.withJobs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterCompletionTest {
  private static FilterCompletion at(String text, int cursor) {
    return FilterCompletion.at(text, cursor, Optional.of(withJobs()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "te;temp",
        "TE;temp",
        "user==ann && mem_;mem_pct mem_total mem_used",
        "user==;ann bob cat root",
        "user == a;ann",
        "!(user!=b;bob",
        "host~=n;n1 n2 n3",
        "account==;nlp",
        "partition=l;long",
        "state==RUN;RUNNING",
        "status==;down late pending stale up",
        "name==;\"NVIDIA H200\"",
        "temp>;``",
        "zz;``",
        "colour==;``"
      })
  void namesOfFieldsAndValuesOfTheSnapshot(String text, String choices) {
    assertThat(String.join(" ", at(text, text.length()).choices())).isEqualTo(choices);
  }

  @Test
  void theWordBeforeTheCursorIsReplaced() {
    FilterCompletion completion = at("te>80 && user==ann", 2);
    assertThat(completion.with("te>80 && user==ann", completion.common()))
        .isEqualTo("temp>80 && user==ann");
  }

  @Test
  void theSharedStartIsOffered() {
    assertThat(at("mem", 3).common()).isEqualTo("mem_");
    assertThat(at("zz", 2).common()).isEmpty();
  }

  @Test
  void withoutASnapshotThereAreNoValues() {
    assertThat(FilterCompletion.at("user==", 6, Optional.empty()).choices()).isEmpty();
  }
}
