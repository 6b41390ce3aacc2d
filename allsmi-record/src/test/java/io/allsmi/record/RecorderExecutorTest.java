package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecorderExecutorTest {
  @TempDir Path folder;

  /** Two megabytes each: several pieces. */
  private static List<ClusterSnapshot> frames(int count) {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(large(i, Frames.START.plus(Frames.INTERVAL.multipliedBy(i))));
    }
    return frames;
  }

  private static ClusterSnapshot large(int n, Instant at) {
    return Frames.cluster(n, at, 100, 40);
  }

  private static RecorderOptions options(Compression compression, Executor executor) {
    return Recordings.options(compression).withExecutor(executor);
  }

  private static boolean isClosed(Path file) throws IOException {
    return RecordingTools.info(file).files().get(0).closed();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void anExecutorThatRefusesWorkIsToldAndCostsNothing(Compression compression) throws IOException {
    Path file = folder.resolve("a");
    int[] asked = {0};
    Executor executor =
        task -> {
          if (++asked[0] == 20) {
            throw new RejectedExecutionException("has been shut down");
          }
          task.run();
        };
    Recorder recorder = Recorder.open(file, options(compression, executor));
    List<ClusterSnapshot> frames = frames(9);
    int[] next = {0};
    assertThatThrownBy(
            () -> {
              while (next[0] < frames.size()) {
                recorder.record(frames.get(next[0]++));
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": expected an executor that takes work, got one that refuses it;"
                + " the recording ends with snapshot "
                + (next[0] - 1)
                + ", and is whole");
    assertThatThrownBy(() -> recorder.record(frames.get(0)))
        .isInstanceOf(IllegalStateException.class);
    recorder.close();
    assertThat(next[0]).isLessThan(frames.size());
    assertThat(Recordings.replay(file)).isEqualTo(frames.subList(0, next[0]));
    assertThat(isClosed(file)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aCallerThatIsInterruptedEndsAWholeRecording(Compression compression) throws Exception {
    Path file = folder.resolve("a");
    List<ClusterSnapshot> frames = frames(3);
    Threads.ONE.run(
        0,
        executor -> {
          Thread.currentThread().interrupt();
          try (Recorder recorder = Recorder.open(file, options(compression, executor))) {
            for (ClusterSnapshot frame : frames) {
              recorder.record(frame);
              recorder.flush();
            }
          } finally {
            assertThat(Thread.interrupted()).isTrue();
          }
        });
    assertThat(Recordings.replay(file)).isEqualTo(frames);
    assertThat(isClosed(file)).isTrue();
  }

  @Test
  void aFaultOfTheExecutorIsThrownByTheCallersNextCall() throws IOException {
    Path file = folder.resolve("a");
    List<Runnable> tasks = new ArrayList<>();
    Recorder recorder = Recorder.open(file, options(Compression.NONE, tasks::add));
    List<ClusterSnapshot> frames = frames(2);
    recorder.record(frames.get(0));
    recorder.flush();
    tasks.remove(0).run();
    recorder.record(Frames.cluster(1, frames.get(1).takenAt(), 40, 25));
    Thread.currentThread().interrupt(); // which closes the file under it
    tasks.remove(0).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(recorder::flush)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": expected to write the recording, got '");
    assertThatThrownBy(recorder::flush).isInstanceOf(IllegalStateException.class);
    recorder.close();
    assertThat(Recordings.replay(file)).startsWith(frames.get(0));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aSnapshotThatCannotBeWrittenCostsNothingBeforeIt(Compression compression)
      throws IOException {
    Path file = folder.resolve("a");
    List<ClusterSnapshot> frames = frames(3);
    Recorder recorder = Recorder.open(file, options(compression, Runnable::run));
    for (ClusterSnapshot frame : frames) {
      recorder.record(frame);
    }
    Instant late = Instant.parse("+999999999-01-01T00:00:00Z"); // a date, and too many milliseconds
    assertThatThrownBy(() -> recorder.record(large(3, late)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(recorder::flush).isInstanceOf(IllegalStateException.class);
    recorder.close();
    assertThat(Recordings.replay(file)).isEqualTo(frames);
  }

  @Test
  void aFileThatVanishedIsTold() throws Exception {
    Path file = folder.resolve("out.ndjson");
    Threads.ONE.run(
        0,
        executor -> {
          Recorder recorder = Recorder.open(file, options(Compression.NONE, executor));
          recorder.record(large(0, Frames.START));
          Files.delete(file);
          assertThatThrownBy(recorder::flush)
              .isInstanceOf(IOException.class)
              .hasMessage(
                  file + ": expected the file that is being written, got nothing at that path");
          recorder.close();
        });
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatWasFlushedIsThereAndCounted(Compression compression) throws Exception {
    Path file = folder.resolve("a");
    List<ClusterSnapshot> frames = frames(5);
    Threads.ONE.run(
        0,
        executor -> {
          try (Recorder recorder = Recorder.open(file, options(compression, executor))) {
            for (int i = 0; i < frames.size(); i++) {
              recorder.record(frames.get(i));
              recorder.flush();
              assertThat(Recordings.replay(file)).isEqualTo(frames.subList(0, i + 1));
              assertThat(recorder.stats().storedBytes()).isEqualTo(Files.size(file));
            }
          }
        });
  }
}
