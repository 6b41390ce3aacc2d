package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import io.allsmi.core.source.Playback.State;
import io.allsmi.core.source.PlaybackCommand;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A recording as a source: its snapshots come as they were recorded, at any speed, and a viewer
 * steers.
 *
 * <p>Each snapshot is waited for as long as the recording says, divided by the speed. Where more
 * than ten intervals are missing, the wait is {@value #LONGEST_GAP_SECONDS} seconds at most: nobody
 * watches a gap. A snapshot whose time has passed before somebody asked for it is left out.
 *
 * <p>An event is looked for snapshot by snapshot from the one that is shown, an alert among them
 * where the options name rules; any later command ends the search. A position that was sought is
 * shown at once and the playback goes on from there as it was, but for a step, which pauses.
 *
 * <p>There is no thread in it: everything is done by the one that polls, which also uses the time
 * it waits to learn where everything is in the file. No device is read and no connection is made.
 *
 * @since 0.30.0
 */
public final class ReplaySource implements PlayableSource {
  /** The longest wait where snapshots are missing. */
  static final int LONGEST_GAP_SECONDS = 3;

  private static final int GAP_INTERVALS = 10;
  private static final long LONGEST_GAP = TimeUnit.SECONDS.toNanos(LONGEST_GAP_SECONDS);
  private static final long UNKNOWN_INTERVAL_MILLIS = 6_000;

  /** How often a file that is followed is looked at. */
  private static final long FOLLOW = TimeUnit.MILLISECONDS.toNanos(500);

  /** One that is late by more than this was not late but away: it goes on from where it was. */
  private static final long AWAY = TimeUnit.SECONDS.toNanos(2);

  /** What is read at once while there is nothing else to do. */
  private static final long INDEXED_AT_ONCE = 8L << 20;

  /** Steps that are taken one by one; more are a jump. */
  private static final int NEAR = 1000;

  private static final Optional<String> MARKER = Optional.of("marker");

  private final Replayer replayer;
  private final Pacer pacer;
  private final boolean follows;
  private final AlertRules rules;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<PlaybackCommand> commands = new ArrayDeque<>();
  private boolean polling;
  private volatile boolean closed;
  private volatile Playback playback;

  // Of the thread that polls.
  private final TreeSet<Duration> markers = new TreeSet<>();
  private @Nullable RecordedSnapshot shown;
  private @Nullable RecordedSnapshot upcoming;
  private boolean upcomingKnown;
  private State state = State.PLAYING;
  private double speed;
  private boolean loops;

  /** The time that was jumped to, from the start; zero when what is shown tells the time. */
  private Duration sought = Duration.ZERO;

  private long shownAt;
  private String note = "";
  private int damageSeen;

  private ReplaySource(Replayer replayer, ReplayOptions options, Pacer pacer) {
    this.replayer = replayer;
    this.pacer = pacer;
    follows = options.follows();
    rules = options.alerts();
    speed = options.speed();
    loops = options.loops();
    options.start().ifPresent(commands::add);
    playback = published();
  }

  /**
   * Opens a recording and plays it.
   *
   * @param path as {@link Replayer#open(Path)}
   * @throws IOException as that
   */
  public static ReplaySource open(Path path, ReplayOptions options) throws IOException {
    return of(Replayer.open(path), options);
  }

  /**
   * Plays a recording from where it stands.
   *
   * @param replayer for nobody else from now on; closed with this
   */
  public static ReplaySource of(Replayer replayer, ReplayOptions options) {
    return new ReplaySource(replayer, options, new Pacer.Wall());
  }

  static ReplaySource of(Replayer replayer, ReplayOptions options, Pacer pacer) {
    return new ReplaySource(replayer, options, pacer);
  }

  @Override
  public Playback playback() {
    return playback;
  }

  @Override
  public void steer(PlaybackCommand command) {
    lock.lock();
    try {
      commands.add(command);
      playback = after(command, playback);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<ClusterSnapshot> poll() throws IOException, InterruptedException {
    lock.lock();
    try {
      polling = true;
    } finally {
      lock.unlock();
    }
    try {
      return closed ? Optional.empty() : play();
    } catch (ClosedByInterruptException e) {
      throw (InterruptedException) new InterruptedException("replay was interrupted").initCause(e);
    } finally {
      leave();
    }
  }

  private void leave() throws IOException {
    lock.lock();
    try {
      polling = false;
      if (closed) {
        replayer.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<ClusterSnapshot> play() throws IOException, InterruptedException {
    while (!closed) {
      RecordedSnapshot due = steered();
      if (due == null && shown == null) {
        due = replayer.seek(0).orElse(null);
        if (due == null) {
          return Optional.empty();
        }
      }
      if (due == null && (state == State.PLAYING || state == State.FOLLOWING)) {
        due = playing();
      }
      if (due != null) {
        return Optional.of(show(due).snapshot());
      }
      if (state == State.PAUSED || state == State.ENDED) {
        rest(Long.MAX_VALUE);
      }
    }
    return Optional.empty();
  }

  private RecordedSnapshot show(RecordedSnapshot due) {
    shown = due;
    if (replayer.damage().size() > damageSeen) {
      List<Damage> damage = replayer.damage();
      damageSeen = damage.size();
      note = "left out: " + damage.get(damageSeen - 1);
    }
    publish();
    return due;
  }

  /** The next one when its time has come, else null after having waited for something. */
  private @Nullable RecordedSnapshot playing() throws IOException, InterruptedException {
    RecordedSnapshot from = shown;
    if (from == null) {
      return null;
    }
    RecordedSnapshot next = ahead();
    if (next == null) {
      return atEnd(from);
    }
    boolean live = state == State.FOLLOWING;
    become(State.PLAYING);
    long due = shownAt + wait(from, next);
    long now = pacer.nanos();
    if (now < due && !live) {
      rest(due - now);
      return null;
    }
    if (live || now - due > AWAY) {
      shownAt = now;
      return take(next);
    }
    shownAt = due;
    return lastDue(take(next), now);
  }

  /** Leaves out what nobody asked for in time. */
  private RecordedSnapshot lastDue(RecordedSnapshot first, long now) throws IOException {
    RecordedSnapshot due = first;
    while (true) {
      RecordedSnapshot next = ahead();
      if (next == null || hasCommands()) {
        return due;
      }
      long at = shownAt + wait(due, next);
      if (at > now) {
        return due;
      }
      shownAt = at;
      due = take(next);
    }
  }

  private @Nullable RecordedSnapshot atEnd(RecordedSnapshot last)
      throws IOException, InterruptedException {
    if (follows) {
      become(State.FOLLOWING);
      if (!replayer.refresh()) {
        rest(FOLLOW);
      }
      upcomingKnown = false;
      return null;
    }
    if (!loops) {
      become(State.ENDED);
      return null;
    }
    long due = shownAt + (long) (interval(last) * TimeUnit.MILLISECONDS.toNanos(1) / speed);
    long now = pacer.nanos();
    if (now < due) {
      rest(due - now);
      return null;
    }
    return at(replayer.seek(0));
  }

  private @Nullable RecordedSnapshot ahead() throws IOException {
    if (!upcomingKnown) {
      upcoming = replayer.next().orElse(null);
      upcomingKnown = true;
    }
    return upcoming;
  }

  private RecordedSnapshot take(RecordedSnapshot next) {
    note = "";
    sought = Duration.ZERO;
    upcoming = null;
    upcomingKnown = false;
    return next;
  }

  /** Where it was jumped to; time counts from now. */
  private @Nullable RecordedSnapshot at(Optional<RecordedSnapshot> place) {
    sought = Duration.ZERO;
    upcoming = null;
    upcomingKnown = false;
    shownAt = pacer.nanos();
    return place.orElse(null);
  }

  private static long interval(RecordedSnapshot snapshot) {
    long interval = snapshot.snapshot().interval().toMillis();
    return interval > 0 ? interval : UNKNOWN_INTERVAL_MILLIS;
  }

  private long wait(RecordedSnapshot from, RecordedSnapshot to) {
    long millis = Math.max(0, to.offset().minus(from.offset()).toMillis());
    long nanos = (long) (TimeUnit.MILLISECONDS.toNanos(millis) / speed);
    return millis > GAP_INTERVALS * interval(from) ? Math.min(nanos, LONGEST_GAP) : nanos;
  }

  /** Waits for a command or some time, and learns where everything is meanwhile. */
  private void rest(long nanos) throws IOException, InterruptedException {
    long until = nanos == Long.MAX_VALUE ? nanos : pacer.nanos() + nanos;
    while (!replayer.isIndexed() && !hasCommands() && !closed && pacer.nanos() < until) {
      replayer.indexMore(INDEXED_AT_ONCE);
      publish();
    }
    lock.lock();
    try {
      long left = nanos == Long.MAX_VALUE ? nanos : until - pacer.nanos();
      if (!closed && commands.isEmpty() && left > 0) {
        pacer.await(changed, left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasCommands() {
    lock.lock();
    try {
      return !commands.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** The next command; of jumps that follow each other, the one that makes the others needless. */
  private @Nullable PlaybackCommand command() {
    lock.lock();
    try {
      PlaybackCommand first = commands.poll();
      while (first != null && commands.peek() != null) {
        PlaybackCommand next = commands.peek();
        if (isPlace(next) && (isPlace(first) || isWay(first))) {
          first = commands.poll();
        } else if (first instanceof PlaybackCommand.SeekBy one
            && next instanceof PlaybackCommand.SeekBy other) {
          commands.poll();
          first = new PlaybackCommand.SeekBy(one.by().plus(other.by()));
        } else {
          return first;
        }
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isPlace(@Nullable PlaybackCommand command) {
    return command instanceof PlaybackCommand.SeekTo
        || command instanceof PlaybackCommand.SeekToInstant;
  }

  private static boolean isWay(PlaybackCommand command) {
    return command instanceof PlaybackCommand.SeekBy
        || command instanceof PlaybackCommand.SeekEvent;
  }

  /** Does what was asked for; what is to be shown for it, if it leads anywhere. */
  private @Nullable RecordedSnapshot steered() throws IOException {
    RecordedSnapshot leadsTo = null;
    for (PlaybackCommand command = command(); command != null && !closed; command = command()) {
      note = "";
      RecordedSnapshot place = obey(command, leadsTo == null ? shown : leadsTo);
      if (place != null) {
        leadsTo = place;
        shown = place;
      }
      publish();
    }
    return leadsTo;
  }

  private @Nullable RecordedSnapshot obey(PlaybackCommand command, @Nullable RecordedSnapshot here)
      throws IOException {
    if (command instanceof PlaybackCommand.TogglePause) {
      return togglePause();
    } else if (command instanceof PlaybackCommand.Step step) {
      state = State.PAUSED;
      return step(step.frames(), here);
    } else if (command instanceof PlaybackCommand.SeekTo seek) {
      return sought(seek.offset());
    } else if (command instanceof PlaybackCommand.SeekToInstant seek) {
      return sought(between(replayer.start(), seek.at()));
    } else if (command instanceof PlaybackCommand.SeekBy seek) {
      return sought(sum(here == null ? Duration.ZERO : position(here), seek.by()));
    } else if (command instanceof PlaybackCommand.SeekEvent event) {
      return here == null ? null : search(event.forward(), here);
    } else if (command instanceof PlaybackCommand.SetSpeed set) {
      pace(Math.min(Playback.FASTEST, Math.max(Playback.SLOWEST, set.factor())));
    } else if (command instanceof PlaybackCommand.ToggleLoop) {
      loops = !loops;
      goOnFromEnd();
    } else if (command instanceof PlaybackCommand.ToggleMarker && here != null) {
      if (!markers.remove(here.offset())) {
        markers.add(here.offset());
      }
    }
    return null;
  }

  private static Duration sum(Duration from, Duration by) {
    try {
      Duration to = from.plus(by);
      return to.isNegative() ? Duration.ZERO : to;
    } catch (ArithmeticException e) {
      return by.isNegative() ? Duration.ZERO : by;
    }
  }

  private @Nullable RecordedSnapshot togglePause() throws IOException {
    long now = pacer.nanos();
    if (state == State.PAUSED) {
      state = State.PLAYING;
      shownAt += now; // what had passed of the wait
    } else if (state == State.ENDED) {
      state = State.PLAYING;
      return at(replayer.seek(0));
    } else {
      state = State.PAUSED;
      shownAt -= now;
    }
    return null;
  }

  /** Goes to a time, which lies behind the snapshot that was seen then: so much less to wait. */
  private @Nullable RecordedSnapshot sought(Duration offset) throws IOException {
    RecordedSnapshot there = jumped(replayer.seek(offset));
    if (there != null && offset.compareTo(there.offset()) > 0) {
      Duration total = replayer.duration();
      sought = offset.compareTo(total) < 0 ? offset : total;
      shownAt -= (long) (sought.minus(there.offset()).toNanos() / speed);
    }
    return there;
  }

  private @Nullable RecordedSnapshot jumped(Optional<RecordedSnapshot> place) {
    goOnFromEnd();
    RecordedSnapshot there = at(place);
    if (state == State.PAUSED) {
      shownAt = 0;
    }
    return there;
  }

  /** Where the viewer is: at what is shown, or behind it where a time was sought. */
  private Duration position(RecordedSnapshot here) {
    return sought.compareTo(here.offset()) > 0 ? sought : here.offset();
  }

  private static Duration between(Instant start, Instant at) {
    try {
      return Duration.between(start, at);
    } catch (ArithmeticException e) {
      return Duration.ofSeconds(at.isBefore(start) ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  private void goOnFromEnd() {
    if (state == State.ENDED || state == State.FOLLOWING) {
      state = State.PLAYING;
    }
  }

  private @Nullable RecordedSnapshot step(int frames, @Nullable RecordedSnapshot here)
      throws IOException {
    Optional<RecordedSnapshot> place = Optional.empty();
    if (here == null || Math.abs((long) frames) > NEAR) {
      place = replayer.seek(here == null ? frames : here.ordinal() + frames);
    } else {
      stand(here);
      for (int i = 0; i < Math.abs(frames); i++) {
        Optional<RecordedSnapshot> one = frames > 0 ? replayer.next() : replayer.previous();
        if (one.isEmpty()) {
          break;
        }
        place = one;
      }
    }
    at(Optional.empty());
    shownAt = 0;
    if (here != null) {
      stand(place.orElse(here));
    }
    return place.orElse(null);
  }

  /** Puts the replayer where the viewer is; it may be ahead. */
  private void stand(RecordedSnapshot here) throws IOException {
    long at = replayer.current().map(RecordedSnapshot::ordinal).orElse(-1L);
    if (at != here.ordinal()) {
      replayer.seek(here.ordinal());
    }
  }

  private @Nullable RecordedSnapshot search(boolean forward, RecordedSnapshot here)
      throws IOException {
    State before = state;
    state = State.SEARCHING;
    publish();
    upcomingKnown = false;
    stand(here);
    RecordedSnapshot last = here;
    AlertFinder alerts = new AlertFinder(rules, here.snapshot());
    Optional<String> event = Optional.empty();
    boolean interrupted = false;
    while (event.isEmpty() && !interrupted) {
      Optional<RecordedSnapshot> next = forward ? replayer.next() : replayer.previous();
      if (next.isEmpty()) {
        event =
            !forward && last.ordinal() != here.ordinal() && isMarked(last)
                ? MARKER
                : Optional.empty();
        break;
      }
      if (forward) {
        Optional<String> alert = alerts.forward(next.get().snapshot());
        event = event(last, next.get()).or(() -> alert);
      }
      if (!forward && last.ordinal() != here.ordinal()) {
        RecordedSnapshot later = last;
        event =
            event(next.get(), later)
                .or(() -> alerts.between(next.get().snapshot(), later.snapshot()));
        if (event.isPresent()) {
          break;
        }
      }
      last = next.get();
      interrupted = hasCommands() || closed;
    }
    state = before;
    if (interrupted && event.isEmpty()) {
      stand(here);
      return null;
    }
    note = event.orElse(forward ? "no later event" : "no earlier event");
    stand(last);
    return last.ordinal() == here.ordinal() ? null : jumped(Optional.of(last));
  }

  /** What happened at the later of two, and whether the viewer set a marker there. */
  private Optional<String> event(RecordedSnapshot earlier, RecordedSnapshot later) {
    return isMarked(later) ? MARKER : EventFinder.between(earlier.snapshot(), later.snapshot());
  }

  private boolean isMarked(RecordedSnapshot snapshot) {
    return markers.contains(snapshot.offset());
  }

  private void pace(double factor) {
    long now = pacer.nanos();
    boolean paused = state == State.PAUSED;
    long passed = paused ? -shownAt : now - shownAt;
    long scaled = (long) (passed * speed / factor);
    shownAt = paused ? -scaled : now - scaled;
    speed = factor;
  }

  private void become(State next) {
    if (state != next) {
      state = next;
      publish();
    }
  }

  private void publish() {
    Playback now = published();
    lock.lock();
    try {
      for (PlaybackCommand command : commands) {
        now = after(command, now);
      }
      playback = now;
    } finally {
      lock.unlock();
    }
  }

  /** What a command that nobody has obeyed yet will lead to, as far as that is plain. */
  private static Playback after(PlaybackCommand command, Playback before) {
    State state = before.state();
    double speed = before.speed();
    boolean loops = before.loops();
    if (command instanceof PlaybackCommand.SetSpeed set) {
      speed = Math.min(Playback.FASTEST, Math.max(Playback.SLOWEST, set.factor()));
    } else if (command instanceof PlaybackCommand.ToggleLoop) {
      loops = !loops;
    } else if (command instanceof PlaybackCommand.TogglePause) {
      boolean stands = state == State.PAUSED || state == State.ENDED;
      state = stands ? State.PLAYING : State.PAUSED;
    }
    return new Playback(
        before.start(), before.total(), before.elapsed(), state, speed, loops, before.marks(), "");
  }

  private Playback published() {
    Instant start = replayer.start();
    Duration total = replayer.duration();
    Duration elapsed = shown == null ? Duration.ZERO : position(shown);
    Duration longest = elapsed.compareTo(total) > 0 ? elapsed : total;
    return new Playback(start, longest, elapsed, state, speed, loops, marks(start), note);
  }

  private List<Mark> marks(Instant start) {
    List<Mark> marks = new ArrayList<>();
    for (Gap gap : replayer.gaps()) {
      Duration offset = Duration.between(start, gap.from());
      marks.add(new Mark(offset, Duration.between(gap.from(), gap.to()), Mark.Kind.GAP));
    }
    for (Duration marker : markers) {
      marks.add(new Mark(marker, Duration.ZERO, Mark.Kind.MARKER));
    }
    marks.sort(Comparator.comparing(Mark::offset));
    return marks;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (!polling) {
        replayer.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("replay: expected to close the recording", e);
    } finally {
      lock.unlock();
    }
  }
}
