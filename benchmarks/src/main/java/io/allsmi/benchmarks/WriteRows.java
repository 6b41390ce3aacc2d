package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.bytes;
import static io.allsmi.benchmarks.Goal.number;
import static io.allsmi.benchmarks.Goal.times;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.allsmi.benchmarks.Page.Layout;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotSection;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** R3, to the file: how fast recordings are written. */
final class WriteRows {
  /** Two blocks of a cluster's frames, nearly. */
  private static final int FRAMES = 12;

  /** What the Rust tool's way of writing a line came to where the byte loop did 3,430 MB/s. */
  private static final double UPSTREAM_WRITE = 168;

  private final Effort effort;
  private final Report report;

  WriteRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("allsmi-benchmarks");
    try {
      written(folder);
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  /** From a snapshot to the bytes in the file, flushed, as every three seconds. */
  private void written(Path folder) throws Exception {
    WalkModel model = WalkModel.cluster();
    SnapshotJson json = SnapshotJson.of(SnapshotSection.all(), ZoneOffset.UTC);
    List<ClusterSnapshot> snapshots = new ArrayList<>();
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      snapshots.add(model.next());
      ByteArrayOutputStream line = new ByteArrayOutputStream(5_000_000);
      json.write(snapshots.get(i), i, line);
      lines.add(line.toByteArray());
    }
    int size = lines.get(0).length;
    byte[] page = Page.of(new HostModel(1, 8, 50), Layout.CONFORMANT);
    Path file = folder.resolve("r3.ndjson.zst");
    Path piped = folder.resolve("r3-piped.ndjson.zst");
    ExecutorService second = Executors.newSingleThreadExecutor();
    RecorderOptions both = RecordingRun.options(piped).withExecutor(second);
    Counter nowhere = new Counter();
    Counter never = new Counter();
    int[] turn = new int[5];
    try (Recorder recorder = Recorder.open(file, RecordingRun.options(file));
        Recorder pipeline = Recorder.open(piped, both);
        OutputStream stream = new ZstdOutputStreamNoFinalizer(nowhere, 3);
        OutputStream clocked = new ZstdOutputStreamNoFinalizer(never, 3)) {
      Alternation works = new Alternation(effort);
      int ours =
          works.addWhole(
              () -> {
                recorder.record(snapshots.get(turn[0]++ % snapshots.size()));
                recorder.flush();
                return turn[0];
              });
      int alone =
          works.addWhole(
              () -> {
                stream.write(lines.get(turn[1]++ % lines.size()));
                return nowhere.count;
              });
      int text =
          works.addWhole(
              () -> {
                Counter out = new Counter();
                json.write(snapshots.get(turn[2]++ % snapshots.size()), turn[2], out);
                return out.count;
              });
      int loop = works.addWhole(() -> Floors.byteLoop(page));
      int two =
          works.add(
              () -> {
                ClusterSnapshot next = snapshots.get(turn[3]++ % snapshots.size());
                long start = System.nanoTime();
                pipeline.record(next);
                pipeline.flush();
                return System.nanoTime() - start;
              });
      int aloneByTheClock =
          works.add(
              () -> {
                byte[] next = lines.get(turn[4]++ % lines.size());
                long start = System.nanoTime();
                clocked.write(next);
                return System.nanoTime() - start;
              });
      works.measure();
      String what = "frame of 100 hosts, " + bytes(size) + ", to flushed bytes in the file";
      double loopSpeed = page.length / works.nanos(loop) * 1e3;
      double upstream = UPSTREAM_WRITE * loopSpeed / Layout.CONFORMANT.recordedByteLoop;
      String rust =
          "Rust upstream "
              + number(0, upstream)
              + " MB/s without compression (recorded 168, scaled by the byte loop)";
      String speed = Goal.speed(size, works.nanos(two));
      report.add(
          Goal.atLeast(
              "R3",
              what + ", text and zstd on two threads, wall time",
              speed,
              "zstd -3 alone, one thread, wall time "
                  + Goal.speed(size, works.nanos(aloneByTheClock)),
              works.ratio(aloneByTheClock, two),
              0.6,
              1));
      report.add(
          Goal.atLeast(
              "R3",
              "same, two threads, wall time",
              speed,
              rust,
              size / works.nanos(two) * 1e3 / upstream,
              2,
              3));
      speed = Goal.speed(size, works.nanos(ours));
      report.add(
          Goal.atLeast(
              "R3",
              what + ", on one thread",
              speed,
              "zstd -3 alone " + Goal.speed(size, works.nanos(alone)),
              works.ratio(alone, ours),
              0.6,
              1));
      report.add(
          Goal.plain(
              "R3",
              "same, one thread",
              speed,
              rust,
              times(size / works.nanos(ours) * 1e3 / upstream)));
      double nanosPerByte = 1e3 / upstream + works.nanos(alone) / size;
      report.add(
          Goal.plain(
              "R3",
              "same, one thread",
              speed,
              "Rust upstream's text and then zstd -3 " + number(0, 1e3 / nanosPerByte) + " MB/s",
              times(size * nanosPerByte / works.nanos(ours))));
      report.add(
          Goal.plain(
              "R3",
              "of that, its text",
              Goal.speed(size, works.nanos(text)),
              "-",
              times(works.nanos(text) / works.nanos(ours))));
      long worker = second.submit(() -> Thread.currentThread().getId()).get();
      long mine = Alternation.now();
      long others = Alternation.now(worker);
      for (ClusterSnapshot each : snapshots) {
        pipeline.record(each);
        pipeline.flush();
      }
      report.note(
          "R3 on two threads, of a frame: processor time of the thread of the text "
              + Goal.duration((double) (Alternation.now() - mine) / snapshots.size())
              + ", of the other "
              + Goal.duration((double) (Alternation.now(worker) - others) / snapshots.size())
              + "; wall time of the quickest frame "
              + Goal.duration(works.quickest(two))
              + " ("
              + Goal.speed(size, works.quickest(two))
              + "), of zstd -3 alone "
              + Goal.duration(works.quickest(aloneByTheClock))
              + "; its turns lie "
              + number(0, 100 * works.spread(two))
              + " % apart: what else runs has its part in wall time");
    } finally {
      second.shutdown();
    }
    Files.delete(file);
    Files.delete(piped);
  }
}
