package io.allsmi.core.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A filter as it was understood. Its text is read back as an equal expression. */
sealed interface Expression {
  /** Makes the test; a new one for each thread. */
  RowTest test();

  /** The text, in quotes or parentheses only where they are needed. */
  String text();

  /** The text as a part of a larger one. */
  default String inner() {
    return text();
  }

  /** All of several; at least two. */
  record And(List<Expression> parts) implements Expression {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public RowTest test() {
      return RowTest.all(parts.stream().map(Expression::test).toList());
    }

    @Override
    public String text() {
      return parts.stream().map(Expression::inner).collect(Collectors.joining(" && "));
    }

    @Override
    public String inner() {
      return "(" + text() + ")";
    }
  }

  /** Any of several; at least two. */
  record Or(List<Expression> parts) implements Expression {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public RowTest test() {
      return RowTest.any(parts.stream().map(Expression::test).toList());
    }

    @Override
    public String text() {
      return parts.stream()
          .map(part -> part instanceof And ? part.text() : part.inner())
          .collect(Collectors.joining(" || "));
    }

    @Override
    public String inner() {
      return "(" + text() + ")";
    }
  }

  /** The opposite. */
  record Not(Expression part) implements Expression {
    @Override
    public RowTest test() {
      return RowTest.not(part.test());
    }

    @Override
    public String text() {
      return "!" + part.inner();
    }
  }

  /** A number of a row against another. */
  record Amount(FilterField field, FilterOperator operator, double value) implements Expression {
    @Override
    public RowTest test() {
      return new RowTests.OfAmount(this);
    }

    @Override
    public String text() {
      String number = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
      return field.word() + operator.symbol() + number;
    }
  }

  /** A text of a row against another. */
  record Words(FilterField field, FilterOperator operator, String value) implements Expression {
    @Override
    public RowTest test() {
      return new RowTests.OfText(field, new TextMemo(matcher()), operator);
    }

    private TextTest matcher() {
      if (operator == FilterOperator.MATCHES) {
        return new PatternMatcher(PatternProgram.known(value));
      }
      return field.isCaseSensitive() ? value::equals : value::equalsIgnoreCase;
    }

    @Override
    public String text() {
      boolean plain = FilterLexer.isWord(value);
      return field.word() + operator.symbol() + (plain ? value : FilterLexer.quote(value));
    }
  }

  /** A text that is part of a name, in any case. */
  record Named(String part) implements Expression {
    @Override
    public RowTest test() {
      return new RowTests.OfName(new TextMemo(new PartMatcher(part)));
    }

    @Override
    public String text() {
      boolean plain = FilterLexer.isWord(part) && !FilterParser.isReserved(part);
      return plain ? part : FilterLexer.quote(part);
    }
  }
}
