package io.allsmi.tui.state;

import java.util.List;

/**
 * Where things are on the screen; the renderer draws there and the reducer scrolls by it. A row
 * that is not there is -1.
 *
 * @param tooSmall whether only a message fits
 * @param compact whether there is room for names and one figure only
 * @param cards the first row of the sums
 * @param cardRows how many rows they have
 * @param history the first row of what was before
 * @param historyRows how many rows that has
 * @param tabs the row of the tabs
 * @param rule the row of the rule below them
 * @param bannerTop the first banner line
 * @param banner the banner lines
 * @param header the row of the column titles
 * @param listTop the first row of the list
 * @param listHeight how many rows of the list are seen
 * @param detail the row below the list that explains the cursor's row
 * @param replay the row that says where a recording is; the first one where there is no other
 * @param keys the key line
 */
public record Layout(
    boolean tooSmall,
    boolean compact,
    int cards,
    int cardRows,
    int history,
    int historyRows,
    int tabs,
    int rule,
    int bannerTop,
    List<Banner> banner,
    int header,
    int listTop,
    int listHeight,
    int detail,
    int replay,
    int keys) {
  private static final int MIN_COLUMNS = 20;
  private static final int MIN_ROWS = 3;
  private static final int COMPACT_COLUMNS = 40;
  private static final int COMPACT_ROWS = 10;
  private static final int ROWS_FOR_CARDS = 14;
  private static final int ROWS_FOR_RULE = 12;
  private static final int ROWS_FOR_MORE_CARDS = 22;
  private static final int ROWS_FOR_HISTORY = 24;
  private static final int ROWS_FOR_MORE_HISTORY = 32;

  static boolean isCompact(ViewState state) {
    return state.columns() < COMPACT_COLUMNS || state.rows() < COMPACT_ROWS;
  }

  /** The layout for a state. */
  public static Layout of(ViewState state, ClusterView cluster) {
    ClusterView view = cluster.seen(state);
    int rows = state.rows();
    if (state.columns() < MIN_COLUMNS || rows < MIN_ROWS) {
      return new Layout(true, true, -1, 0, -1, 0, -1, -1, 0, List.of(), -1, 0, 0, -1, -1, -1);
    }
    return isCompact(state) ? compact(state, view) : full(state, view);
  }

  private static Layout compact(ViewState state, ClusterView view) {
    boolean playing = state.replay().isPresent();
    int keys = state.rows() - 1;
    int replayRows = playing && state.rows() > MIN_ROWS ? 1 : 0;
    int replay = playing ? (replayRows == 1 ? keys - 1 : 0) : -1;
    List<Banner> banner =
        Banner.of(state, view, false).stream()
            .filter(Banner::isWarning)
            .limit(Math.max(0, state.rows() - MIN_ROWS - replayRows))
            .toList();
    int listTop = 1 + banner.size();
    int height = Math.max(1, keys - replayRows - listTop);
    return new Layout(
        false, true, -1, 0, -1, 0, -1, -1, 1, banner, -1, listTop, height, -1, replay, keys);
  }

  private static Layout full(ViewState state, ClusterView view) {
    int rows = state.rows();
    int next = 1;
    int cardRows = rows < ROWS_FOR_CARDS ? 0 : rows < ROWS_FOR_MORE_CARDS ? 1 : 2;
    int cards = cardRows == 0 ? -1 : next;
    next += cardRows;
    int historyRows = rows < ROWS_FOR_HISTORY ? 0 : rows < ROWS_FOR_MORE_HISTORY ? 1 : 2;
    int history = historyRows == 0 ? -1 : next;
    next += historyRows;
    int tabs = next++;
    int rule = state.rows() >= ROWS_FOR_RULE ? next++ : -1;
    List<Banner> banner = Banner.of(state, view, state.rows() > ROWS_FOR_RULE);
    int bannerTop = next;
    int header = bannerTop + banner.size();
    int keys = state.rows() - 1;
    boolean detailed = isProcesses(state);
    int replay = state.replay().isPresent() ? keys - 1 : -1;
    int below = replay >= 0 ? replay : keys;
    int detail = detailed ? below - 1 : -1;
    int listTop = header + 1;
    int height = Math.max(1, (detailed ? detail : below) - listTop);
    return new Layout(
        false,
        false,
        cards,
        cardRows,
        history,
        historyRows,
        tabs,
        rule,
        bannerTop,
        banner,
        header,
        listTop,
        height,
        detail,
        replay,
        keys);
  }

  private static boolean isProcesses(ViewState state) {
    return state.tab().equals(Tab.USERS) && state.users().hostId().isPresent();
  }
}
