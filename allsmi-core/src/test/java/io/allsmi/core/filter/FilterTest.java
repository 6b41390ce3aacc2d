package io.allsmi.core.filter;

import static io.allsmi.core.filter.FilterSamples.error;
import static io.allsmi.core.filter.FilterSamples.filter;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  /** A hot GPU of alice with 20 GiB in use and no power reading. */
  private static final FilterRow ROW =
      new FilterRow() {
        private final Map<FilterField, Double> numbers =
            Map.of(
                FilterField.TEMP, 83.0,
                FilterField.UTIL, 0.0,
                FilterField.MEM_USED, 0x1p30 * 20,
                FilterField.INDEX, 3.0,
                FilterField.AGE, 5400.0,
                FilterField.CLOCK, 1980.0);
        private final Map<FilterField, List<String>> texts =
            Map.of(
                FilterField.USER, List.of("alice"),
                FilterField.HOST, List.of("node-0001", "10.0.0.1:9090"),
                FilterField.GPU_NAME, List.of("NVIDIA H200 141GB"),
                FilterField.CMD, List.of("python train.py --bs=128"),
                FilterField.STATE, List.of("RUNNING", "R"));

        @Override
        public OptionalDouble number(FilterField field) {
          return numbers.containsKey(field)
              ? OptionalDouble.of(numbers.get(field))
              : OptionalDouble.empty();
        }

        @Override
        public List<String> texts(FilterField field) {
          return texts.getOrDefault(field, List.of());
        }
      };

  private static boolean matches(String text) {
    return filter(text).tester().test(ROW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temp>80",
        "TEMP > 80C",
        "temp>=83°C",
        "temp<84 & temp<=83 | user==bob",
        "temp==83.0000000001",
        "util==0%",
        "mem_used>=20GiB && mem_used<20.1G",
        "mem_used>21GB",
        "mem_used=21474836480",
        "age>1h && age>5m && age==1h30m && age<2d",
        "clock==1.98GHz",
        "index!=0",
        "user==alice",
        "user = 'alice'",
        "user!=bob",
        "host==node-0001",
        "host==10.0.0.1:9090",
        "hostname~=^node-\\d+$",
        "gpu_name~='H(100|200)'",
        "cmd~=train",
        "state==r",
        "state==Running",
        "alice",
        "NODE-00",
        "'bs=128'",
        "\"h200 141\"",
        "!bob",
        "not user==bob",
        "!(user==bob || temp<80)",
        "user==bob or user==alice and temp>80",
        "(user==bob | user==alice) & temp>80",
        "user==alice AND NOT temp<80"
      })
  void matchesWhatItSays(String text) {
    assertThat(matches(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temp>83",
        "user==ali",
        "user==Alice",
        "user!=alice",
        "host!=node-0001",
        "mem_used<20GiB",
        "age<90m",
        "user~=^lice",
        "bob",
        "!alice",
        "user==bob && temp>80",
        "!(user==alice || user==bob)"
      })
  void doesNotMatchTheRest(String text) {
    assertThat(matches(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"power>0", "power<=0", "power==0", "power!=0", "account==x", "qos!=x"})
  void whatIsNotKnownMatchesNoComparison(String text) {
    assertThat(matches(text)).isFalse();
    assertThat(matches("!" + text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``;0;a condition such as;the end",
        "`  `;2;a condition;the end",
        "colour==red;0;a field such as user;'colour'",
        "temp;4;> >= < <= == != after temp;the end",
        "temp hot;5;after temp;'hot'",
        "temp~=8;4;> >= < <= == != after temp;'~='",
        "user>b;4;== != ~= after user;'>'",
        "temp>;5;a temperature such as 80;the end",
        "temp>hot;5;a temperature;'hot'",
        "temp>80W;5;a temperature;'80W'",
        "age>5;;;",
        "age>5x;4;a duration such as 90s, 5m;'5x'",
        "mem_used>>3;9;a size such as 20GiB;'>'",
        "user==;6;a text to compare with;the end",
        "user=='al;9;a closing ';the end",
        "(user==al;9;) for the ( at column 1;the end",
        "user==al);8;a ( before it;')'",
        "user==al bob;9;&& or ||;'bob'",
        "user==al &&;11;a condition;the end",
        "&& user==al;0;a condition;'&'",
        "and;0;a condition;'and'",
        "user==al & & bob;11;a condition;'&'",
        "state==RU;7;a state of Slurm such as R;'RU'",
        "status==gone;8;up, late, stale, down;'gone'",
        "host~=a(b;8;a closing;",
        "host~='a(b';10;a ) for the group;the end of the pattern",
        "host~=*a;6;something to repeat;'*'",
        "host~='[z-a]';11;the end of a range;']'",
        "host~=a{3,2};11;{n}, {n,};'}'",
        "host~=\\b;7;a punctuation mark after;'b'",
        "'';0;a text to look for;an empty one"
      })
  void saysWhereItGoesWrong(String text, Integer position, String expected, String got) {
    if (position == null) {
      assertThat(filter(text)).isNotNull();
      return;
    }
    if (got == null) {
      assertThat(Filter.parse(text)).isInstanceOf(FilterError.class);
      return;
    }
    FilterError error = error(text);
    assertThat(error.position()).isEqualTo(position);
    assertThat(error.message()).startsWith("filter: expected ").contains(expected);
    assertThat(error.got()).isEqualTo(got);
  }

  @Test
  void nothingThatATerminalWouldObeyIsReadOrRepeated() {
    FilterError error = error("host==a\u001b[2J");
    assertThat(error.position()).isEqualTo(7);
    assertThat(error.message()).doesNotContain("\u001b");
  }

  @Test
  void lengthAndNestingAreBounded() {
    assertThat(error("a".repeat(513)).message()).contains("at most 512 characters");
    assertThat(error("(".repeat(200) + "a").message()).contains("at most 32 levels");
    assertThat(error("!".repeat(200) + "a").message()).contains("at most 32 levels");
    assertThat(filter("!".repeat(30) + "a").toString()).endsWith("!a");
    assertThat(error("host~='(a{99}){99}'").message()).contains("at most 1000 steps");
    assertThat(error("temp>1" + "0".repeat(30)).message()).contains("a temperature");
  }

  @Test
  void isPrintedWithoutWhatIsNotNeeded() {
    assertThat(filter("( user = 'al' ) & ((temp>80C) | not 'a b')").toString())
        .isEqualTo("user==al && (temp>80 || !\"a b\")");
    assertThat(filter("'user' or \"not\"").toString()).isEqualTo("\"user\" || \"not\"");
  }

  @Test
  void wideCharactersAndEmojiCanBeAskedFor() {
    assertThat(filter("user==김정묵 || cmd~=🚀+ || 日本").toString())
        .isEqualTo("user==김정묵 || cmd~=🚀+ || 日本");
  }
}
