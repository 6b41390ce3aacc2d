package io.allsmi.tui;

import io.allsmi.tui.terminal.Input;
import io.allsmi.tui.terminal.LanternaTerminal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What happened and was not handled yet. Any thread may add. It stays small however long the
 * terminal takes nothing: of the snapshots only the newest waits, of each signal one, and of the
 * keys the first thousand.
 */
final class EventQueue implements LanternaTerminal.SignalListener {
  private static final int MOST_INPUTS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<Object, Event> waiting = new LinkedHashMap<>();
  private int inputs;

  void add(Event event) {
    lock.lock();
    try {
      if (isInput(event)) {
        if (inputs == MOST_INPUTS) {
          return;
        }
        inputs++;
      } else if (event instanceof Event.StopRequested || event instanceof Event.Continued) {
        waiting.remove(event.getClass()); // the last one decides how the terminal is left
      }
      waiting.put(place(event), event);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next event; null when none comes in time. */
  @Nullable Event poll(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (waiting.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return first();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Event first() {
    Iterator<Event> events = waiting.values().iterator();
    if (!events.hasNext()) {
      return null;
    }
    Event event = events.next();
    events.remove();
    if (isInput(event)) {
      inputs--;
    }
    return event;
  }

  /** Whether it is a key or the mouse. That the terminal has ended is never left out. */
  private static boolean isInput(Event event) {
    return event instanceof Event.FromUser user && !(user.input() instanceof Input.Ended);
  }

  /** Events of one place replace each other. */
  private static Object place(Event event) {
    boolean newestCounts =
        event instanceof Event.Snapshot
            || event instanceof Event.Resized
            || event instanceof Event.StopRequested
            || event instanceof Event.Continued;
    return newestCounts ? event.getClass() : new Object();
  }

  @Override
  public void resized() {
    add(new Event.Resized());
  }

  @Override
  public void stopRequested() {
    add(new Event.StopRequested());
  }

  @Override
  public void continued() {
    add(new Event.Continued());
  }
}
