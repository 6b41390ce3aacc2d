package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @Test
  void listsOfCpusAreRangesAndNumbers() {
    assertThat(Numbers.cpuList("0-2,8\n")).containsExactly(0, 1, 2, 8);
    assertThat(Numbers.cpuList("5")).containsExactly(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "3-1", "1-", "-1", "0-99999999", "1,,2"})
  void whatIsNoListIsNone(String text) {
    assertThat(Numbers.cpuList(text)).isEmpty();
  }

  @Test
  void wholeNumbersHaveNothingElse() {
    assertThat(Numbers.whole("42")).hasValue(42);
    assertThat(Numbers.whole("-20")).hasValue(-20);
    assertThat(Numbers.whole("9223372036854775807")).hasValue(Long.MAX_VALUE);
    assertThat(Numbers.whole("9223372036854775808")).isEmpty();
    assertThat(Numbers.whole("max")).isEmpty();
    assertThat(Numbers.whole("")).isEmpty();
    assertThat(Numbers.whole("-")).isEmpty();
    assertThat(Numbers.leading("  266240 KB")).hasValue(266240);
    assertThat(Numbers.leading("KB")).isEmpty();
  }
}
