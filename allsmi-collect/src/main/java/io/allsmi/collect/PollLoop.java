package io.allsmi.collect;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.internal.Failures;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The schedule: who is asked when, what an answer or its absence means, and when a snapshot is
 * published. Everything but {@link #cutAll()} runs on the scheduling thread, so nothing is locked.
 */
final class PollLoop {
  private static final Duration QUICK = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofMillis(50);
  private static final Duration PROBE_CONNECT = Duration.ofSeconds(1);
  private static final Duration LONGEST_SPREAD = Duration.ofMillis(500);

  private final PollOptions options;
  private final Clock clock;
  private final PollThreads threads;
  private final Function<HostTarget, HostReader> readers;
  private final Lanes lanes;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final List<PollRound> rounds = new ArrayList<>();
  private final Publisher publisher;
  private Map<String, HostEntry> hosts = new LinkedHashMap<>();
  private List<Issue> issues = List.of();
  private boolean repeating;
  private long publishedNanos = System.nanoTime();
  private int unasked;

  PollLoop(
      PollOptions options,
      PollThreads threads,
      Function<HostTarget, HostReader> readers,
      Consumer<ClusterSnapshot> output) {
    this.options = options;
    this.clock = options.clock();
    this.threads = threads;
    this.readers = readers;
    this.lanes = new Lanes(options.concurrency());
    this.publisher = new Publisher(threads, this::publishIfDue, () -> publish(output));
  }

  private void publish(Consumer<ClusterSnapshot> output) {
    publishedNanos = System.nanoTime();
    output.accept(snapshot());
  }

  /** Begins to ask every host again and again. */
  void repeat() {
    if (repeating) {
      return;
    }
    repeating = true;
    spread(List.copyOf(hosts.values()));
    if (hosts.isEmpty()) {
      changed();
    }
    keepHouse();
  }

  /** Asks every host once now. */
  void round(PollRound round) {
    rounds.add(round);
    for (HostEntry entry : hosts.values()) {
      round.add(entry);
      enqueue(entry);
    }
    Duration deadline = deadline();
    var unused = threads.after(deadline.plus(GRACE), () -> endRound(round, deadline));
    pump();
    settleRounds();
  }

  /** Takes on a new list of hosts: those that stay keep what is known of them. */
  void replaceHosts(HostList list) {
    replaceTargets(list.targets());
    complain(list.issues());
  }

  /** Says in the next snapshot what is wrong with the list of hosts. */
  void complain(List<Issue> complaints) {
    boolean same = issues.equals(complaints);
    issues = complaints;
    if (repeating && !same) {
      changed();
    }
  }

  private void replaceTargets(List<HostTarget> targets) {
    List<HostEntry> fresh = new ArrayList<>();
    Map<String, HostEntry> next = new LinkedHashMap<>();
    for (HostTarget target : targets) {
      HostEntry known = hosts.get(target.hostId());
      boolean stays = known != null && known.target.equals(target);
      HostEntry entry =
          stays && known != null
              ? known
              : new HostEntry(target, readers.apply(target), clock.instant());
      if (!stays) {
        fresh.add(entry);
      }
      next.put(target.hostId(), entry);
    }
    boolean same =
        fresh.isEmpty() && List.copyOf(next.keySet()).equals(List.copyOf(hosts.keySet()));
    hosts.values().stream().filter(e -> next.get(e.target.hostId()) != e).forEach(this::remove);
    hosts = next;
    unasked += fresh.size();
    if (repeating && !same) {
      spread(fresh);
      changed();
    }
  }

  /** Ends every request. Any thread. */
  void cutAll() {
    running.forEach(a -> threads.help(a.read::cut));
  }

  private Duration interval() {
    return options.intervalFor(hosts.size());
  }

  private Duration deadline() {
    return options.deadlineFor(hosts.size());
  }

  /** The first requests do not all begin at the same moment. */
  private void spread(List<HostEntry> fresh) {
    Duration window =
        least(LONGEST_SPREAD, Duration.ofMillis(fresh.size()), interval().dividedBy(4));
    int i = 0;
    for (HostEntry entry : fresh) {
      double share = (i++ + ThreadLocalRandom.current().nextDouble()) / fresh.size();
      Duration wait = i == 1 ? Duration.ZERO : Duration.ofNanos((long) (share * window.toNanos()));
      entry.dueNanos = System.nanoTime() + wait.toNanos();
      entry.timer = threads.after(wait, () -> due(entry));
    }
  }

  private static Duration least(Duration a, Duration b, Duration c) {
    Duration ab = a.compareTo(b) < 0 ? a : b;
    return ab.compareTo(c) < 0 ? ab : c;
  }

  private void due(HostEntry entry) {
    if (entry.running != null && entry.running.abandoned) {
      entry.dueNanos = System.nanoTime();
      scheduleAfter(entry, interval()); // its thread is still stuck in the system: look again later
      return;
    }
    enqueue(entry);
    pump();
  }

  private void enqueue(HostEntry entry) {
    if (!entry.removed && !entry.queued && entry.running == null) {
      entry.queued = true;
      lanes.add(entry);
    }
  }

  private void pump() {
    for (Optional<HostEntry> next = lanes.next(); next.isPresent(); next = lanes.next()) {
      start(next.get());
    }
  }

  private void start(HostEntry entry) {
    entry.queued = false;
    asked(entry);
    boolean recovering = entry.isFailing();
    Duration deadline = entry.reader.ownDeadline().orElse(deadline());
    Duration connect = recovering ? least(PROBE_CONNECT, deadline, deadline) : deadline;
    Attempt attempt = new Attempt(entry, entry.reader.read(connect, deadline), recovering);
    entry.running = attempt;
    running.add(attempt);
    lanes.started(attempt);
    Duration quick = least(QUICK, deadline, deadline);
    attempt.timer =
        threads.after(
            quick, () -> becameSlow(attempt, deadline, deadline.minus(quick).plus(GRACE)));
    threads.read(() -> attempt.run(outcome -> threads.post(() -> ended(attempt, outcome))));
  }

  private void becameSlow(Attempt attempt, Duration deadline, Duration left) {
    lanes.becameSlow(attempt);
    attempt.timer = threads.after(left, () -> abandon(attempt, Failures.timeout(deadline)));
    pump();
    publishIfDue();
  }

  /** The host has used its time; its thread may take longer to come back. */
  private void abandon(Attempt attempt, HostReadException why) {
    giveUp(attempt);
    failed(attempt.entry, why);
  }

  private void giveUp(Attempt attempt) {
    cancel(attempt.timer);
    attempt.abandoned = true;
    threads.help(attempt.read::cut);
    if (!attempt.slow) {
      lanes.becameSlow(attempt);
    }
  }

  private void ended(Attempt attempt, Attempt.Outcome outcome) {
    cancel(attempt.timer);
    running.remove(attempt);
    lanes.ended(attempt);
    HostEntry entry = attempt.entry;
    entry.running = null;
    if (!attempt.abandoned) {
      outcome.snapshot().ifPresent(s -> succeeded(entry, s));
      outcome.failure().ifPresent(f -> failed(entry, f));
    }
    pump();
    publishIfDue();
  }

  private void succeeded(HostEntry entry, HostSnapshot snapshot) {
    entry.succeeded(snapshot);
    reschedule(entry);
    answered(entry);
  }

  private void failed(HostEntry entry, HostReadException why) {
    entry.failed(why, clock.instant());
    if (repeating && !entry.removed) {
      Duration wait = Backoff.after(entry.failedAttempts(), interval());
      entry.retryAt(clock.instant().plus(wait));
      scheduleAfter(entry, wait);
    }
    answered(entry);
  }

  private void answered(HostEntry entry) {
    rounds.forEach(r -> r.answered(entry));
    settleRounds();
    if (!entry.removed) {
      changed();
    }
  }

  /** The next beat of the host's own rhythm; beats that have passed are left out. */
  private void reschedule(HostEntry entry) {
    if (!repeating || entry.removed) {
      return;
    }
    long now = System.nanoTime();
    long interval = interval().toNanos();
    long missed = Math.max(0, (now - entry.dueNanos) / interval);
    entry.dueNanos += (missed + 1) * interval;
    schedule(entry, Duration.ofNanos(entry.dueNanos - now));
  }

  private void scheduleAfter(HostEntry entry, Duration wait) {
    entry.dueNanos = System.nanoTime() + wait.toNanos();
    schedule(entry, wait);
  }

  private void schedule(HostEntry entry, Duration wait) {
    cancel(entry.timer);
    entry.timer = threads.after(wait, () -> due(entry));
  }

  private void asked(HostEntry entry) {
    if (!entry.asked) {
      entry.asked = true;
      unasked--;
    }
  }

  private void remove(HostEntry entry) {
    entry.removed = true;
    asked(entry);
    cancel(entry.timer);
    lanes.remove(entry);
    Attempt attempt = entry.running;
    if (attempt != null && !attempt.abandoned) {
      giveUp(attempt);
    }
    threads.help(entry.reader::close);
    rounds.forEach(r -> r.answered(entry));
    settleRounds();
  }

  private static void cancel(@Nullable ScheduledFuture<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void endRound(PollRound round, Duration deadline) {
    for (HostEntry entry : round.waitingFor()) {
      if (entry.reader.ownDeadline().isPresent()) {
        continue; // its attempt ends in a time of its own, and the round with it
      }
      Attempt attempt = entry.running;
      if (attempt != null && !attempt.abandoned) {
        abandon(attempt, Failures.timeout(deadline));
      } else {
        boolean isUnasked = entry.queued;
        entry.queued = false;
        lanes.remove(entry);
        failed(entry, isUnasked ? Failures.notReached(deadline) : Failures.timeout(deadline));
      }
    }
  }

  private void settleRounds() {
    for (PollRound round : List.copyOf(rounds)) {
      if (round.waitingFor().isEmpty()) {
        rounds.remove(round);
        round.complete(snapshot());
      }
    }
  }

  /** Readings grow old while nothing arrives. */
  private void keepHouse() {
    Instant now = clock.instant();
    Duration interval = interval();
    boolean isSilent = System.nanoTime() - publishedNanos >= interval.toNanos();
    if ((isSilent && hosts.isEmpty())
        || hosts.values().stream()
            .anyMatch(e -> e.hasAged(now, interval) || (isSilent && e.isFailing()))) {
      // That a host is still down, or that there is none, is news once an interval.
      changed();
    }
    publishIfDue();
    var unused = threads.after(least(interval, Duration.ofSeconds(1), interval), this::keepHouse);
  }

  private void changed() {
    publisher.changed();
    publishIfDue();
  }

  private void publishIfDue() {
    if (repeating) {
      publisher.publishIfDue(lanes.isQuiet() && unasked == 0, interval());
    }
  }

  private ClusterSnapshot.Source source() {
    boolean overSsh =
        !hosts.isEmpty()
            && hosts.values().stream().allMatch(e -> e.target.transport() == Transport.SSH);
    return overSsh ? ClusterSnapshot.Source.SSH : ClusterSnapshot.Source.REMOTE;
  }

  private ClusterSnapshot snapshot() {
    Instant now = clock.instant();
    Duration interval = interval();
    List<HostSnapshot> views = new ArrayList<>(hosts.size());
    hosts.values().forEach(e -> views.add(e.view(now, interval)));
    return new ClusterSnapshot(now, source(), repeating ? interval : Duration.ZERO, views, issues);
  }
}
