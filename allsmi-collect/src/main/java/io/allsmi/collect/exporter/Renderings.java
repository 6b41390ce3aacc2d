package io.allsmi.collect.exporter;

import io.allsmi.core.exposition.ExpositionWriter;
import io.allsmi.core.exposition.PageFormat;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotSection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The texts made of a frame, each made once however many ask for it at the same time. Those of
 * older frames are forgotten.
 */
final class Renderings {
  /** More than a frame has forms; the age of a frame that nothing follows makes ever new ones. */
  private static final int MOST_TEXTS = 256;

  private volatile Texts texts = new Texts(-1);

  /** The texts of one frame. */
  private static final class Texts {
    final long frame;
    final Map<Object, Text> byForm = new ConcurrentHashMap<>();

    Texts(long frame) {
      this.frame = frame;
    }
  }

  private record PageForm(PageFormat format, long ageSeconds, boolean gzip) {}

  private record JsonForm(Set<SnapshotSection> include, boolean pretty, boolean gzip) {}

  private record EventForm(Set<SnapshotSection> include) {}

  /** The page; its age is told to the second. */
  byte[] page(Frame frame, PageFormat format, Duration age, boolean gzip) {
    long seconds = age.toSeconds();
    return text(
        frame,
        new PageForm(format, seconds, gzip),
        () -> {
          if (gzip) {
            return gzip(page(frame, format, age, false));
          }
          Duration told = Duration.ofSeconds(seconds);
          return ExpositionWriter.write(
              frame.host(),
              frame.isCollected() ? frame.facts().withAge(told) : frame.facts(),
              format);
        });
  }

  /** The snapshot as JSON without a line end. */
  byte[] json(Frame frame, Set<SnapshotSection> include, boolean pretty, boolean gzip) {
    return text(
        frame,
        new JsonForm(include, pretty, gzip),
        () -> gzip ? gzip(json(frame, include, pretty, false)) : json(frame, include, pretty));
  }

  /** The snapshot as an event of a stream. */
  byte[] event(Frame frame, Set<SnapshotSection> include) {
    return text(
        frame,
        new EventForm(include),
        () -> {
          String id = frame.host().takenAt().truncatedTo(ChronoUnit.SECONDS).toString();
          byte[] head =
              ("event: snapshot\nid: " + id + "\ndata: ").getBytes(StandardCharsets.UTF_8);
          byte[] data = json(frame, include, false, false);
          byte[] event = Arrays.copyOf(head, head.length + data.length + 2);
          System.arraycopy(data, 0, event, head.length, data.length);
          event[event.length - 2] = '\n';
          event[event.length - 1] = '\n';
          return event;
        });
  }

  private byte[] text(Frame frame, Object form, Supplier<byte[]> make) {
    Texts of = textsOf(frame);
    return of.frame == frame.number()
        ? of.byForm.computeIfAbsent(form, f -> new Text(make)).bytes()
        : make.get(); // a newer frame has come since this one was taken to be sent
  }

  private Texts textsOf(Frame frame) {
    Texts current = texts;
    if (frame.number() > current.frame || current.byForm.size() >= MOST_TEXTS) {
      synchronized (this) {
        if (texts == current) {
          long newest = Math.max(frame.number(), current.frame);
          texts = new Texts(newest);
        }
        current = texts;
      }
    }
    return current;
  }

  /** Made by the first who asks; others wait for it. */
  private static final class Text {
    private final Supplier<byte[]> make;
    private byte @Nullable [] bytes;

    Text(Supplier<byte[]> make) {
      this.make = make;
    }

    synchronized byte[] bytes() {
      byte[] made = bytes;
      if (made == null) {
        made = make.get();
        bytes = made;
      }
      return made;
    }
  }

  private static byte[] json(Frame frame, Set<SnapshotSection> include, boolean pretty) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    try {
      SnapshotJson.of(include, ZoneId.systemDefault()).write(List.of(frame.host()), pretty, out);
    } catch (IOException e) {
      throw new UncheckedIOException("snapshot: expected to write to memory", e);
    }
    byte[] line = out.toByteArray();
    return Arrays.copyOf(line, line.length - 1);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 6 + 64);
    try (OutputStream packed = new QuickGzip(out)) {
      packed.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("gzip: expected to write to memory", e);
    }
    return out.toByteArray();
  }

  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, 8 << 10);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
