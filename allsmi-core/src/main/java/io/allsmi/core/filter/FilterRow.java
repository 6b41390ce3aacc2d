package io.allsmi.core.filter;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Something that a filter is held against: a process with its GPU, host and job, or as much of that
 * as there is.
 *
 * @since 0.30.0
 */
public interface FilterRow {
  /**
   * A number, in the unit that a bare number has in the {@linkplain FilterField#kind() kind} of the
   * field; empty when it is not known or there is none, and for a field that is a text.
   */
  OptionalDouble number(FilterField field);

  /**
   * A text; several when the row goes by several, such as the two names of a state. Empty when it
   * is not known or there is none, and for a field that is a number.
   */
  List<String> texts(FilterField field);
}
