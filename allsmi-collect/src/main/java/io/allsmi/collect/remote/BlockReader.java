package io.allsmi.collect.remote;

import io.allsmi.collect.remote.Block.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answers in what a host sends. A mark is a line of its own that begins with {@code #}
 * and a random word that only the two ends of the connection know, so nothing that a host's users
 * write looks like one. What stands before an answer (what a login prints, say) is passed over; the
 * last line of it is kept until the first answer, since it may tell why none comes.
 */
final class BlockReader {
  private static final int MOST_SECTIONS = 1000;
  private static final int MARK_BYTES = 128;
  private static final int NOISE_BYTES = 800;
  private static final int NOISE_CHARS = 200;

  private final InputStream in;
  private final byte[] mark;
  private final int limit;
  private final Clock clock;
  private final Room room;
  private final byte[] chunk = new byte[8 << 10];
  private int at;
  private int end;
  private long passedOver;
  private int total;
  private long lineHeld;
  private boolean isShort;
  private boolean hasAnswered;
  private String noise = "";

  /**
   * Prepares to read.
   *
   * @param word the random word
   * @param limit the largest answer, bytes
   */
  BlockReader(InputStream in, String word, int limit, Clock clock) {
    this(in, word, limit, clock, Room.ALL);
  }

  /** The same with other room; whoever takes an answer gives back its size. */
  BlockReader(InputStream in, String word, int limit, Clock clock, Room room) {
    this.room = room;
    this.in = in;
    this.mark = ("#" + word + " ").getBytes(StandardCharsets.US_ASCII);
    this.limit = limit;
    this.clock = clock;
  }

  /** The next answer; null at the end. Blocks. */
  @Nullable Block next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    passedOver = 0;
    while (true) {
      if (!line(line, hasAnswered ? MARK_BYTES : NOISE_BYTES)) {
        return null;
      }
      if (isMark(line) && name(line).equals("begin")) {
        hasAnswered = true;
        noise = "";
        return block();
      }
      if (!hasAnswered) {
        String said = printable(line.toString(StandardCharsets.UTF_8));
        noise = said.isEmpty() ? noise : said;
      }
    }
  }

  /** The last line that came before any answer; empty when there is none, or an answer came. */
  String noise() {
    return noise;
  }

  private static String printable(String line) {
    String clean = line.replaceAll("[\\p{C}\\s]+", " ").strip();
    return clean.length() > NOISE_CHARS ? clean.substring(0, NOISE_CHARS) : clean;
  }

  /** Gives back the room of an answer that will not be whole. */
  void leave() {
    room.give(total);
    total = 0;
    giveLine();
  }

  private void giveLine() {
    room.give(lineHeld);
    lineHeld = 0;
  }

  private @Nullable Block block() throws IOException {
    List<Section> sections = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    ByteArrayOutputStream content = new ByteArrayOutputStream(1024);
    String name = "";
    total = 0;
    boolean isCut = false;
    passedOver = 0;
    isShort = false;
    while (line(line, isCut ? MARK_BYTES : Math.max(MARK_BYTES, limit - total))) {
      if (!isMark(line)) {
        long more = line.size() - lineHeld;
        boolean fits = !isCut && !isShort && total + line.size() <= limit && room.take(more);
        if (fits) {
          total += line.size();
          lineHeld = 0;
          line.writeTo(content);
        } else if (!isCut) {
          // Nobody reads what is cut.
          isCut = true;
          room.give(total);
          total = 0;
          sections.clear();
          content = new ByteArrayOutputStream(1024);
          giveLine();
          line = new ByteArrayOutputStream(256);
        }
        continue;
      }
      String next = name(line);
      boolean isStatus = next.startsWith("status ");
      if (!isCut && !name.isEmpty() && sections.size() < MOST_SECTIONS) {
        sections.add(
            new Section(
                name, withoutLastLineEnd(content.toByteArray()), isStatus ? status(next) : 0));
      }
      content.reset();
      name = isStatus ? "" : next;
      if (next.equals("end")) {
        giveLine();
        Block block = new Block(clock.instant(), sections, isCut);
        room.give(total - block.size());
        total = 0;
        return block;
      }
    }
    leave();
    return null;
  }

  /** A mark is preceded by a line end of its own, so that it begins a line. */
  private static byte[] withoutLastLineEnd(byte[] bytes) {
    int length = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? 1 : 0;
    return length == 0 ? bytes : Arrays.copyOf(bytes, bytes.length - length);
  }

  private static int status(String mark) {
    String number = mark.substring("status ".length());
    return number.matches("\\d{1,3}") ? Integer.parseInt(number) : 255;
  }

  private boolean isMark(ByteArrayOutputStream line) {
    if (line.size() <= mark.length || line.size() > MARK_BYTES) {
      return false;
    }
    byte[] bytes = line.toByteArray();
    for (int i = 0; i < mark.length; i++) {
      if (bytes[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private String name(ByteArrayOutputStream line) {
    return line.toString(StandardCharsets.UTF_8).substring(mark.length).strip();
  }

  /** Reads a line with its end; what is longer than the limit is passed over. False at the end. */
  private boolean line(ByteArrayOutputStream line, int most) throws IOException {
    giveLine();
    line.reset();
    boolean any = false;
    while (true) {
      if (at == end) {
        at = 0;
        end = in.read(chunk);
        if (end <= 0) {
          end = 0;
          return any && line.size() > 0;
        }
        passedOver += end;
        if (passedOver > 4L * limit) {
          throw new IOException("expected an answer of at most " + limit + " bytes, got more");
        }
      }
      any = true;
      int from = at;
      while (at < end && chunk[at] != '\n') {
        at++;
      }
      boolean isEnd = at < end;
      at += isEnd ? 1 : 0;
      // One byte beyond the limit says that there was more.
      int length = Math.max(0, Math.min(at - from, most + 1 - line.size()));
      if (line.size() + length <= NOISE_BYTES) {
        line.write(chunk, from, length);
      } else if (length > 0 && room.take(length)) {
        lineHeld += length;
        line.write(chunk, from, length);
      } else {
        isShort |= length > 0;
      }
      if (isEnd) {
        return true;
      }
    }
  }
}
