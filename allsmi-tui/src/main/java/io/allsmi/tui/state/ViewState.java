package io.allsmi.tui.state;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the user chose, and nothing that was measured.
 *
 * @param now the time the screen is drawn for
 * @param columns width of the screen
 * @param rows height of the screen
 * @param tab the tab shown
 * @param gpuOrder the order in All
 * @param users the choices in Users
 * @param jobs the choices in Jobs
 * @param host the choices about a host and its GPUs
 * @param filter what is shown of everything
 * @param positions cursor and scroll of the lists moved in last, by the list's name, oldest first
 * @param help whether help is open
 * @param helpTop the first line of help on the screen
 * @param alerts what was seen of the alerts
 * @param toast a message in place of the key line
 * @param trouble why no more snapshots come; empty while they do
 * @param replay the recording that is played; empty when snapshots come as they are taken
 * @param guide keys, help and commands
 */
public record ViewState(
    Instant now,
    int columns,
    int rows,
    Tab tab,
    GpuOrder gpuOrder,
    UsersChoice users,
    JobsChoice jobs,
    HostChoice host,
    FilterChoice filter,
    Map<String, Position> positions,
    boolean help,
    int helpTop,
    AlertsChoice alerts,
    Optional<Toast> toast,
    Optional<String> trouble,
    Optional<Replay> replay,
    Guide guide) {
  private static final int MOST_POSITIONS = 64;
  private static final String ALL = "all";
  private static final String USERS = "users ";
  private static final String JOBS = "jobs";

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
        JobsChoice.START,
        HostChoice.START,
        FilterChoice.NONE,
        Map.of(),
        false,
        0,
        AlertsChoice.START,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Guide.START);
  }

  /** The keys there are. */
  public KeyMap keyMap() {
    return replay.isPresent() ? guide.keys().replay() : guide.keys().live();
  }

  /** This state with other keys. */
  public ViewState withKeys(KeySet keys) {
    return withGuide(guide.withKeys(keys));
  }

  /** The time that is being typed. */
  public Optional<TimeEntry> entry() {
    return replay.flatMap(Replay::entry);
  }

  /** The time of what is shown: now, or when it was recorded. */
  public Instant time() {
    return replay.map(Replay::time).orElse(now);
  }

  /** Which keys hold. */
  public InputMode mode() {
    if (guide.command().isPresent()) {
      return InputMode.COMMAND;
    }
    if (help) {
      return guide.search().typing() ? InputMode.HELP_SEARCH : InputMode.HELP;
    }
    if (alerts.open()) {
      return InputMode.ALERTS;
    }
    if (filter.isTyping()) {
      return InputMode.FILTER;
    }
    return entry().isPresent() ? InputMode.TIMECODE : place();
  }

  /** What lies behind help and behind a line that is typed in. */
  public InputMode place() {
    return switch (tab.kind()) {
      case ALL -> host.gpu().isPresent() ? InputMode.GPU : InputMode.ALL;
      case HOST -> host.gpu().isPresent() ? InputMode.GPU : InputMode.HOST;
      case USERS ->
          users.hostId().isPresent()
              ? InputMode.USER_PROCESSES
              : users.user().isPresent() ? InputMode.USER_HOSTS : InputMode.USERS;
      case JOBS ->
          jobs.job().isEmpty()
              ? InputMode.JOBS
              : jobs.overview() ? InputMode.JOB_OVERVIEW : InputMode.JOB;
    };
  }

  /** The name of the list shown, which its position is kept under. */
  String listName() {
    return switch (tab.kind()) {
      case ALL -> host.gpu().map(ViewState::gpuList).orElse(ALL);
      case HOST -> host.gpu().map(ViewState::gpuList).orElse("host " + tab.hostId());
      case USERS -> USERS + users.listName();
      case JOBS -> jobs.job().map(this::jobList).orElse(JOBS + jobs.listName());
    };
  }

  private static String gpuList(HostChoice.OpenGpu gpu) {
    return "gpu " + gpu.key() + " of " + gpu.hostId();
  }

  private String jobList(String id) {
    return "job " + id + (jobs.overview() ? "" : jobs.node().map(n -> " on " + n).orElse(""));
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
    return with(d -> d.positions = changed);
  }

  /** Every user and host opened adds a list; those on top are always kept. */
  private static void forgetOldest(Map<String, Position> lists) {
    if (lists.size() > MOST_POSITIONS) {
      lists.keySet().stream()
          .filter(name -> !name.equals(ALL) && !name.equals(USERS) && !name.equals(JOBS))
          .findFirst()
          .ifPresent(lists::remove);
    }
  }

  ViewState withTab(Tab newTab) {
    return with(
        d -> {
          d.tab = newTab;
          d.host = host.closed();
        });
  }

  ViewState withGpuOrder(GpuOrder newOrder) {
    return with(d -> d.gpuOrder = newOrder);
  }

  ViewState withUsers(UsersChoice newUsers) {
    return with(d -> d.users = newUsers);
  }

  ViewState withJobs(JobsChoice newJobs) {
    return with(d -> d.jobs = newJobs);
  }

  ViewState withHost(HostChoice newHost) {
    return with(d -> d.host = newHost);
  }

  /** This state without a filter. */
  public ViewState withoutFilter() {
    return withFilter(FilterChoice.NONE);
  }

  ViewState withFilter(FilterChoice newFilter) {
    return with(d -> d.filter = newFilter);
  }

  /** The list of jobs behind the job that is open. */
  public ViewState inJobList() {
    return withJobs(jobs.top());
  }

  /** This state with the tab of the jobs open, which is there also before any are known. */
  public ViewState openOnJobs() {
    return withTab(Tab.JOBS).withJobs(jobs.asWanted());
  }

  ViewState withHelp(boolean open, int top) {
    return with(
        d -> {
          d.help = open;
          d.helpTop = top;
        });
  }

  ViewState withGuide(Guide newGuide) {
    return with(d -> d.guide = newGuide);
  }

  ViewState withAlerts(AlertsChoice newAlerts) {
    return newAlerts.equals(alerts) ? this : with(d -> d.alerts = newAlerts);
  }

  ViewState withToast(Optional<Toast> newToast) {
    return with(d -> d.toast = newToast);
  }

  ViewState withTrouble(String why) {
    return with(d -> d.trouble = Optional.of(why));
  }

  ViewState withReplay(Replay newer) {
    return with(d -> d.replay = Optional.of(newer));
  }

  ViewState withEntry(Optional<TimeEntry> entry) {
    return with(d -> d.replay = replay.map(r -> r.withEntry(entry)));
  }

  /** Whether more than the time differs from an earlier state. */
  public boolean hasChangedSince(ViewState earlier) {
    return !withNow(earlier.now).equals(earlier);
  }

  ViewState withNow(Instant time) {
    return with(d -> d.now = time);
  }

  ViewState withSize(int newColumns, int newRows) {
    return with(
        d -> {
          d.columns = newColumns;
          d.rows = newRows;
        });
  }

  /** This state after a change: the one place that repeats the parts. */
  private ViewState with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.state();
  }

  /** A state on the way from one to the next. */
  private static final class Draft {
    private Instant now;
    private int columns;
    private int rows;
    private Tab tab;
    private GpuOrder gpuOrder;
    private UsersChoice users;
    private JobsChoice jobs;
    private HostChoice host;
    private FilterChoice filter;
    private Map<String, Position> positions;
    private boolean help;
    private int helpTop;
    private AlertsChoice alerts;
    private Optional<Toast> toast;
    private Optional<String> trouble;
    private Optional<Replay> replay;
    private Guide guide;

    Draft(ViewState from) {
      now = from.now;
      columns = from.columns;
      rows = from.rows;
      tab = from.tab;
      gpuOrder = from.gpuOrder;
      users = from.users;
      jobs = from.jobs;
      host = from.host;
      filter = from.filter;
      positions = from.positions;
      help = from.help;
      helpTop = from.helpTop;
      alerts = from.alerts;
      toast = from.toast;
      trouble = from.trouble;
      replay = from.replay;
      guide = from.guide;
    }

    ViewState state() {
      return new ViewState(
          now, columns, rows, tab, gpuOrder, users, jobs, host, filter, positions, help, helpTop,
          alerts, toast, trouble, replay, guide);
    }
  }
}
