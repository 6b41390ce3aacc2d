package io.allsmi.core.filter;

import java.util.Optional;

/** How a value is compared. */
enum FilterOperator {
  GREATER(">"),
  AT_LEAST(">="),
  LESS("<"),
  AT_MOST("<="),
  EQUAL("=="),
  NOT_EQUAL("!="),
  /** A regular expression that matches somewhere in the text. */
  MATCHES("~=");

  /** Two numbers that differ by less are the same. */
  private static final double TOLERANCE = 1e-9;

  private final String symbol;

  FilterOperator(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  /** The operator that a text stands for, {@code =} and {@code ~} among them; empty for none. */
  static Optional<FilterOperator> of(String text) {
    String full = text.equals("=") ? "==" : text.equals("~") ? "~=" : text;
    for (FilterOperator operator : values()) {
      if (operator.symbol.equals(full)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** Whether values of a kind can be compared so. */
  boolean fits(FilterKind kind) {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> true;
      case MATCHES -> !kind.isNumber();
      case GREATER, AT_LEAST, LESS, AT_MOST -> kind.isNumber();
    };
  }

  /** Whether a number stands so to another; never for {@link #MATCHES}. */
  boolean holds(double value, double other) {
    return switch (this) {
      case GREATER -> value > other;
      case AT_LEAST -> value >= other;
      case LESS -> value < other;
      case AT_MOST -> value <= other;
      case EQUAL -> Math.abs(value - other) <= TOLERANCE;
      case NOT_EQUAL -> Math.abs(value - other) > TOLERANCE;
      case MATCHES -> false;
    };
  }
}
