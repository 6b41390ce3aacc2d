package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every key: where it holds, what it does, and how help and the key line name it. There are two
 * maps, as the keys of replay mean nothing where time cannot be steered, and one of them means
 * something else there.
 */
public final class KeyMap {
  private static final KeyMap LIVE = new KeyMap(bindings(false));
  private static final KeyMap REPLAY = new KeyMap(bindings(true));

  private final List<Binding> bindings;
  private final Map<Place, Action> lookup = new HashMap<>();
  private final Map<InputMode, List<Hint>> hints = new EnumMap<>(InputMode.class);

  private KeyMap(List<Binding> all) {
    bindings = all;
    bindings.forEach(b -> lookup.put(new Place(b.context(), b.press()), b.action()));
    for (InputMode mode : InputMode.values()) {
      hints.put(mode, hintsOf(mode));
    }
  }

  /** The keys while snapshots come as they are taken. */
  public static KeyMap live() {
    return LIVE;
  }

  /** The keys while a recording is played. */
  public static KeyMap replay() {
    return REPLAY;
  }

  /** One of the two maps in which some actions have other keys. */
  static KeyMap of(boolean replay, Map<Action, List<KeyPress>> chosen) {
    KeyMap usual = replay ? REPLAY : LIVE;
    if (chosen.isEmpty()) {
      return usual;
    }
    Map<Action, List<KeyPress>> keys = LIVE.free();
    REPLAY
        .free()
        .forEach((a, more) -> keys.computeIfAbsent(a, b -> new ArrayList<>()).addAll(more));
    return new KeyMap(Rebinding.of(usual.all(), chosen, keys));
  }

  /** The actions that can have other keys, with those they have. */
  public Map<Action, List<KeyPress>> free() {
    return Rebinding.free(bindings);
  }

  /** Actions of {@code chosen} whose keys here mean something else in the same place, and what. */
  public Map<Action, String> clashes(Map<Action, List<KeyPress>> chosen) {
    return Rebinding.clashes(this, chosen);
  }

  /** The first key of an action; empty where it has none. */
  public String label(Action action) {
    return bindings.stream()
        .filter(b -> b.action() == action)
        .findFirst()
        .map(b -> b.press().label())
        .orElse("");
  }

  /**
   * One line of the map.
   *
   * @param context where the key holds
   * @param press the key
   * @param action what it does
   * @param help what it does, for people
   * @param hint its words in the key line, shared by keys that belong together; empty for none
   */
  public record Binding(
      KeyContext context, KeyPress press, Action action, String help, String hint) {}

  /**
   * An entry of the key line.
   *
   * @param keys the keys that share the words
   * @param text the words
   * @param action what the first of them does
   */
  public record Hint(String keys, String text, Action action) {}

  /** The whole map in the order of help. */
  public List<Binding> all() {
    return bindings;
  }

  /** What a key does in a mode; empty when nothing. */
  public Optional<Action> actionFor(KeyPress press, InputMode mode) {
    for (KeyContext context : mode.contexts()) {
      Action action = lookup.get(new Place(context, press));
      if (action != null) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  /** The key line of a mode, most useful first. */
  public List<Hint> hints(InputMode mode) {
    return hints.getOrDefault(mode, List.of());
  }

  /** The keys of replay first: what is played is steered more often than it is sorted. */
  private List<Hint> hintsOf(InputMode mode) {
    Map<String, Hint> byText = new LinkedHashMap<>();
    mode.contexts().stream().filter(c -> c == KeyContext.REPLAY).forEach(c -> addHints(c, byText));
    mode.contexts().stream().filter(c -> c != KeyContext.REPLAY).forEach(c -> addHints(c, byText));
    return List.copyOf(byText.values());
  }

  private void addHints(KeyContext context, Map<String, Hint> byText) {
    for (Binding b : bindings) {
      if (b.context() == context && !b.hint().isEmpty()) {
        byText.merge(
            b.hint(),
            new Hint(b.press().label(), b.hint(), b.action()),
            (one, other) -> new Hint(joined(one, other), one.text(), one.action()));
      }
    }
  }

  private static String joined(Hint one, Hint other) {
    boolean arrows = one.keys().codePointAt(0) > 0x7f && other.keys().codePointAt(0) > 0x7f;
    return one.keys() + (arrows ? "" : " ") + other.keys();
  }

  private record Place(KeyContext context, KeyPress press) {}

  private static List<Binding> bindings(boolean replay) {
    List<Binding> map = new ArrayList<>();
    Section all = new Section(map, KeyContext.ALL);
    all.key(Key.ENTER, Action.OPEN, "open the GPU of the row, or the host", "open");
    all.key('d', Action.GPUS_BY_HOST, "sort by host and GPU number", "sort");
    all.key('u', Action.GPUS_BY_UTILISATION, "sort by utilisation", "sort");
    // In replay g goes to a time in every tab, and m sorts by memory as it does in Users.
    all.key(replay ? 'm' : 'g', Action.GPUS_BY_MEMORY, "sort by GPU memory in use", "sort");
    all.key('p', Action.GPUS_BY_POWER, "sort by power", "sort");
    all.key('t', Action.GPUS_BY_TEMPERATURE, "sort by temperature", "sort");
    all.key('V', Action.SHOW_USERS, "the users", "users");
    all.key('J', Action.SHOW_JOBS, "the jobs", "jobs");
    HostKeys.add(map);
    users(map);
    JobKeys.add(map, replay);
    lists(map);
    FilterKeys.add(map);
    everywhere(map);
    if (replay) {
      replay(map);
    }
    Section alerts = new Section(map, KeyContext.ALERTS);
    alerts.key(Key.ESCAPE, Action.CLOSE_ALERTS, "close the alerts", "close");
    alerts.key('A', Action.CLOSE_ALERTS, "close the alerts", "");
    alerts.key('q', Action.CLOSE_ALERTS, "close the alerts", "");
    movement(alerts);
    Section help = new Section(map, KeyContext.HELP);
    help.key(Key.ESCAPE, Action.CLOSE_HELP, "close help", "close");
    help.key('h', Action.CLOSE_HELP, "close help", "");
    help.key('?', Action.CLOSE_HELP, "close help", "");
    help.key('q', Action.CLOSE_HELP, "close help", "");
    help.key('/', Action.SEARCH_HELP, "type a word: only lines with it are shown", "search");
    movement(help);
    typed(map);
    return List.copyOf(map);
  }

  private static void typed(List<Binding> map) {
    Section search = new Section(map, KeyContext.HELP_SEARCH);
    search.key(Key.ENTER, Action.ACCEPT_SEARCH, "read these lines", "read");
    search.key(Key.ESCAPE, Action.CANCEL_SEARCH, "all lines again", "all");
    search.key(Key.BACKSPACE, Action.ERASE_CHARACTER, "erase the last character", "");
    Section command = new Section(map, KeyContext.COMMAND);
    command.key(Key.ENTER, Action.RUN_COMMAND, "run the command", "run");
    command.key(Key.ESCAPE, Action.CLOSE_COMMANDS, "run none", "close");
    command.key(Key.BACKSPACE, Action.ERASE_CHARACTER, "erase the last character", "");
    movement(command);
  }

  private static void users(List<Binding> map) {
    Section users = new Section(map, KeyContext.USERS);
    users.key(Key.ENTER, Action.OPEN, "hosts of the user", "hosts");
    users.key('u', Action.USERS_BY_NAME, "sort by name", "sort");
    users.key('m', Action.USERS_BY_VRAM, "sort by GPU memory", "sort");
    users.key('p', Action.USERS_BY_POWER, "sort by power*", "sort");
    users.key('n', Action.USERS_BY_NODES, "sort by number of nodes", "sort");
    users.key('t', Action.USERS_BY_LONGEST, "sort by the oldest process", "sort");
    users.key('i', Action.USERS_BY_HELD_IDLE, "sort by GPUs held idle", "sort");
    users.key('f', Action.TOGGLE_SYSTEM, "show or hide system accounts", "system");
    users.key('G', Action.TOGGLE_GPU_ONLY, "only users who hold a GPU, or all", "gpu users only");
    users.key('e', Action.EXPORT, "write the rows on screen to a CSV file", "export");
    users.key('b', Action.NEXT_GROUPING, "group by user, account, partition", "group by");
    users.key('J', Action.SHOW_JOBS, "the jobs", "jobs");
    Section hosts = new Section(map, KeyContext.USER_HOSTS);
    hosts.key(Key.ENTER, Action.OPEN, "processes of the user on the host", "processes");
    hosts.key('e', Action.EXPORT, "write the rows on screen to a CSV file", "export");
    hosts.key(Key.ESCAPE, Action.BACK, "back to the users", "back");
    hosts.key('V', Action.SHOW_USERS, "all users", "users");
    hosts.key('J', Action.SHOW_JOBS, "the jobs", "jobs");
    Section processes = new Section(map, KeyContext.USER_PROCESSES);
    processes.key('e', Action.EXPORT, "write the rows on screen to a CSV file", "export");
    processes.key(Key.ESCAPE, Action.BACK, "back to the hosts of the user", "back");
    processes.key('V', Action.SHOW_USERS, "all users", "users");
    processes.key('J', Action.SHOW_JOBS, "the jobs", "jobs");
  }

  private static void lists(List<Binding> map) {
    movement(new Section(map, KeyContext.LIST));
  }

  private static void movement(Section list) {
    list.key(Key.UP, Action.UP, "one row up", "move");
    list.key(Key.DOWN, Action.DOWN, "one row down", "move");
    list.key(Key.PAGE_UP, Action.PAGE_UP, "one screen up", "");
    list.key(Key.PAGE_DOWN, Action.PAGE_DOWN, "one screen down", "");
    list.key(Key.HOME, Action.FIRST, "first row", "");
    list.key(Key.END, Action.LAST, "last row", "");
  }

  private static void everywhere(List<Binding> map) {
    Section tabs = new Section(map, KeyContext.TABS);
    tabs.key(Key.LEFT, Action.PREVIOUS_TAB, "previous tab", "tabs");
    tabs.key(Key.RIGHT, Action.NEXT_TAB, "next tab", "tabs");
    Section global = new Section(map, KeyContext.GLOBAL);
    global.key(Key.TAB, Action.NEXT_TAB, "next tab", "");
    global.key(Key.BACK_TAB, Action.PREVIOUS_TAB, "previous tab", "");
    global.key('?', Action.OPEN_HELP, "this help", "help");
    global.key('h', Action.OPEN_HELP, "this help", "");
    global.key(':', Action.OPEN_COMMANDS, "type a command by its name", "");
    global.key('A', Action.OPEN_ALERTS, "the alerts so far", "alerts");
    global.key('q', Action.QUIT, "quit", "quit");
    Section session = new Section(map, KeyContext.SESSION);
    session.press(KeyPress.ctrl('c'), Action.QUIT, "quit", "");
    session.press(KeyPress.ctrl('l'), Action.REDRAW, "draw the screen again", "");
  }

  private static void replay(List<Binding> map) {
    Section replay = new Section(map, KeyContext.REPLAY);
    replay.key(' ', Action.TOGGLE_PAUSE, "play or pause; at the end, from the start", "play");
    replay.key('[', Action.STEP_BACK, "one frame back, and pause", "step");
    replay.key(']', Action.STEP_FORWARD, "one frame on, and pause", "step");
    replay.key('+', Action.FASTER, "faster: 0.25 0.5 1 2 4 8", "speed");
    replay.key('=', Action.FASTER, "faster: 0.25 0.5 1 2 4 8", "");
    replay.key('-', Action.SLOWER, "slower", "speed");
    replay.key('_', Action.SLOWER, "slower", "");
    replay.key('j', Action.SKIP_BACK, "10 s back", "±10 s");
    replay.key('k', Action.SKIP_FORWARD, "10 s on", "±10 s");
    replay.key('g', Action.OPEN_TIMECODE, "go to a time", "go to");
    replay.key(
        '{', Action.PREVIOUS_EVENT, "previous event: a host, a user, an alert, a marker", "events");
    replay.key('}', Action.NEXT_EVENT, "next event", "events");
    replay.key('M', Action.TOGGLE_MARKER, "set a marker, or take it away", "mark");
    replay.key('0', Action.TO_START, "start of the recording", "ends");
    replay.key('$', Action.TO_END, "end of the recording", "ends");
    replay.key('L', Action.TOGGLE_LOOP, "begin again at the end, or stop there", "loop");
    Section entry = new Section(map, KeyContext.TIMECODE);
    entry.key(Key.ENTER, Action.GO_TO_TIMECODE, "go there", "go");
    entry.key(Key.ESCAPE, Action.CANCEL_TIMECODE, "stay here", "cancel");
    entry.key(Key.BACKSPACE, Action.ERASE_CHARACTER, "erase the last character", "");
  }

  /** Adds the keys of one context. */
  record Section(List<Binding> map, KeyContext context) {
    void key(char character, Action action, String help, String hint) {
      press(KeyPress.of(character), action, help, hint);
    }

    void key(Key key, Action action, String help, String hint) {
      press(KeyPress.of(key), action, help, hint);
    }

    void press(KeyPress press, Action action, String help, String hint) {
      map.add(new Binding(context, press, action, help, hint));
    }
  }
}
