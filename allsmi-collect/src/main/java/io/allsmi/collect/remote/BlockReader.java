package io.allsmi.collect.remote;

import io.allsmi.collect.remote.Block.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the answers in what a host sends. A mark is a line of its own that begins with {@code #}
 * and a random word that only the two ends of the connection know, so nothing that a host's users
 * write looks like one. What stands before an answer (what a login prints, say) is passed over; the
 * last line of it is kept until the first answer, since it may tell why none comes.
 *
 * <p>For one thread at a time; nothing waits.
 */
final class BlockReader {
  private static final int MOST_SECTIONS = 1000;
  private static final int MARK_BYTES = 128;
  private static final int NOISE_BYTES = 800;
  private static final int NOISE_CHARS = 200;
  private static final int LINE_BYTES = 256;

  private final byte[] mark;
  private final int limit;
  private final Clock clock;
  private final Room room;
  private final Consumer<Block> answers;
  private final List<Section> sections = new ArrayList<>();
  private ByteArrayOutputStream line = new ByteArrayOutputStream(LINE_BYTES);
  private ByteArrayOutputStream content = new ByteArrayOutputStream(0);
  private String name = "";
  private boolean isInside;
  private boolean isCut;
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
   * @param room what answers take from; whoever gets one gives back its size
   * @param answers gets each answer when it is whole
   */
  BlockReader(String word, int limit, Clock clock, Room room, Consumer<Block> answers) {
    this.mark = ("#" + word + " ").getBytes(StandardCharsets.US_ASCII);
    this.limit = limit;
    this.clock = clock;
    this.room = room;
    this.answers = answers;
  }

  /**
   * Reads on.
   *
   * @throws IOException when the host sends without end; nothing more can be read then
   */
  void take(byte[] bytes, int from, int count) throws IOException {
    passedOver += count;
    if (passedOver > 4L * limit) {
      throw new IOException("expected an answer of at most " + limit + " bytes, got more");
    }
    int end = from + count;
    for (int at = from; at < end; ) {
      int begin = at;
      while (at < end && bytes[at] != '\n') {
        at++;
      }
      boolean isEnd = at < end;
      at += isEnd ? 1 : 0;
      keep(bytes, begin, at - begin);
      if (isEnd) {
        ended();
      }
    }
  }

  /** There is no more: a last line without an end counts, an answer that is not whole does not. */
  void finish() {
    if (line.size() > 0) {
      ended();
    }
    leave();
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
    forget();
  }

  private void forget() {
    total = 0;
    sections.clear();
    content = new ByteArrayOutputStream(0);
    giveLine();
    line = new ByteArrayOutputStream(LINE_BYTES);
  }

  private void giveLine() {
    room.give(lineHeld);
    lineHeld = 0;
  }

  /** The longest line that is of use now; of a longer one the rest is passed over. */
  private int longest() {
    if (!isInside) {
      return hasAnswered ? MARK_BYTES : NOISE_BYTES;
    }
    return isCut ? MARK_BYTES : Math.max(MARK_BYTES, limit - total);
  }

  private void keep(byte[] bytes, int from, int count) {
    // One byte beyond the limit says that there was more.
    int length = Math.max(0, Math.min(count, longest() + 1 - line.size()));
    if (line.size() + length <= NOISE_BYTES) {
      line.write(bytes, from, length);
    } else if (length > 0 && room.take(length)) {
      lineHeld += length;
      line.write(bytes, from, length);
    } else {
      isShort |= length > 0;
    }
  }

  /** A line has ended. */
  private void ended() {
    if (isInside) {
      inside();
    } else {
      outside();
    }
    giveLine();
    line.reset();
  }

  private void outside() {
    if (isMark() && named().equals("begin")) {
      hasAnswered = true;
      noise = "";
      isInside = true;
      isCut = false;
      isShort = false;
      name = "";
      passedOver = 0;
    } else if (!hasAnswered) {
      String said = printable(line.toString(StandardCharsets.UTF_8));
      noise = said.isEmpty() ? noise : said;
    }
  }

  private void inside() {
    if (!isMark()) {
      content();
      return;
    }
    String next = named();
    boolean isStatus = next.startsWith("status ");
    if (!isCut && !name.isEmpty() && sections.size() < MOST_SECTIONS) {
      sections.add(
          new Section(
              name, withoutLastLineEnd(content.toByteArray()), isStatus ? status(next) : 0));
    }
    content.reset();
    name = isStatus ? "" : next;
    if (next.equals("end")) {
      answered();
    }
  }

  private void content() {
    long more = line.size() - lineHeld;
    if (!isCut && !isShort && total + line.size() <= limit && room.take(more)) {
      total += line.size();
      lineHeld = 0;
      content.writeBytes(line.toByteArray());
    } else if (!isCut) {
      // Nobody reads what is cut.
      isCut = true;
      leave();
    }
  }

  private void answered() {
    Block block = new Block(clock.instant(), sections, isCut);
    room.give(total - block.size());
    isInside = false;
    passedOver = 0;
    forget();
    answers.accept(block);
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

  private boolean isMark() {
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

  private String named() {
    return line.toString(StandardCharsets.UTF_8).substring(mark.length).strip();
  }
}
