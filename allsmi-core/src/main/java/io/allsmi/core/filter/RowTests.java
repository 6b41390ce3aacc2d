package io.allsmi.core.filter;

import java.util.List;
import java.util.OptionalDouble;

/** The kinds of tests. */
final class RowTests {
  private RowTests() {}

  /** The opposite of another. */
  record Not(RowTest part) implements RowTest {
    @Override
    public boolean test(FilterRow row) {
      return !part.test(row);
    }

    @Override
    public boolean possible(FilterRow row) {
      return !part.certain(row);
    }

    @Override
    public boolean certain(FilterRow row) {
      return !part.possible(row);
    }
  }

  /** All of several. */
  static final class All implements RowTest {
    private final RowTest[] parts;

    All(RowTest[] parts) {
      this.parts = parts;
    }

    @Override
    public boolean test(FilterRow row) {
      for (RowTest part : parts) {
        if (!part.test(row)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean possible(FilterRow row) {
      for (RowTest part : parts) {
        if (!part.possible(row)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean certain(FilterRow row) {
      for (RowTest part : parts) {
        if (!part.certain(row)) {
          return false;
        }
      }
      return true;
    }
  }

  /** A number. */
  record OfAmount(Expression.Amount amount) implements RowTest {
    @Override
    public boolean test(FilterRow row) {
      OptionalDouble value = row.number(amount.field());
      return value.isPresent() && holds(value.getAsDouble());
    }

    private boolean holds(double value) {
      return amount.operator().holds(value, amount.value());
    }

    @Override
    public boolean possible(FilterRow row) {
      OptionalDouble value = row.number(amount.field());
      return value.isEmpty() || holds(value.getAsDouble());
    }

    @Override
    public boolean certain(FilterRow row) {
      return test(row);
    }
  }

  /** A text, or several of which one is enough; for {@code !=}, none of which may be it. */
  record OfText(FilterField field, TextTest text, FilterOperator operator) implements RowTest {
    @Override
    public boolean test(FilterRow row) {
      List<String> texts = row.texts(field);
      return !texts.isEmpty() && holds(texts);
    }

    private boolean holds(List<String> texts) {
      return anyOf(texts, text) != (operator == FilterOperator.NOT_EQUAL);
    }

    @Override
    public boolean possible(FilterRow row) {
      List<String> texts = row.texts(field);
      return texts.isEmpty() || holds(texts);
    }

    @Override
    public boolean certain(FilterRow row) {
      return test(row);
    }
  }

  /** A part of any name. */
  record OfName(TextTest text) implements RowTest {
    @Override
    public boolean test(FilterRow row) {
      for (FilterField field : FilterField.NAMES) {
        if (anyOf(row.texts(field), text)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean possible(FilterRow row) {
      for (FilterField field : FilterField.NAMES) {
        if (row.texts(field).isEmpty()) {
          return true;
        }
      }
      return test(row);
    }

    @Override
    public boolean certain(FilterRow row) {
      return test(row);
    }
  }

  private static boolean anyOf(List<String> texts, TextTest test) {
    for (int i = 0; i < texts.size(); i++) {
      if (test.test(texts.get(i))) {
        return true;
      }
    }
    return false;
  }
}
