package io.allsmi.benchmarks;

import io.allsmi.core.HostState;
import io.allsmi.record.RecordedSnapshot;
import io.allsmi.record.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many hosts there are in each frame of a recording. */
final class RecordedHosts {
  private final List<Frame> frames = new ArrayList<>();

  private record Frame(Instant time, int up) {}

  private RecordedHosts() {}

  static RecordedHosts of(Path recording) throws IOException {
    RecordedHosts hosts = new RecordedHosts();
    try (Replayer replayer = Replayer.open(recording)) {
      for (Optional<RecordedSnapshot> frame = replayer.next();
          frame.isPresent();
          frame = replayer.next()) {
        var snapshot = frame.get().snapshot();
        long up =
            snapshot.hosts().stream().filter(host -> host.status().state() == HostState.UP).count();
        hosts.frames.add(new Frame(snapshot.takenAt(), (int) up));
      }
    }
    if (hosts.frames.isEmpty()) {
      throw new IOException(recording + ": expected frames, got none");
    }
    return hosts;
  }

  /** Between the first and the last. */
  double perMinute() {
    long nanos = Duration.between(first().time, frame(frames.size() - 1).time).toNanos();
    return nanos == 0 ? 0 : (frames.size() - 1) * 60e9 / nanos;
  }

  private Frame first() {
    return frames.get(0);
  }

  private Frame frame(int at) {
    return frames.get(at);
  }

  /** The fewest from the first frame on that has so many; 0 when none has. */
  int leastSince(int hosts) {
    return frames.stream().dropWhile(frame -> frame.up < hosts).mapToInt(Frame::up).min().orElse(0);
  }

  /** The most in a frame before this moment. */
  int mostBefore(Instant end) {
    return frames.stream()
        .filter(frame -> frame.time.isBefore(end))
        .mapToInt(Frame::up)
        .max()
        .orElse(0);
  }

  /** How long after this moment the first frame with so many is. */
  Optional<Duration> firstWith(int hosts, Instant begin) {
    return frames.stream()
        .filter(frame -> frame.time.isAfter(begin) && frame.up >= hosts)
        .findFirst()
        .map(frame -> Duration.between(begin, frame.time));
  }

  int last() {
    return frame(frames.size() - 1).up;
  }

  /** One number for each frame. */
  String shown() {
    return frames.stream().map(frame -> String.valueOf(frame.up)).collect(Collectors.joining(" "));
  }
}
