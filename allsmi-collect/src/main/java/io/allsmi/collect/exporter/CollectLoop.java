package io.allsmi.collect.exporter;

import io.allsmi.core.ChassisPower;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ExporterFacts;
import io.allsmi.core.source.HostSource;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads a host again and again on a thread of its own and hands on what it read. A read that hangs
 * or fails leaves the last frame standing, which grows old.
 */
final class CollectLoop implements Runnable {
  private final HostSource source;
  private final Duration interval;
  private final ProcessBound bound;
  private final EnergyBooks books;
  private final ExporterFacts build;
  private final Consumer<Frame> publish;
  private final Consumer<String> complaints;
  private Set<String> told = Set.of();
  private long rounds;

  CollectLoop(
      HostSource source, ExporterOptions options, EnergyBooks books, Consumer<Frame> publish) {
    this.source = source;
    this.interval = options.interval();
    this.bound = new ProcessBound(options.maxProcesses());
    this.books = books;
    this.build = ExporterFacts.ofBuild(options.version());
    this.publish = publish;
    this.complaints = options.complaints();
  }

  /** Until the thread is interrupted. */
  @Override
  public void run() {
    long due = System.nanoTime();
    while (true) {
      try {
        collect();
      } catch (RuntimeException e) {
        complaints.accept("collect: expected a reading, got " + e);
      }
      due = Math.max(due + interval.toNanos(), System.nanoTime());
      try {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void collect() {
    long before = System.nanoTime();
    HostSnapshot host = ChassisPower.filled(source.read(Clock.systemUTC().instant()));
    long now = System.nanoTime();
    ExporterFacts facts =
        build
            .withCollection(Duration.ofNanos(now - before))
            .withProcessRowsOmitted(bound.omitted(host))
            .withEnergy(books.add(host, now));
    tell(host);
    publish.accept(new Frame(++rounds, bound.apply(host), facts, before));
  }

  /** What could not be read is told once, and again when it has been readable between. */
  private void tell(HostSnapshot host) {
    Set<String> now = new LinkedHashSet<>();
    host.issues().forEach(issue -> now.add(issue.message()));
    for (String message : now) {
      if (!told.contains(message)) {
        complaints.accept(message);
      }
    }
    told = now;
  }
}
