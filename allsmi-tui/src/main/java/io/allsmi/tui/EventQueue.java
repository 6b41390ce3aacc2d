package io.allsmi.tui;

import io.allsmi.tui.terminal.LanternaTerminal;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happened and was not handled yet. Any thread may add. */
final class EventQueue implements LanternaTerminal.SignalListener {
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

  void add(Event event) {
    events.add(event);
  }

  @Nullable Event poll(long nanos) throws InterruptedException {
    return events.poll(nanos, TimeUnit.NANOSECONDS);
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
