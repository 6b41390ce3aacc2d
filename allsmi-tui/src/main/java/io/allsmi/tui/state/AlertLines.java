package io.allsmi.tui.state;

/**
 * Where things are in the history of alerts; a row that is not there is -1.
 *
 * @param rules the row that says what the alerts go by
 * @param userTop the first row about users who hold GPUs idle
 * @param users how many such rows there are
 * @param header the row of the column titles
 * @param height how many alerts are seen
 */
public record AlertLines(int rules, int userTop, int users, int header, int height) {
  private static final int MOST_USERS = 3;
  private static final int ROWS_FOR_RULES = 10;
  private static final int ROWS_FOR_USERS = 14;
  private static final int KEYS = 1;

  /** The lines for a state. */
  public static AlertLines of(ViewState state, AlertLog log) {
    int next = 1;
    int rules = state.rows() >= ROWS_FOR_RULES ? next++ : -1;
    int users = state.rows() >= ROWS_FOR_USERS ? Math.min(MOST_USERS, log.users().size()) : 0;
    int userTop = next;
    int header = next + users;
    return new AlertLines(
        rules, userTop, users, header, Math.max(0, state.rows() - header - 1 - KEYS));
  }
}
