package io.allsmi.core.filter;

import io.allsmi.core.HostState;
import io.allsmi.core.slurm.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads a filter:
 *
 * <pre>{@code
 * filter    := and { ("||" | "|" | "or") and }
 * and       := not { ("&&" | "&" | "and") not }
 * not       := { "!" | "not" } ( "(" filter ")" | FIELD OPERATOR VALUE | TEXT )
 * OPERATOR  := ">" ">=" "<" "<=" "==" "=" "!=" "~=" "~"
 * VALUE     := number with unit | word | 'text' | "text"
 * }</pre>
 */
final class FilterParser {
  /** Parentheses and negations around a condition. */
  private static final int DEEPEST = 32;

  private static final String CONDITION = "a condition such as user==alice or temp>80C";

  private final List<Token> tokens;
  private int next;
  private int depth;

  private FilterParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Expression parse(String text) throws FilterSyntaxException {
    FilterParser parser = new FilterParser(FilterLexer.tokens(text));
    Expression all = parser.or();
    Token end = parser.peek();
    if (end.type() == Token.Type.CLOSE) {
      throw new FilterSyntaxException(end.from(), "a ( before it", end.shown());
    }
    if (end.type() != Token.Type.END) {
      boolean afterWord = parser.tokens.get(parser.next - 1).type() == Token.Type.WORD;
      throw new FilterSyntaxException(
          end.from(),
          afterWord && end.type() == Token.Type.OPERATOR
              ? "a field such as user, host, temp or mem_used before it"
              : "&& or ||; a text with blanks needs quotes",
          end.shown());
    }
    return all;
  }

  /** Whether a word means something where a name could stand. */
  static boolean isReserved(String word) {
    return FilterField.of(word).isPresent()
        || word.equalsIgnoreCase("not")
        || word.equalsIgnoreCase("and")
        || word.equalsIgnoreCase("or");
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private boolean takes(Token.Type type, String word) {
    Token token = peek();
    boolean isIt =
        token.type() == type
            || (token.type() == Token.Type.WORD && token.text().equalsIgnoreCase(word));
    next += isIt ? 1 : 0;
    return isIt;
  }

  private Expression or() throws FilterSyntaxException {
    List<Expression> parts = new ArrayList<>(List.of(and()));
    while (takes(Token.Type.OR, "or")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Or(parts);
  }

  private Expression and() throws FilterSyntaxException {
    List<Expression> parts = new ArrayList<>(List.of(not()));
    while (takes(Token.Type.AND, "and")) {
      parts.add(not());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.And(parts);
  }

  private Expression not() throws FilterSyntaxException {
    Token token = peek();
    deeper(token);
    Expression found;
    if (takes(Token.Type.NOT, "not")) {
      found = new Expression.Not(not());
    } else if (takes(Token.Type.OPEN, "(")) {
      found = or();
      if (peek().type() != Token.Type.CLOSE) {
        throw new FilterSyntaxException(
            peek().from(),
            "&&, || or a ) for the ( at column " + (token.from() + 1),
            peek().shown());
      }
      take();
    } else {
      found = condition();
    }
    depth--;
    return found;
  }

  private void deeper(Token token) throws FilterSyntaxException {
    depth++;
    if (depth > DEEPEST) {
      throw new FilterSyntaxException(
          token.from(), "at most " + DEEPEST + " levels of ( and !", "one more");
    }
  }

  private Expression condition() throws FilterSyntaxException {
    Token token = take();
    if (token.type() == Token.Type.QUOTED) {
      return named(token);
    }
    if (token.type() != Token.Type.WORD) {
      throw new FilterSyntaxException(token.from(), CONDITION, token.shown());
    }
    Optional<FilterField> field = FilterField.of(token.text());
    boolean isCompared = peek().type() == Token.Type.OPERATOR;
    if (field.isEmpty() && isCompared) {
      throw new FilterSyntaxException(
          token.from(), "a field such as user, host, temp or mem_used", token.shown());
    }
    if (field.isPresent() && !isCompared) {
      throw new FilterSyntaxException(
          peek().from(),
          String.join(" ", field.get().operators()) + " after " + field.get().word(),
          peek().shown());
    }
    if (field.isEmpty() && isReserved(token.text())) {
      throw new FilterSyntaxException(token.from(), CONDITION, token.shown());
    }
    return field.isPresent() ? compared(field.get()) : named(token);
  }

  private static Expression named(Token token) throws FilterSyntaxException {
    if (token.text().isEmpty()) {
      throw new FilterSyntaxException(token.from(), "a text to look for", "an empty one");
    }
    return new Expression.Named(token.text());
  }

  private Expression compared(FilterField field) throws FilterSyntaxException {
    Token symbol = take();
    Optional<FilterOperator> operator = FilterOperator.of(symbol.text());
    if (operator.isEmpty() || !operator.get().fits(field.kind())) {
      throw new FilterSyntaxException(
          symbol.from(),
          String.join(" ", field.operators()) + " after " + field.word(),
          symbol.shown());
    }
    Token value = take();
    if (value.type() != Token.Type.WORD && value.type() != Token.Type.QUOTED) {
      throw new FilterSyntaxException(
          value.from(),
          field.kind() == FilterKind.TEXT ? "a text to compare with" : field.kind().expected(),
          value.shown());
    }
    return field.kind().isNumber()
        ? amount(field, operator.get(), value)
        : text(field, operator.get(), value);
  }

  private static Expression amount(FilterField field, FilterOperator operator, Token value)
      throws FilterSyntaxException {
    OptionalDouble amount = field.kind().amount(value.text());
    if (amount.isEmpty()) {
      throw new FilterSyntaxException(value.from(), field.kind().expected(), value.shown());
    }
    return new Expression.Amount(field, operator, amount.getAsDouble());
  }

  private static Expression text(FilterField field, FilterOperator operator, Token value)
      throws FilterSyntaxException {
    if (operator == FilterOperator.MATCHES) {
      try {
        PatternProgram.of(value.text());
      } catch (FilterSyntaxException e) {
        throw e.at(value.type() == Token.Type.WORD ? value.from() : value.from() + 1);
      }
    } else {
      Values.check(field, value);
    }
    return new Expression.Words(field, operator, value.text());
  }

  /** Texts of which we know all that there are. */
  private static final class Values {
    private Values() {}

    static void check(FilterField field, Token value) throws FilterSyntaxException {
      String text = value.text();
      if (field == FilterField.STATE && isUnknownState(text)) {
        throw new FilterSyntaxException(
            value.from(), "a state of Slurm such as R or PENDING", value.shown());
      }
      if (field == FilterField.STATUS && isUnknownStatus(text)) {
        throw new FilterSyntaxException(
            value.from(), "up, late, stale, down or pending", value.shown());
      }
    }

    private static boolean isUnknownState(String text) {
      return JobState.of(text) == JobState.UNKNOWN && !text.equalsIgnoreCase("UNKNOWN");
    }

    private static boolean isUnknownStatus(String text) {
      String wanted = text.toLowerCase(Locale.ROOT);
      for (HostState state : HostState.values()) {
        if (state.wireName().equals(wanted)) {
          return false;
        }
      }
      return true;
    }
  }
}
