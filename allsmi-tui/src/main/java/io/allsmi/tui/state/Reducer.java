package io.allsmi.tui.state;

import io.allsmi.core.jobs.JobOrder;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import io.allsmi.core.source.Timecode;
import io.allsmi.core.usage.UserOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What each action does to the state. Performs nothing: what has to happen in the world is returned
 * as effects.
 */
public final class Reducer {
  private static final int WHEEL_ROWS = 3;

  private Reducer() {}

  /**
   * The state after a key. Text that is typed comes first, then the keys of a line that is typed
   * in, of the tab, of all tabs, and of replay.
   */
  public static Transition press(ViewState state, ClusterView view, KeyPress key) {
    if (state.mode() == InputMode.TIMECODE && key.isText()) {
      return Transition.to(
          state.withEntry(state.entry().map(entry -> entry.typed(key.character()))));
    }
    if (state.mode() == InputMode.FILTER && key.isText()) {
      return Transition.to(settled(state.withFilter(state.filter().typed(key.character())), view));
    }
    if (key.isText() && GuideMoves.isTyping(state)) {
      return Transition.to(settled(GuideMoves.typed(state, key.character()), view));
    }
    return state
        .keyMap()
        .actionFor(key, state.mode())
        .map(action -> apply(state, view, action))
        .orElse(Transition.to(state));
  }

  /** The state after an action. */
  public static Transition apply(ViewState state, ClusterView view, Action action) {
    return switch (action) {
      case QUIT -> Transition.with(state, new Effect.Quit());
      case REDRAW -> Transition.with(state, new Effect.Redraw());
      case EXPORT -> Exports.of(state, view);
      case GO_TO_TIMECODE -> goToTyped(state);
      case RUN_COMMAND -> run(state, view);
      default ->
          steered(state, action)
              .orElseGet(() -> Transition.to(settled(next(state, view, action), view)));
    };
  }

  private static Optional<Transition> steered(ViewState state, Action action) {
    return state
        .replay()
        .flatMap(replay -> Steering.command(action, replay.playback()))
        .map(command -> Transition.with(state, new Effect.Steer(command)));
  }

  private static Transition goToTyped(ViewState state) {
    if (state.replay().isEmpty() || state.entry().isEmpty()) {
      return Transition.to(state);
    }
    Replay replay = state.replay().get();
    TimeEntry entry = state.entry().get();
    Playback at = replay.playback();
    try {
      Duration place =
          Timecode.parse(entry.text(), replay.zone()).resolve(at.start(), at.total(), at.elapsed());
      return seek(state, place);
    } catch (IllegalArgumentException e) {
      String why = e.getMessage();
      return Transition.to(state.withEntry(Optional.of(entry.refused(why == null ? "" : why))));
    }
  }

  private static Transition seek(ViewState state, Duration place) {
    return Transition.with(
        state.withEntry(Optional.empty()), new Effect.Steer(new PlaybackCommand.SeekTo(place)));
  }

  private static ViewState next(ViewState state, ClusterView view, Action action) {
    return switch (action) {
      case QUIT, REDRAW, EXPORT, GO_TO_TIMECODE, RUN_COMMAND -> state;
      case TOGGLE_PAUSE, STEP_FORWARD, STEP_BACK, FASTER, SLOWER, SKIP_BACK, SKIP_FORWARD -> state;
      case PREVIOUS_EVENT, NEXT_EVENT, TOGGLE_MARKER, TO_START, TO_END, TOGGLE_LOOP -> state;
      case OPEN_TIMECODE -> state.withEntry(Optional.of(TimeEntry.EMPTY));
      case CANCEL_TIMECODE -> state.withEntry(Optional.empty());
      case ERASE_CHARACTER -> erased(state);
      case OPEN_HELP -> GuideMoves.searching(state.withHelp(true, 0), HelpSearch.NONE);
      case CLOSE_HELP -> GuideMoves.searching(state.withHelp(false, 0), HelpSearch.NONE);
      case SEARCH_HELP -> GuideMoves.searching(state, state.guide().search().begun());
      case ACCEPT_SEARCH -> GuideMoves.searching(state, state.guide().search().accepted());
      case CANCEL_SEARCH -> GuideMoves.searching(state, HelpSearch.NONE);
      case OPEN_COMMANDS -> GuideMoves.commanding(state, Optional.of(CommandEntry.EMPTY));
      case CLOSE_COMMANDS -> GuideMoves.closed(state);
      case OPEN_ALERTS -> AlertMoves.open(state);
      case CLOSE_ALERTS -> AlertMoves.close(state);
      case NEXT_TAB -> tab(state, view, 1);
      case PREVIOUS_TAB -> tab(state, view, -1);
      case SHOW_USERS -> state.withTab(Tab.USERS).withUsers(state.users().top());
      case UP -> move(state, view, -1);
      case DOWN -> move(state, view, 1);
      case PAGE_UP -> move(state, view, -page(state, view));
      case PAGE_DOWN -> move(state, view, page(state, view));
      case FIRST -> move(state, view, -Integer.MAX_VALUE / 2);
      case LAST -> move(state, view, Integer.MAX_VALUE / 2);
      case OPEN -> open(state, view);
      case BACK -> back(state);
      case OPEN_HOST -> HostMoves.openHost(state);
      case PROCESSES_BY_VRAM -> processes(state, ProcessOrder.VRAM);
      case PROCESSES_BY_PID -> processes(state, ProcessOrder.PID);
      case PROCESSES_BY_CPU -> processes(state, ProcessOrder.CPU);
      case PROCESSES_BY_MEMORY -> processes(state, ProcessOrder.MEMORY);
      case PROCESSES_BY_GPU -> processes(state, ProcessOrder.GPU);
      case PROCESSES_BY_USER -> processes(state, ProcessOrder.USER);
      case PROCESSES_BY_TIME -> processes(state, ProcessOrder.TIME);
      case TOGGLE_GPU_PROCESSES -> state.withHost(state.host().toggleGpuOnly());
      case SHOW_JOBS -> JobMoves.show(state, view);
      case JOBS_BY_ID -> jobs(state, JobOrder.JOB);
      case JOBS_BY_USER -> jobs(state, JobOrder.USER);
      case JOBS_BY_GPUS -> jobs(state, JobOrder.GPUS);
      case JOBS_BY_USED -> jobs(state, JobOrder.USED);
      case JOBS_BY_UTILISATION -> jobs(state, JobOrder.UTIL);
      case JOBS_BY_VRAM -> jobs(state, JobOrder.VRAM);
      case JOBS_BY_POWER -> jobs(state, JobOrder.POWER);
      case JOBS_BY_ELAPSED -> jobs(state, JobOrder.ELAPSED);
      case JOBS_BY_WASTE -> jobs(state, JobOrder.WASTED);
      case NEXT_JOB -> job(state, view, 1);
      case PREVIOUS_JOB -> job(state, view, -1);
      case NEXT_NODE -> node(state, view, 1);
      case PREVIOUS_NODE -> node(state, view, -1);
      case TOGGLE_PROCESSES -> JobMoves.processes(state, view);
      case TOGGLE_OVERVIEW -> JobMoves.overview(state, view);
      case OPEN_FILTER -> state.withFilter(state.filter().begin());
      case ACCEPT_FILTER -> state.withFilter(state.filter().accepted());
      case CANCEL_FILTER -> state.withFilter(state.filter().cancelled());
      case CLEAR_FILTER -> JobMoves.leave(state);
      case EMPTY_FILTER -> state.withFilter(state.filter().emptied());
      case COMPLETE_FILTER -> state.withFilter(state.filter().completed(view.snapshot()));
      case RECALL_FILTER -> state.withFilter(state.filter().recall());
      case TOGGLE_DIM -> state.withFilter(state.filter().toggleDims());
      case NEXT_GROUPING -> JobMoves.nextGrouping(state, view);
      case GPUS_BY_HOST -> state.withGpuOrder(GpuOrder.DEFAULT);
      case GPUS_BY_UTILISATION -> state.withGpuOrder(GpuOrder.UTILISATION);
      case GPUS_BY_MEMORY -> state.withGpuOrder(GpuOrder.GPU_MEMORY);
      case GPUS_BY_POWER -> state.withGpuOrder(GpuOrder.POWER);
      case GPUS_BY_TEMPERATURE -> state.withGpuOrder(GpuOrder.TEMPERATURE);
      case USERS_BY_NAME -> users(state, UserOrder.USER);
      case USERS_BY_VRAM -> users(state, UserOrder.VRAM);
      case USERS_BY_POWER -> users(state, UserOrder.POWER);
      case USERS_BY_NODES -> users(state, UserOrder.NODES);
      case USERS_BY_LONGEST -> users(state, UserOrder.LONGEST);
      case USERS_BY_HELD_IDLE -> state.withUsers(state.users().withIdleFirst());
      case TOGGLE_SYSTEM -> state.withUsers(state.users().toggleSystem());
      case TOGGLE_GPU_ONLY -> state.withUsers(state.users().toggleGpuOnly());
    };
  }

  private static ViewState back(ViewState state) {
    if (state.place() == InputMode.GPU) {
      return state.withHost(state.host().closed());
    }
    return state.tab().equals(Tab.JOBS)
        ? JobMoves.back(state)
        : state.withUsers(state.users().up());
  }

  private static ViewState processes(ViewState state, ProcessOrder order) {
    return state.withHost(state.host().withOrder(order));
  }

  /** Does what the chosen command says, as if it was clicked on. */
  private static Transition run(ViewState state, ClusterView view) {
    return GuideMoves.chosen(state, view)
        .map(item -> clicked(GuideMoves.closed(state), view, item.target()))
        .orElse(Transition.to(state));
  }

  private static ViewState erased(ViewState state) {
    if (GuideMoves.isTyping(state)) {
      return GuideMoves.erased(state);
    }
    return state.filter().isTyping()
        ? state.withFilter(state.filter().erased())
        : state.withEntry(state.entry().map(TimeEntry::erased));
  }

  private static ViewState jobs(ViewState state, JobOrder order) {
    return state.withJobs(state.jobs().withOrder(order));
  }

  private static ViewState job(ViewState state, ClusterView view, int step) {
    return state.jobs().job().isEmpty() ? move(state, view, step) : JobMoves.job(state, view, step);
  }

  private static ViewState node(ViewState state, ClusterView view, int step) {
    return state.jobs().overview() ? move(state, view, step) : JobMoves.node(state, view, step);
  }

  /**
   * The state after a click: a row is chosen, and opened when it was chosen already. A line that is
   * typed in closes.
   */
  public static Transition click(ViewState state, ClusterView view, Target target) {
    ViewState typed = state.withEntry(Optional.empty()).withFilter(state.filter().closed());
    return clicked(GuideMoves.closed(typed), view, target);
  }

  private static Transition clicked(ViewState state, ClusterView view, Target target) {
    if (target instanceof Target.OfTime time) {
      return seek(state, time.offset());
    }
    if (target instanceof Target.OfTab tab) {
      return Transition.to(settled(state.withTab(tab.tab()), view));
    }
    if (target instanceof Target.OfTheme theme) {
      return Transition.to(state.withGuide(state.guide().withTheme(theme.name())));
    }
    if (target instanceof Target.OfAction action) {
      return apply(state, view, action.action());
    }
    String key = ((Target.OfRow) target).key();
    if (key.equals(state.position().key())) {
      return press(state, view, KeyPress.of(Key.ENTER));
    }
    int index = view.listing(state).indexOf(key);
    return index < 0 ? Transition.to(state) : Transition.to(at(state, view, index));
  }

  /** The state after the wheel was turned; positive is down. */
  public static Transition wheel(ViewState state, ClusterView view, int notches) {
    return Transition.to(settled(move(state, view, notches * WHEEL_ROWS), view));
  }

  /** The state at a later time: messages expire. */
  public static ViewState tick(ViewState state, Instant now) {
    Optional<Toast> toast = state.toast().filter(t -> now.isBefore(t.expires()));
    return AlertMoves.tick(state.withToast(toast), now).withNow(now);
  }

  /** The state on a screen of another size. */
  public static ViewState resize(ViewState state, ClusterView view, int columns, int rows) {
    return settled(state.withSize(Math.max(0, columns), Math.max(0, rows)), view);
  }

  /** The state with a message in place of the key line. */
  public static ViewState toast(ViewState state, String text, String file, boolean failure) {
    Toast.Kind kind = failure ? Toast.Kind.FAILED : Toast.Kind.DONE;
    return state.withToast(Optional.of(Toast.at(state.now(), text, file, kind)));
  }

  /** The state with something to try in place of the key line. */
  public static ViewState hint(ViewState state, String text) {
    return state.withToast(Optional.of(Toast.at(state.now(), text, "", Toast.Kind.HINT)));
  }

  /**
   * The state of a recording that is played, and where it is now. What the playback has to say is
   * shown once, when it begins to say so.
   *
   * @param zone the zone that typed times are in
   */
  public static ViewState playing(ViewState state, Playback playback, ZoneId zone) {
    Optional<Replay> before = state.replay();
    ViewState next =
        state.withReplay(
            before
                .map(replay -> replay.withPlayback(playback))
                .orElse(new Replay(playback, zone, Optional.empty())));
    String note = playback.note();
    String known = before.map(replay -> replay.playback().note()).orElse("");
    return note.isEmpty() || note.equals(known)
        ? next
        : next.withToast(Optional.of(Toast.at(next.now(), note, "", Toast.Kind.NOTE)));
  }

  /** The state after the source has ended. */
  public static ViewState ended(ViewState state, String why) {
    return state.withTrouble(why);
  }

  /** The state over a new snapshot, whose alerts are told. */
  public static Transition arrived(ViewState state, ClusterView view) {
    return AlertMoves.told(settled(state, view), view.alerts());
  }

  /** The state over a new snapshot: the cursor is on a row that exists, near where it was. */
  public static ViewState settled(ViewState state, ClusterView view) {
    if (!view.tabs(state).contains(state.tab())) {
      return settled(state.withTab(Tab.ALL), view);
    }
    ViewState clamped =
        state.help() ? state.withHelp(true, helpTop(state, state.helpTop())) : state;
    if (clamped.alerts().open()) {
      clamped = AlertMoves.scroll(clamped, view.alerts(), clamped.alerts().top());
    }
    Listing listing = view.listing(clamped);
    Position old = clamped.position();
    int found = listing.indexOf(old.key());
    return at(clamped, view, found >= 0 ? found : old.index());
  }

  private static ViewState at(ViewState state, ClusterView view, int wanted) {
    Listing listing = view.listing(state);
    if (listing.size() == 0) {
      return state; // the cursor waits for its row
    }
    int index = Math.max(0, Math.min(listing.size() - 1, wanted));
    int height = Layout.of(state, view).listHeight();
    int top = Math.min(state.position().top(), Math.max(0, listing.size() - height));
    if (index < top) {
      top = index;
    } else if (height > 0 && index >= top + height) {
      top = index - height + 1;
    }
    return state.withPosition(new Position(listing.rows().get(index).key(), index, top));
  }

  private static ViewState move(ViewState state, ClusterView view, int rows) {
    if (state.guide().command().isPresent()) {
      return GuideMoves.moved(state, view, rows);
    }
    if (state.help()) {
      return state.withHelp(true, helpTop(state, state.helpTop() + rows));
    }
    if (state.alerts().open()) {
      return AlertMoves.scroll(state, view.alerts(), state.alerts().top() + rows);
    }
    return at(state, view, state.position().index() + rows);
  }

  private static int helpTop(ViewState state, int wanted) {
    int last = Math.max(0, HelpLines.of(state).size() - HelpLines.height(state));
    return Math.max(0, Math.min(last, wanted));
  }

  private static int page(ViewState state, ClusterView view) {
    int height =
        switch (state.mode()) {
          case HELP, HELP_SEARCH -> HelpLines.height(state);
          case ALERTS -> AlertLines.of(state, view.alerts()).height();
          default -> Layout.of(state, view).listHeight();
        };
    return Math.max(1, height - 1);
  }

  private static ViewState tab(ViewState state, ClusterView view, int step) {
    List<Tab> tabs = view.tabs(state);
    int at = tabs.indexOf(state.tab());
    return state.withTab(tabs.get(Math.floorMod(at + step, tabs.size())));
  }

  private static ViewState users(ViewState state, UserOrder order) {
    return state.withUsers(state.users().withOrder(order));
  }

  private static ViewState open(ViewState state, ClusterView view) {
    Listing listing = view.listing(state);
    int index = listing.indexOf(state.position().key());
    if (index < 0) {
      return state;
    }
    Row row = listing.rows().get(index);
    if (row instanceof Row.Gpu gpu) {
      return HostMoves.open(state, gpu);
    }
    if (row instanceof Row.Host host) {
      return state.withTab(Tab.host(host.host().hostId()));
    }
    if (row instanceof Row.User || row instanceof Row.UserHost) {
      return state.withUsers(state.users().open(row.key()));
    }
    if (row instanceof Row.Job) {
      return state.withJobs(state.jobs().open(row.key()));
    }
    if (row instanceof Row.JobsOf) {
      return state.withJobs(state.jobs().openGroup(row.key()));
    }
    if (row instanceof Row.JobNode node) {
      return state.withJobs(state.jobs().onNode(node.usage().node()));
    }
    return state;
  }
}
