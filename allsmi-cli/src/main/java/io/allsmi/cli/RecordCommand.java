package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.record.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a source gives, into a file, until ended. */
@Command(
    name = "record",
    sortOptions = false,
    description = "Record what is read into a file, until ended; or do something with a recording.",
    subcommands = {
      RecordInfoCommand.class,
      RecordVerifyCommand.class,
      RecordRepairCommand.class,
      RecordSliceCommand.class,
      RecordCompactCommand.class,
      RecordCatCommand.class
    },
    footer = {
      "",
      "Example: allsmi record --hostfile hosts.csv -o trace.ndjson.zst --duration 1h",
      "Play it with 'allsmi view --replay trace.ndjson.zst'."
    })
final class RecordCommand extends ConsoleCommand {
  /** What is lost at most when the program is killed. */
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

  @Mixin SourceOptions source = new SourceOptions();
  @Mixin PaceOptions pace = new PaceOptions();
  @Mixin RecordSettings settings = new RecordSettings();
  @Mixin ConfigOption config = new ConfigOption();

  private @Nullable ClusterSnapshot last;
  private long begun;
  private boolean isLineOpen;

  @Override
  public Integer call() throws IOException, InterruptedException {
    settings.settle(source);
    Optional<Duration> length = settings.length();
    var unused = settings.options(); // what is wrong with them is said before a host is asked
    try (ClusterSource hosts = source.open(System.getenv(), pace.interval(), console);
        FrameClock frames = new FrameClock(hosts, pace.interval(), Clock.systemUTC())) {
      Ending ending = Ending.onSignal(frames::stop);
      try {
        record(frames, length);
        ending.done(ExitCodes.DONE);
        return ExitCodes.DONE;
      } catch (IOException | RuntimeException e) {
        // Said here: a program that is being ended says nothing more.
        if (ending.isAsked()) {
          console.complain(ErrorReporter.message(e));
        }
        ending.done(ExitCodes.FAILED);
        throw e;
      }
    }
  }

  private void record(FrameClock frames, Optional<Duration> length)
      throws IOException, InterruptedException {
    try (WriterThread writer = new WriterThread();
        Recorder recorder = settings.open(System.getenv(), console, writer.executor())) {
      Path path = recorder.path();
      console.complain("record: to " + path + "; end with Ctrl-C");
      begun = System.nanoTime();
      long end = begun + length.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
      try {
        run(recorder, frames, end);
      } finally {
        endLine();
      }
      recorder.flush();
      ClusterSnapshot latest = last;
      if (latest == null) {
        throw new IOException(path + ": expected a frame to record, got none before the end");
      }
      String what = RecordProgress.line(recorder.stats(), elapsed(), latest, frames.missed());
      console.complain("record: " + what + " in " + path);
    }
  }

  private void run(Recorder recorder, FrameClock frames, long end)
      throws IOException, InterruptedException {
    long flushed = begun;
    long shown = begun;
    boolean isPending = false;
    while (!frames.hasEnded() && System.nanoTime() - end < 0) {
      long wake = Math.min(end, shown + PROGRESS_NANOS);
      Optional<ClusterSnapshot> next =
          frames.next(isPending ? Math.min(wake, flushed + FLUSH_NANOS) : wake);
      if (next.isPresent()) {
        recorder.record(next.get());
        last = next.get();
        isPending = true;
      }
      long now = System.nanoTime();
      if (isPending && now - flushed >= FLUSH_NANOS) {
        recorder.flush();
        flushed = now;
        isPending = false;
      }
      if (now - shown >= PROGRESS_NANOS) {
        shown = now;
        show(recorder, frames);
      }
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void show(Recorder recorder, FrameClock frames) {
    ClusterSnapshot latest = last;
    if (latest != null && Terminals.isInteractive()) {
      String line = RecordProgress.line(recorder.stats(), elapsed(), latest, frames.missed());
      console.err().print("\r" + line + "\u001b[K");
      console.err().flush();
      isLineOpen = true;
    }
  }

  private void endLine() {
    if (isLineOpen) {
      console.err().println();
      isLineOpen = false;
    }
  }
}
