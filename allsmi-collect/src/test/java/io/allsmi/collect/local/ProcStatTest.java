package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {
  private static final String NUMBERS =
      " S 7 1 1 0 -1 4194560 10 0 0 0 150 50 0 0 20 -5 7 0 12345 8192000 250 18446744073709551615 1\n";

  private static boolean parse(ProcStat stat, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return stat.parse(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "a b", "(sd-pam)", "x) S 1 (", "two\nlines", ")", "", "ünï"})
  void aNameMayHoldAnything(String name) {
    ProcStat stat = new ProcStat();
    assertThat(parse(stat, "42 (" + name + ")" + NUMBERS)).isTrue();
    assertThat(stat.name()).isEqualTo(name);
    assertThat(stat.state()).isEqualTo("S");
    assertThat(stat.parentPid()).isEqualTo(7);
  }

  @Test
  void allFieldsAreWhereTheManualHasThem() {
    ProcStat stat = new ProcStat();
    assertThat(parse(stat, "42 (x)" + NUMBERS)).isTrue();
    assertThat(stat.cpuTicks()).isEqualTo(200);
    assertThat(stat.priority()).isEqualTo(20);
    assertThat(stat.nice()).isEqualTo(-5);
    assertThat(stat.threads()).isEqualTo(7);
    assertThat(stat.startTicks()).isEqualTo(12345);
    assertThat(stat.virtualBytes()).isEqualTo(8192000);
    assertThat(stat.residentPages()).isEqualTo(250);
  }

  @Test
  void statesOfOldAndNewKernelsAreTranslated() {
    ProcStat stat = new ProcStat();
    parse(stat, "42 (x)" + NUMBERS.replace(" S ", " t "));
    assertThat(stat.state()).isEqualTo("T");
    parse(stat, "42 (x)" + NUMBERS.replace(" S ", " W "));
    assertThat(stat.state()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "42 (x", "42 (x)", "42 (x) S", "42 (x) S 1 2 3", "42 )x( S 1"})
  void whatIsCutIsRefused(String text) {
    assertThat(parse(new ProcStat(), text)).isFalse();
  }

  @Property
  void anyBytesAreTaken(@ForAll byte[] bytes) {
    new ProcStat().parse(bytes, bytes.length);
  }
}
