package io.allsmi.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.json.LineFacts;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotReader;
import io.allsmi.core.json.SnapshotSection;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** R3, R4 and S4: a frame of a recording as a line of JSON, written and read. */
final class LineRows {
  private static final int HOSTS = 100;

  /** So many make a line of more than 64 MiB. */
  private static final int LARGE = 1500;

  /** So many frames come in turn, that no reader has just seen the same one. */
  private static final int FRAMES = 4;

  private final Effort effort;
  private final Report report;
  private final SnapshotJson json = SnapshotJson.of(SnapshotSection.all(), ZoneOffset.UTC);
  private final List<ClusterSnapshot> clusters = new ArrayList<>();
  private final List<byte[]> lines = new ArrayList<>();
  private int turn;

  LineRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws Exception {
    FrameModel model = new FrameModel(HOSTS);
    for (int seq = 0; seq < FRAMES; seq++) {
      clusters.add(model.next());
      lines.add(ours(clusters.get(seq), seq));
      if (!Arrays.equals(lines.get(seq), theirs(clusters.get(seq), seq))) {
        throw new IllegalStateException("frame: expected Jackson to write the same bytes");
      }
    }
    write();
    read();
    inSmallHeap();
  }

  /** S4: the line of a large cluster in a JVM whose heap is a few times the line. */
  private void inSmallHeap() throws Exception {
    Path file = Files.createTempFile("allsmi-line", ".ndjson");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        json.write(new FrameModel(LARGE).next(), 0, out);
      }
      long size = Files.size(file);
      double least = 0;
      for (double times = 4; times >= 1.5 && SmallHeap.reads(file, LARGE, times); times -= 0.5) {
        least = times;
      }
      String what =
          String.format(
              Locale.ROOT,
              "frame of %,d hosts, %s, read in a JVM with a heap of",
              LARGE,
              Goal.bytes(size));
      report.add(
          Goal.atMost(
              "S4",
              what,
              Goal.bytes(least * size),
              "the line itself",
              least == 0 ? Double.POSITIVE_INFINITY : least,
              4,
              4));
    } finally {
      Files.delete(file);
    }
  }

  private byte[] ours(ClusterSnapshot cluster, long seq) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.write(cluster, seq, out);
    return out.toByteArray();
  }

  private static byte[] theirs(ClusterSnapshot cluster, long seq) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JacksonFrame.write(cluster, seq, out);
    return out.toByteArray();
  }

  private int next() {
    turn = (turn + 1) % FRAMES;
    return turn;
  }

  private void write() throws Exception {
    Alternation works = new Alternation(effort);
    int jackson =
        works.addWhole(
            () -> {
              Sink out = new Sink();
              int frame = next();
              JacksonFrame.write(clusters.get(frame), frame, out);
              return out.bytes;
            });
    int ours =
        works.addWhole(
            () -> {
              Sink out = new Sink();
              int frame = next();
              json.write(clusters.get(frame), frame, out);
              return out.bytes;
            });
    works.measure();
    int size = lines.get(0).length;
    String what = "frame of 100 hosts as JSON, " + Goal.bytes(size);
    report.add(
        Goal.atLeast(
            "R3",
            what + ", written",
            Goal.speed(size, works.nanos(ours)),
            "Jackson's generator " + Goal.speed(size, works.nanos(jackson)),
            works.ratio(jackson, ours),
            1.3,
            2));
    Sink sink = new Sink();
    long before = Allocation.soFar();
    json.write(clusters.get(1), 1, sink);
    long bytes = Allocation.soFar() - before;
    before = Allocation.soFar();
    JacksonFrame.write(clusters.get(1), 1, sink);
    report.add(
        Goal.plain(
            "R3",
            "same, allocated",
            Goal.bytes(bytes),
            "Jackson's generator " + Goal.bytes(Allocation.soFar() - before),
            "-"));
  }

  private void read() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    SnapshotReader reader = new SnapshotReader();
    Alternation works = new Alternation(effort);
    int bound =
        works.addWhole(
            () -> mapper.readValue(lines.get(next()), BoundFrame.class).processes.size());
    int walked = works.addWhole(() -> JacksonFrame.walk(lines.get(next())));
    int ours =
        works.addWhole(
            () -> {
              byte[] line = lines.get(next());
              return reader.read(line, 0, line.length).cluster().hosts().size();
            });
    int facts =
        works.addWhole(
            () -> {
              byte[] line = lines.get(next());
              return LineFacts.of(line, 0, line.length).seq().orElse(0);
            });
    works.measure();
    int size = lines.get(0).length;
    String what = "frame of 100 hosts, from its line to a snapshot";
    report.add(
        Goal.atLeast(
            "R4",
            what,
            Goal.speed(size, works.nanos(ours)),
            "Jackson databind " + Goal.speed(size, works.nanos(bound)),
            works.ratio(bound, ours),
            1.2,
            1.5));
    report.add(
        Goal.plain(
            "R4",
            what,
            Goal.speed(size, works.nanos(ours)),
            "Jackson's parser, each value looked at " + Goal.speed(size, works.nanos(walked)),
            Goal.times(works.ratio(walked, ours))));
    long before = Allocation.soFar();
    reader.read(lines.get(1), 0, lines.get(1).length);
    long bytes = Allocation.soFar() - before;
    before = Allocation.soFar();
    mapper.readValue(lines.get(1), BoundFrame.class);
    long theirs = Allocation.soFar() - before;
    report.add(
        Goal.plain(
            "R4",
            "same, allocated",
            Goal.bytes(bytes),
            "Jackson databind " + Goal.bytes(theirs),
            Goal.times((double) bytes / theirs)));
    report.add(
        Goal.plain(
            "R4", "what a line is, by its end", Goal.duration(works.nanos(facts)), "-", "-"));
  }

  /** Counts what it is given. */
  private static final class Sink extends OutputStream {
    long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
