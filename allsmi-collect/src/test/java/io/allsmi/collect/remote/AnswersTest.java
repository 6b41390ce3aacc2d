package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswersTest {
  private static final int LIMIT = 1 << 20;

  private final Room room = new Room(3 * LIMIT);

  private Answers of(InputStream in) {
    return Answers.of(new BlockReader(in, "m", LIMIT, Clock.systemUTC(), room), "test", room);
  }

  private static long soon() {
    return System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
  }

  private static byte[] block(String name, int size) {
    return ("#m begin\n#m " + name + "\n" + "x".repeat(size) + "\n\n#m end\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatNobodyAskedForIsDroppedAndTakesNoRoom() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    Answers answers = of(new PipedInputStream(out));
    for (int i = 0; i < 16; i++) {
      out.write(block("noise", 900_000));
    }
    // The pipe holds a kilobyte: all but the last few bytes have been read.
    answers.expect();
    out.write(block("noise", 900_000));
    out.close();
    assertThat(answers.take(soon(), "it").section("noise")).isPresent();
    assertThatThrownBy(() -> answers.take(soon(), "it")).isInstanceOf(HostReadException.class);
    assertThat(room.left()).isEqualTo(3 * LIMIT);
  }

  @Test
  void ofThoseThatComeByThemselvesTheLatestAreKept() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    Answers answers = of(new PipedInputStream(out));
    answers.stream();
    for (int i = 0; i < 9; i++) {
      out.write(block("n" + i, 100));
    }
    out.close();
    Block last = answers.take(soon(), "it");
    int taken = 1;
    while (last.section("n8").isEmpty()) {
      last = answers.take(soon(), "it");
      taken++;
    }
    assertThat(taken).isLessThanOrEqualTo(9);
    assertThat(room.left()).isEqualTo(3 * LIMIT);
  }

  @Test
  void anAnswerThatFindsNoRoomBesideOthersIsCutAndTheNextOneIsWhole() throws IOException {
    Room little = new Room(10_000);
    byte[] large = block("a", 20_000);
    byte[] small = block("b", 5_000);
    InputStream in =
        new SequenceInputStream(new ByteArrayInputStream(large), new ByteArrayInputStream(small));
    BlockReader reader = new BlockReader(in, "m", LIMIT, Clock.systemUTC(), little);
    Block cut = reader.next();
    assertThat(cut != null && cut.isCut() && cut.size() == 0).isTrue();
    assertThat(little.left()).isEqualTo(10_000);
    Block whole = reader.next();
    assertThat(whole != null && !whole.isCut()).isTrue();
    assertThat(little.left()).isEqualTo(10_000 - 5_001);
    assertThat(reader.next()).isNull();
  }

  @Test
  void aConnectionThatBreaksGivesItsRoomBack() {
    byte[] half =
        "#m begin\n#m a\n%s".formatted("x\n".repeat(9_000)).getBytes(StandardCharsets.UTF_8);
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    Answers answers = of(new SequenceInputStream(new ByteArrayInputStream(half), breaks));
    assertThatThrownBy(() -> answers.take(soon(), "it"))
        .hasMessage("connection: expected an answer, got its end: reset");
    assertThat(room.left()).isEqualTo(3 * LIMIT);
  }

  @Test
  void aHostThatMemoryHasNoRoomForIsTooLarge() {
    Answers answers =
        of(
            new InputStream() {
              @Override
              public int read() {
                throw new OutOfMemoryError("test");
              }

              @Override
              public int read(byte[] bytes, int from, int length) {
                throw new OutOfMemoryError("test");
              }
            });
    assertThatThrownBy(() -> answers.take(soon(), "it"))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TOO_LARGE));
  }

  @Test
  void aShellThatEndsBeforeItAnswersSaysWhy() {
    String said = "Welcome\n\u001b[1mThis account is\u0007 currently not available.\r\n\n";
    Answers answers = of(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> answers.take(soon(), "it"))
        .hasMessage(
            "connection: expected an answer, got its end: the shell on the host ended: "
                + "[1mThis account is currently not available.");
  }

  @Test
  void whatIsWaitedForIsSaid() throws IOException {
    Answers answers = of(new PipedInputStream(new PipedOutputStream()));
    assertThatThrownBy(() -> answers.take(System.nanoTime(), "its answer to tick"))
        .hasMessage("host: expected its answer to tick in time, got none; it may be busy");
  }
}
