package io.allsmi.core.filter;

import static io.allsmi.core.filter.FilterSamples.filter;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterProperties {
  private static final int DEEPEST = 3;
  private static final List<FilterField> FIELDS = List.of(FilterField.values());

  private record Row(Map<FilterField, Double> numbers, Map<FilterField, List<String>> words)
      implements FilterRow {
    @Override
    public OptionalDouble number(FilterField field) {
      Double known = numbers.get(field);
      return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
    }

    @Override
    public List<String> texts(FilterField field) {
      return words.getOrDefault(field, List.of());
    }
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("ab0.-_ \"'\\&|!()<>=~").ofMaxLength(8),
        Arbitraries.of("user", "not", "and", "OR", "日本", "🚀", "temp", "a b"));
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return expressions(DEEPEST).withoutEdgeCases();
  }

  private static Arbitrary<Expression> expressions(int depth) {
    Arbitrary<Expression> plain =
        Arbitraries.oneOf(
            amounts(), words(), texts().filter(t -> !t.isEmpty()).map(Expression.Named::new));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<Expression> inner = expressions(depth - 1);
    return Arbitraries.oneOf(
        plain,
        inner.map(Expression.Not::new),
        inner.list().ofMinSize(2).ofMaxSize(3).map(Expression.And::new),
        inner.list().ofMinSize(2).ofMaxSize(3).map(Expression.Or::new));
  }

  private static Arbitrary<Expression> amounts() {
    return Combinators.combine(
            Arbitraries.of(FIELDS).filter(f -> f.kind().isNumber()),
            Arbitraries.of(FilterOperator.values()).filter(o -> o != FilterOperator.MATCHES),
            Arbitraries.oneOf(
                Arbitraries.integers().between(-3, 3).map(Integer::doubleValue),
                Arbitraries.doubles().between(-1e15, 1e15).ofScale(6)))
        .as((field, operator, value) -> new Expression.Amount(field, operator, value + 0.0));
  }

  private static Arbitrary<Expression> words() {
    return Combinators.combine(
            Arbitraries.of(FIELDS)
                .filter(f -> !f.kind().isNumber())
                .filter(f -> f != FilterField.STATE && f != FilterField.STATUS),
            Arbitraries.of(FilterOperator.EQUAL, FilterOperator.NOT_EQUAL),
            texts())
        .as(Expression.Words::new);
  }

  @Provide
  Arbitrary<Row> rows() {
    Arbitrary<Map<FilterField, Double>> numbers =
        Arbitraries.maps(
                Arbitraries.of(FIELDS).filter(f -> f.kind().isNumber()),
                Arbitraries.integers().between(-3, 3).map(Integer::doubleValue))
            .map(m -> m.isEmpty() ? Map.of() : new EnumMap<>(m));
    Arbitrary<Map<FilterField, List<String>>> words =
        Arbitraries.maps(
                Arbitraries.of(FIELDS).filter(f -> !f.kind().isNumber()),
                texts().list().ofMinSize(1).ofMaxSize(2))
            .map(m -> m.isEmpty() ? Map.of() : new EnumMap<>(m));
    return Combinators.combine(numbers, words).as(Row::new).withoutEdgeCases();
  }

  @Property(tries = 500)
  void whatIsPrintedIsReadAsTheSame(@ForAll("expressions") Expression expression) {
    String text = expression.text();
    boolean fits = text.length() <= Filter.LONGEST && !tooDeep(text);
    if (fits) {
      assertThat(filter(text)).isEqualTo(Filter.of(expression));
    }
  }

  private static boolean tooDeep(String text) {
    return Filter.parse(text) instanceof FilterError error && error.expected().contains("levels");
  }

  @Property(tries = 1000)
  void anyTextIsAFilterOrAnErrorInsideIt(@ForAll("scraps") String text) {
    if (Filter.parse(text) instanceof FilterError error) {
      assertThat(error.position()).isBetween(0, text.length());
      assertThat(error.message()).isNotBlank();
    } else {
      assertThat(filter(filter(text).toString())).isEqualTo(filter(text));
    }
  }

  @Provide
  Arbitrary<String> scraps() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "user", "temp", "==", "~=", ">", "80", "20GiB", "'", "\"", "(", ")", "!", "&&", "|",
                " ", "not", "[a-", "]", "*", "{2,3}", "\\d", "^", "a", "age", "1h")
            .list()
            .ofMaxSize(14)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(40));
  }

  @Property(tries = 300)
  void notAllIsAnyNot(
      @ForAll("expressions") Expression a,
      @ForAll("expressions") Expression b,
      @ForAll("rows") Row row) {
    Expression notBoth = new Expression.Not(new Expression.And(List.of(a, b)));
    Expression either = new Expression.Or(List.of(new Expression.Not(a), new Expression.Not(b)));
    assertThat(notBoth.test().test(row)).isEqualTo(either.test().test(row));
    assertThat(notBoth.test().possible(row)).isEqualTo(either.test().possible(row));
    assertThat(notBoth.test().certain(row)).isEqualTo(either.test().certain(row));
  }

  @Property(tries = 300)
  void bothIsOneAfterTheOther(
      @ForAll("expressions") Expression a,
      @ForAll("expressions") Expression b,
      @ForAll("rows") Row row) {
    boolean both = Filter.of(a).and(Filter.of(b)).tester().test(row);
    assertThat(both).isEqualTo(a.test().test(row) && b.test().test(row));
  }

  @Property(tries = 300)
  void whatIsCertainIsPossible(
      @ForAll("expressions") Expression expression, @ForAll("rows") Row row) {
    RowTest test = expression.test();
    assertThat(!test.certain(row) || test.possible(row)).isTrue();
  }

  @Property(tries = 2000)
  void aPatternFindsWhatTheOneOfTheJdkFinds(
      @ForAll("patterns") String pattern, @ForAll("haystacks") String text)
      throws FilterSyntaxException {
    PatternMatcher ours = new PatternMatcher(PatternProgram.of(pattern));
    boolean found = Pattern.compile(pattern).matcher(text).find();
    assertThat(ours.test(text)).isEqualTo(found);
    assertThat(ours.test(text)).isEqualTo(found);
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> atoms =
        Arbitraries.of("a", "b", ".", "[ab]", "[^a]", "\\d", "\\W", "ä", "c", "[a-c1]");
    Arbitrary<String> repeats = Arbitraries.of("", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}");
    Arbitrary<String> pieces = Combinators.combine(atoms, repeats).as((a, r) -> a + r);
    Arbitrary<String> sequences =
        pieces.list().ofMinSize(1).ofMaxSize(3).map(p -> String.join("", p));
    Arbitrary<String> groups =
        Combinators.combine(sequences, sequences, repeats, pieces)
            .as((a, b, r, p) -> "(" + a + "|" + b + ")" + r + p);
    Arbitrary<String> plain = Arbitraries.oneOf(sequences, groups);
    return Combinators.combine(Arbitraries.of("", "^"), plain, Arbitraries.of("", "$"))
        .as((start, middle, end) -> start + middle + end);
  }

  @Provide
  Arbitrary<String> haystacks() {
    return Arbitraries.strings().withChars("abc1ä-").ofMaxLength(8);
  }

  @Property(tries = 20)
  void noPatternMakesTheMatcherGoBack(@ForAll("hostile") String pattern)
      throws FilterSyntaxException {
    PatternMatcher matcher = new PatternMatcher(PatternProgram.of(pattern));
    assertThat(matcher.test("a".repeat(20_000) + "c")).isFalse();
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
        "(a+)+b", "(a|a)*b", "(a*)*b", "(.*a){12}b", "(a?){40}a{40}b", "(x+x+)+y");
  }

  @Property(tries = 200)
  void completionStaysInsideTheText(@ForAll("scraps") String text, @ForAll int cursor) {
    FilterCompletion completion =
        FilterCompletion.at(text, cursor, Optional.of(FilterSamples.withJobs()));
    assertThat(completion.to()).isBetween(completion.from(), text.length());
    assertThat(Stream.concat(completion.choices().stream(), Stream.of(completion.common())))
        .allSatisfy(choice -> assertThat(completion.with(text, choice)).isNotNull());
  }
}
