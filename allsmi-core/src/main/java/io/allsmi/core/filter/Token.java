package io.allsmi.core.filter;

/**
 * A part of the text of a filter.
 *
 * @param type what it is
 * @param text what it says; of a quoted text what is between the quotes
 * @param from where it begins
 * @param to the place after it
 */
record Token(Type type, String text, int from, int to) {
  enum Type {
    WORD,
    QUOTED,
    OPERATOR,
    AND,
    OR,
    NOT,
    OPEN,
    CLOSE,
    END
  }

  /** As messages show it. */
  String shown() {
    return type == Type.END ? "the end" : FilterSyntaxException.quoted(text);
  }
}
