package io.allsmi.collect;

import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.file.FileFaults;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads many hosts, over HTTP or whatever else its readers know, each at its own pace and with its
 * own deadline, so that one that hangs costs only itself.
 *
 * <pre>{@code
 * try (var poller = ClusterPoller.open(List.of(HttpTarget.parse("node1")))) {
 *   UserAggregation users = UserAggregator.aggregate(poller.readOnce().hosts());
 * }
 * }</pre>
 *
 * <p>A snapshot has one {@link io.allsmi.core.HostSnapshot} per target, in the order of the
 * targets. A host that fails keeps its last readings: {@code LATE} while they are at most three
 * intervals old, then {@code STALE}; {@code DOWN} if there are none. It is asked again after one
 * interval, then two, four and so on up to 30 s, and back at the normal pace with its first answer.
 *
 * <p>Hosts are asked repeatedly from the first {@link #poll()} or {@link #subscribe} on; {@link
 * #readOnce()} alone asks each once. One thread polls at a time; every other method may be called
 * by any thread at any time.
 *
 * @since 0.30
 */
public final class ClusterPoller implements ClusterSource, Flow.Publisher<ClusterSnapshot> {
  private static final Duration SHORTEST_LIST_CHECK = Duration.ofSeconds(1);

  private final HostSupplier supplier;
  private final PollOptions options;
  private final PollThreads threads = new PollThreads();
  private final SnapshotBoard board = new SnapshotBoard();
  private final Subscribers subscribers = new Subscribers(threads::help);
  private final Set<PollRound> rounds = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean repeating = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<HostReaders> readers;
  private final PollLoop loop;
  private volatile List<Issue> listIssues;
  private volatile int hostCount;

  ClusterPoller(
      HostSupplier supplier, HostList first, PollOptions options, List<HostReaders> readers) {
    this.supplier = supplier;
    this.readers = List.copyOf(readers);
    for (HostTarget target : first.targets()) {
      if (!canRead(target)) {
        throw new IllegalArgumentException(expectedReadable(target));
      }
    }
    this.options = options;
    this.listIssues = first.issues();
    this.hostCount = first.targets().size();
    this.loop = new PollLoop(options, threads, this::reader, this::publish);
    threads.post(() -> loop.replaceHosts(first));
  }

  /** Reads these hosts with the default options; nothing is asked yet. */
  public static ClusterPoller open(List<? extends HostTarget> targets) {
    PollOptions options = PollOptions.defaults();
    HostList list = HostList.of(targets);
    List<HostReaders> readers = List.of(HttpReaders.plain(options));
    return new ClusterPoller(() -> list, list, options, readers);
  }

  /**
   * Reads these hosts; nothing is asked yet.
   *
   * @throws IOException when the token file or the CA file cannot be used; the message names it
   * @throws IllegalArgumentException when the token has characters that cannot be sent
   */
  public static ClusterPoller open(List<? extends HostTarget> targets, PollOptions options)
      throws IOException {
    HostList list = HostList.of(targets);
    return open(() -> list, options);
  }

  /**
   * Reads the hosts that the supplier names, now and while the poller runs; nothing is asked yet.
   *
   * @throws IOException when the supplier throws it, or when the token file or the CA file cannot
   *     be used; the message says which
   * @throws IllegalArgumentException when the token has characters that cannot be sent
   */
  public static ClusterPoller open(HostSupplier hosts, PollOptions options) throws IOException {
    return open(hosts, options, List.of());
  }

  /**
   * Reads the hosts that the supplier names, of whatever kind they are, now and while the poller
   * runs; nothing is asked yet.
   *
   * @param more readers of other hosts than those over HTTP; they belong to the poller and are
   *     closed with it, or at once when it cannot be opened
   * @throws IOException when the supplier throws it, or when the token file or the CA file cannot
   *     be used; the message says which
   * @throws IllegalArgumentException when the token has characters that cannot be sent, or when a
   *     host is of a kind that no reader knows; one that the supplier names later is left out
   */
  public static ClusterPoller open(HostSupplier hosts, PollOptions options, List<HostReaders> more)
      throws IOException {
    List<HostReaders> readers = new ArrayList<>(more);
    boolean isOpen = false;
    try {
      readers.add(HttpReaders.open(options));
      ClusterPoller poller = new ClusterPoller(hosts, hosts.current(), options, readers);
      isOpen = true;
      return poller;
    } finally {
      if (!isOpen) {
        readers.forEach(HostReaders::close);
      }
    }
  }

  private HostReader reader(HostTarget target) {
    return readers.stream()
        .flatMap(r -> r.readerOf(target).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(expectedReadable(target)));
  }

  private boolean canRead(HostTarget target) {
    return readers.stream().anyMatch(r -> r.canRead(target));
  }

  private static String expectedReadable(HostTarget target) {
    return target + ": expected a host that this poller can read";
  }

  /** The list without hosts that nobody can read. */
  private HostList readable(HostList list) {
    if (list.targets().stream().allMatch(this::canRead)) {
      return list;
    }
    List<HostTarget> targets = new ArrayList<>();
    List<Issue> issues = new ArrayList<>(list.issues());
    for (HostTarget target : list.targets()) {
      if (canRead(target)) {
        targets.add(target);
      } else {
        issues.add(new Issue(0, expectedReadable(target)));
      }
    }
    return new HostList(targets, issues);
  }

  /**
   * Asks every host once and waits until each has answered or the deadline has passed; a host that
   * has not answered by then is {@code DOWN} with {@code TIMEOUT}, or keeps readings that it had.
   *
   * @return every host, in the order of the targets
   * @throws InterruptedException when the waiting thread is interrupted
   * @throws IllegalStateException when the poller is or gets closed
   */
  public ClusterSnapshot readOnce() throws InterruptedException {
    PollRound round = new PollRound();
    rounds.add(round);
    try {
      threads.post(() -> loop.round(round));
      if (closed.get()) {
        round.abort();
      }
      return round.await();
    } finally {
      rounds.remove(round);
    }
  }

  /**
   * Waits for a snapshot that is newer than the one returned last. The first call begins to ask the
   * hosts; its snapshot comes when all that answer quickly have done so, a second after the first
   * answer at the latest.
   *
   * @return the newest snapshot; empty after {@link #close()}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  @Override
  public Optional<ClusterSnapshot> poll() throws InterruptedException {
    repeat();
    return board.take();
  }

  /**
   * Sends snapshots from now on, beginning with the newest there is, each only once and never two
   * at a time. A subscriber that is slow gets the newest when it is ready and misses those between;
   * one that throws is dropped. {@link #close()} completes it.
   */
  @Override
  public void subscribe(Flow.Subscriber<? super ClusterSnapshot> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    repeat();
    subscribers.add(subscriber, board.newest());
  }

  /**
   * What is wrong with the list of hosts as it was read last: lines that were left out, or why it
   * could not be read and the hosts before it are kept. Empty when nothing is wrong.
   */
  public List<Issue> hostListIssues() {
    return listIssues;
  }

  /**
   * Ends every request and thread soon, without waiting for them; a waiting {@link #poll()} returns
   * empty. A thread that is looking up a name or connecting ends when the system returns, at the
   * latest after the deadline; it holds nothing and does not keep the JVM alive.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      board.close();
      subscribers.close();
      loop.cutAll();
      threads.close();
      readers.forEach(HostReaders::close);
      rounds.forEach(PollRound::abort);
    }
  }

  private void repeat() {
    if (repeating.compareAndSet(false, true)) {
      threads.post(loop::repeat);
      checkListLater();
    }
  }

  private void publish(ClusterSnapshot snapshot) {
    board.put(snapshot);
    subscribers.offer(snapshot);
  }

  private void checkListLater() {
    Duration interval = options.intervalFor(hostCount);
    Duration wait = interval.compareTo(SHORTEST_LIST_CHECK) < 0 ? SHORTEST_LIST_CHECK : interval;
    var unused = threads.after(wait, () -> threads.help(this::checkList));
  }

  /** On a helping thread: reading a file may block. */
  private void checkList() {
    try {
      HostList list = readable(supplier.current());
      listIssues = list.issues();
      hostCount = list.targets().size();
      threads.post(() -> loop.replaceHosts(list));
    } catch (IOException e) {
      List<Issue> why =
          List.of(new Issue(0, FileFaults.explain(e) + "; the hosts before are kept"));
      listIssues = why;
      threads.post(() -> loop.complain(why));
    } finally {
      checkListLater();
    }
  }
}
