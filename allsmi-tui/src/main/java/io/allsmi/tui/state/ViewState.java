package io.allsmi.tui.state;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the user chose, and nothing that was measured.
 *
 * @param now the time the screen is drawn for
 * @param columns width of the screen
 * @param rows height of the screen
 * @param tab the tab shown
 * @param gpuOrder the order in All
 * @param users the choices in Users
 * @param positions cursor and scroll of the lists moved in last, by the list's name, oldest first
 * @param help whether help is open
 * @param helpTop the first line of help on the screen
 * @param toast a message in place of the key line
 * @param trouble why no more snapshots come; empty while they do
 */
public record ViewState(
    Instant now,
    int columns,
    int rows,
    Tab tab,
    GpuOrder gpuOrder,
    UsersChoice users,
    Map<String, Position> positions,
    boolean help,
    int helpTop,
    Optional<Toast> toast,
    Optional<String> trouble) {
  private static final int MOST_POSITIONS = 64;
  private static final String ALL = "all";
  private static final String USERS = "users ";

  /** Copies the map. */
  public ViewState {
    positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
  }

  /** What is shown first. */
  public static ViewState initial(Instant now, int columns, int rows) {
    return new ViewState(
        now,
        columns,
        rows,
        Tab.ALL,
        GpuOrder.DEFAULT,
        UsersChoice.START,
        Map.of(),
        false,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** Which keys hold. */
  public InputMode mode() {
    if (help) {
      return InputMode.HELP;
    }
    return switch (tab.kind()) {
      case ALL -> InputMode.ALL;
      case HOST -> InputMode.HOST;
      case USERS ->
          users.hostId().isPresent()
              ? InputMode.USER_PROCESSES
              : users.user().isPresent() ? InputMode.USER_HOSTS : InputMode.USERS;
    };
  }

  /** The name of the list shown, which its position is kept under. */
  String listName() {
    return switch (tab.kind()) {
      case ALL -> ALL;
      case HOST -> "host " + tab.hostId();
      case USERS ->
          USERS + users.user().orElse("") + users.hostId().map(h -> " on " + h).orElse("");
    };
  }

  /** Where the user is in the list shown. */
  public Position position() {
    return positions.getOrDefault(listName(), Position.START);
  }

  ViewState withPosition(Position position) {
    if (position.equals(positions.get(listName()))) {
      return this;
    }
    Map<String, Position> changed = new LinkedHashMap<>(positions);
    changed.remove(listName());
    changed.put(listName(), position);
    forgetOldest(changed);
    return new ViewState(
        now, columns, rows, tab, gpuOrder, users, changed, help, helpTop, toast, trouble);
  }

  /** Every user and host opened adds a list; those on top are always kept. */
  private static void forgetOldest(Map<String, Position> lists) {
    if (lists.size() > MOST_POSITIONS) {
      lists.keySet().stream()
          .filter(name -> !name.equals(ALL) && !name.equals(USERS))
          .findFirst()
          .ifPresent(lists::remove);
    }
  }

  ViewState withTab(Tab newTab) {
    return new ViewState(
        now, columns, rows, newTab, gpuOrder, users, positions, help, helpTop, toast, trouble);
  }

  ViewState withGpuOrder(GpuOrder newOrder) {
    return new ViewState(
        now, columns, rows, tab, newOrder, users, positions, help, helpTop, toast, trouble);
  }

  ViewState withUsers(UsersChoice newUsers) {
    return new ViewState(
        now, columns, rows, tab, gpuOrder, newUsers, positions, help, helpTop, toast, trouble);
  }

  ViewState withHelp(boolean open, int top) {
    return new ViewState(
        now, columns, rows, tab, gpuOrder, users, positions, open, top, toast, trouble);
  }

  ViewState withToast(Optional<Toast> newToast) {
    return new ViewState(
        now, columns, rows, tab, gpuOrder, users, positions, help, helpTop, newToast, trouble);
  }

  ViewState withTrouble(String why) {
    return new ViewState(
        now,
        columns,
        rows,
        tab,
        gpuOrder,
        users,
        positions,
        help,
        helpTop,
        toast,
        Optional.of(why));
  }

  ViewState withNow(Instant time) {
    return new ViewState(
        time, columns, rows, tab, gpuOrder, users, positions, help, helpTop, toast, trouble);
  }

  ViewState withSize(int newColumns, int newRows) {
    return new ViewState(
        now, newColumns, newRows, tab, gpuOrder, users, positions, help, helpTop, toast, trouble);
  }
}
