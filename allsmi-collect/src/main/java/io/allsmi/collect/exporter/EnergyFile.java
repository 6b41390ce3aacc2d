package io.allsmi.collect.exporter;

import io.allsmi.core.exposition.EnergyTotal;
import io.allsmi.core.file.FileFaults;
import io.allsmi.core.file.NewFile;
import io.allsmi.core.file.ReplacedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Energy over restarts: a small text that is replaced whole.
 *
 * <pre>{@code
 * allsmi energy 1
 * gpu GPU-abc123 123456.789
 * cpu - 99.5
 * end 0a1b2c3d
 * }</pre>
 *
 * <p>The last line has the CRC-32 of what is above it. A text that is not like that is put aside
 * with the ending {@code .damaged} and energy begins at 0.
 *
 * <p>One exporter keeps a file: it holds a lock on an empty file beside it, {@code .lock}. Another
 * one is told so and keeps nothing, because the two would overwrite each other's sums.
 */
final class EnergyFile implements AutoCloseable {
  private static final String HEADER = "allsmi energy 1";
  private static final String NO_GPU = "-";
  private static final int MAX_BYTES = 4 << 20;

  private final Path path;
  private final Consumer<String> complaints;
  private final @Nullable FileChannel lock;
  private boolean failed;

  private EnergyFile(Path path, Consumer<String> complaints, @Nullable FileChannel lock) {
    this.path = path;
    this.complaints = complaints;
    this.lock = lock;
  }

  /** Takes the file for this exporter; whether that went well or not, it can be used. */
  static EnergyFile open(Path path, Consumer<String> complaints) {
    Path beside = path.resolveSibling(path.getFileName() + ".lock");
    try {
      FileChannel channel = lockFile(beside);
      if (isLocked(channel)) {
        return new EnergyFile(path, complaints, channel);
      }
      channel.close();
      complaints.accept(
          path
              + ": expected to be the only exporter that keeps its energy there, got another one;"
              + " energy begins at 0 and is not kept, give one of them another place");
    } catch (IOException e) {
      complaints.accept("energy is not kept: " + FileFaults.explain(e));
    }
    return new EnergyFile(path, complaints, null);
  }

  private static FileChannel lockFile(Path beside) throws IOException {
    if (!Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
      try {
        NewFile.create(beside).close();
      } catch (IOException e) {
        if (!Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) { // another made it first
          throw e;
        }
      }
    }
    return FileChannel.open(beside, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another exporter of this program
    }
  }

  /** The totals of the file; none when there is no file or it cannot be used. */
  List<EnergyTotal> load() {
    if (lock == null || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(path)) {
      return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      complaints.accept(path + ": expected to read energy from it, got: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      complaints.accept(
          path + ": expected energy, got " + e.getMessage() + "; it is put aside and begins at 0");
      putAside();
    }
    return List.of();
  }

  private void putAside() {
    try {
      Path aside = path.resolveSibling(path.getFileName() + ".damaged");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      complaints.accept(path + ": expected to put it aside, got: " + e.getMessage());
    }
  }

  /** Replaces the file; a failure is complained of once, until it works again. */
  void save(List<EnergyTotal> totals) {
    if (lock == null) {
      return;
    }
    byte[] text = format(totals).getBytes(StandardCharsets.UTF_8);
    try {
      ReplacedFile.write(path, out -> out.write(text));
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        complaints.accept("energy is not kept: " + e.getMessage());
      }
      failed = true;
    }
  }

  /** Leaves the file to the next exporter. */
  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        complaints.accept(path + ": expected to leave it to others, got: " + e.getMessage());
      }
    }
  }

  static String format(List<EnergyTotal> totals) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (EnergyTotal total : totals) {
      String gpu = URLEncoder.encode(total.gpuUuid(), StandardCharsets.UTF_8);
      text.append(total.scope().wireName()).append(' ').append(gpu.isEmpty() ? NO_GPU : gpu);
      text.append(' ').append(total.joules()).append('\n');
    }
    return text + "end " + checksum(text.toString()) + "\n";
  }

  static List<EnergyTotal> parse(String text) {
    int end = text.lastIndexOf("end ");
    if (!text.startsWith(HEADER + "\n") || end < 0) {
      throw new IllegalArgumentException("another text or half of one");
    }
    String body = text.substring(0, end);
    if (!text.substring(end).equals("end " + checksum(body) + "\n")) {
      throw new IllegalArgumentException("a text whose checksum does not fit");
    }
    List<EnergyTotal> totals = new ArrayList<>();
    for (String line : body.lines().skip(1).toList()) {
      totals.add(total(line));
    }
    return totals;
  }

  private static EnergyTotal total(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("a line of " + words.length + " words");
    }
    EnergyTotal.Scope scope = EnergyTotal.Scope.valueOf(words[0].toUpperCase(Locale.ROOT));
    String gpu = words[1].equals(NO_GPU) ? "" : URLDecoder.decode(words[1], StandardCharsets.UTF_8);
    return new EnergyTotal(scope, gpu, Double.parseDouble(words[2]));
  }

  private static String checksum(String body) {
    CRC32 sum = new CRC32();
    sum.update(body.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
