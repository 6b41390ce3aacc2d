package io.allsmi.benchmarks;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.json.SnapshotReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the line of a file and ends with 0 when all hosts are in it. */
public final class SmallHeap {
  private SmallHeap() {}

  /** Reads the line of the file twice, as a replay does; the second argument counts its hosts. */
  public static void main(String[] args) throws Exception {
    byte[] line = Files.readAllBytes(Path.of(args[0]));
    SnapshotReader reader = new SnapshotReader();
    List<HostSnapshot> hosts = reader.read(line, 0, line.length).cluster().hosts();
    hosts = reader.read(line, 0, line.length).cluster().hosts();
    if (hosts.size() != Integer.parseInt(args[1])) {
      throw new IllegalStateException("hosts: expected " + args[1] + ", got " + hosts.size());
    }
  }

  /** Whether a JVM reads the line whose heap is so many times as large, the line itself in it. */
  static boolean reads(Path file, int hosts, double times)
      throws IOException, InterruptedException {
    long heap = (long) (times * Files.size(file)) >> 10;
    return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "k",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                file.toString(),
                Integer.toString(hosts))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
