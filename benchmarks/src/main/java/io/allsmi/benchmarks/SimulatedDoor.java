package io.allsmi.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** What is seen at the door of all simulated hosts: who comes, who has logged in, what is told. */
final class SimulatedDoor implements SessionListener {
  private static final double SECOND = 1e9;

  private final long started = System.nanoTime();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final Set<Session> entering = ConcurrentHashMap.newKeySet();
  private final List<Long> arrivals = new ArrayList<>();
  private final List<Long> logins = new ArrayList<>();
  private final Map<SimulatedHost, Long> firstTold = new ConcurrentHashMap<>();
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong toldBytes = new AtomicLong();
  private final AtomicLong receivedBytes = new AtomicLong();
  private volatile Set<SimulatedHost> cutting = Set.of();

  /** From now on all is counted anew. */
  synchronized void reset() {
    arrivals.clear();
    logins.clear();
    firstTold.clear();
    mostUnderWay.set(underWay.get());
    told.set(0);
    toldBytes.set(0);
    receivedBytes.set(0);
  }

  /** These break off in the middle of what they tell. */
  void cut(Set<SimulatedHost> hosts) {
    cutting = hosts;
  }

  boolean cuts(SimulatedHost host) {
    return cutting.contains(host);
  }

  /** How long the simulation has gone on. */
  long seconds() {
    return (long) ((System.nanoTime() - started) / SECOND);
  }

  @Override
  public void sessionCreated(Session session) {
    entering.add(session);
    int now = underWay.incrementAndGet();
    mostUnderWay.accumulateAndGet(now, Math::max);
    synchronized (this) {
      arrivals.add(System.nanoTime());
    }
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      left(session);
      synchronized (this) {
        logins.add(System.nanoTime());
      }
    }
  }

  @Override
  public void sessionClosed(Session session) {
    left(session);
  }

  private void left(Session session) {
    if (entering.remove(session)) {
      underWay.decrementAndGet();
    }
  }

  void received(int bytes) {
    receivedBytes.addAndGet(bytes);
  }

  void told(SimulatedHost host, int bytes) {
    firstTold.putIfAbsent(host, System.nanoTime());
    told.incrementAndGet();
    toldBytes.addAndGet(bytes);
  }

  /** How many hosts have told of themselves. */
  int hostsTold() {
    return firstTold.size();
  }

  /** When the last of them did for the first time, by {@link System#nanoTime()}. */
  long lastFirstTold() {
    return firstTold.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  long told() {
    return told.get();
  }

  long toldBytes() {
    return toldBytes.get();
  }

  long receivedBytes() {
    return receivedBytes.get();
  }

  synchronized int arrivals() {
    return arrivals.size();
  }

  /** When the last of so many logged in; 0 when there were fewer. */
  synchronized long login(int number) {
    return logins.size() < number ? 0 : logins.get(number - 1);
  }

  /** The most that came within a second. */
  synchronized int mostInASecond() {
    long[] times = arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
    int most = 0;
    for (int from = 0, to = 0; to < times.length; to++) {
      while (times[to] - times[from] > SECOND) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
