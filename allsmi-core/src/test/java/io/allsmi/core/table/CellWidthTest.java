package io.allsmi.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CellWidthTest {
  @Test
  void widthsAreThoseOfATerminal() {
    assertThat(CellWidth.of("abc")).isEqualTo(3);
    assertThat(CellWidth.of("漢字")).isEqualTo(4);
    assertThat(CellWidth.of("ｗ한")).isEqualTo(4);
    assertThat(CellWidth.of("😀")).isEqualTo(2);
    assertThat(CellWidth.of("e\u0301")).isEqualTo(1);
    assertThat(CellWidth.of("a\u200b\u0007b")).isEqualTo(2);
    assertThat(CellWidth.of("–…█é")).isEqualTo(4);
  }

  @Test
  void everyDrawingCharacterTakesOneCell() {
    for (int c = 0x2500; c <= 0x25FC; c++) {
      assertThat(CellWidth.of(c)).as(Integer.toHexString(c)).isEqualTo(1);
    }
    assertThat(CellWidth.of(0x25FD)).isEqualTo(2);
    assertThat(CellWidth.of(0x28FF)).isEqualTo(1);
    assertThat(CellWidth.of(0x9F)).isZero();
    assertThat(CellWidth.of(0xA0)).isEqualTo(1);
    assertThat(CellWidth.of(0x300)).isZero();
  }

  @Test
  void controlAndReorderingCharactersAreDropped() {
    assertThat(CellWidth.clean("a\u001b[31m\u009bb\n\u202e\u2066\u200fc\ud800"))
        .isEqualTo("a[31mbc");
    assertThat(CellWidth.clean("zoë 漢 😀")).isEqualTo("zoë 漢 😀");
  }

  @Test
  void cutKeepsWholeCharacters() {
    assertThat(CellWidth.cut("abcdef", 4)).isEqualTo("abc…");
    assertThat(CellWidth.cut("漢字漢字", 4)).isEqualTo("漢…");
    assertThat(CellWidth.cut("abc", 3)).isEqualTo("abc");
    assertThat(CellWidth.cut("abc", 0)).isEmpty();
  }

  @Property(tries = 300)
  void cutNeverExceedsItsCells(@ForAll String text, @ForAll @IntRange(max = 40) int cells) {
    assertThat(CellWidth.of(CellWidth.cut(text, cells))).isLessThanOrEqualTo(cells);
  }

  @Property(tries = 300)
  void cleanTextHasNoControlCharacter(@ForAll String text) {
    assertThat(CellWidth.clean(text).codePoints()).noneMatch(Character::isISOControl);
    assertThat(CellWidth.of(CellWidth.clean(text))).isEqualTo(CellWidth.of(text));
  }
}
