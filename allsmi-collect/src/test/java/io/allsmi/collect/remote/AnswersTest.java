package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswersTest {
  private static final int LIMIT = 1 << 20;

  private final Room room = new Room(3 * LIMIT);

  private final Answers answers = new Answers("m", LIMIT, Clock.systemUTC(), room);

  private static long soon() {
    return System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
  }

  private static byte[] block(String name, int size) {
    return ("#m begin\n#m " + name + "\n" + "x".repeat(size) + "\n\n#m end\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void comes(byte[]... blocks) {
    for (byte[] block : blocks) {
      answers.take(block, 0, block.length);
    }
  }

  @Test
  void whatNobodyAskedForIsDroppedAndTakesNoRoom() throws Exception {
    for (int i = 0; i < 16; i++) {
      comes(block("noise", 900_000));
    }
    assertThat(room.left()).isEqualTo(3 * LIMIT);
    answers.expect();
    comes(block("noise", 900_000), block("more", 9));
    answers.ended();
    assertThat(answers.take(soon(), "it").section("noise")).isPresent();
    assertThatThrownBy(() -> answers.take(soon(), "it")).isInstanceOf(HostReadException.class);
    assertThat(room.left()).isEqualTo(3 * LIMIT);
  }

  @Test
  void ofThoseThatComeByThemselvesTheLatestAreKept() throws Exception {
    answers.stream();
    for (int i = 0; i < 9; i++) {
      comes(block("n" + i, 100));
    }
    answers.ended();
    assertThat(answers.take(soon(), "it").section("n7")).isPresent();
    assertThat(answers.take(soon(), "it").section("n8")).isPresent();
    assertThatThrownBy(() -> answers.take(soon(), "it")).isInstanceOf(HostReadException.class);
    assertThat(room.left()).isEqualTo(3 * LIMIT);
  }

  @Test
  void anAnswerThatFindsNoRoomBesideOthersIsCutAndTheNextOneIsWhole() throws Exception {
    Room little = new Room(10_000);
    List<Block> blocks = new ArrayList<>();
    BlockReader reader = new BlockReader("m", LIMIT, Clock.systemUTC(), little, blocks::add);
    byte[] large = block("a", 20_000);
    reader.take(large, 0, large.length);
    assertThat(blocks.get(0).isCut()).isTrue();
    assertThat(blocks.get(0).size()).isZero();
    assertThat(little.left()).isEqualTo(10_000);
    byte[] small = block("b", 5_000);
    reader.take(small, 0, small.length);
    assertThat(blocks.get(1).isCut()).isFalse();
    assertThat(little.left()).isEqualTo(10_000 - 5_001);
    assertThat(blocks).hasSize(2);
  }

  @Test
  void aConnectionThatBreaksGivesItsRoomBack() {
    comes("#m begin\n#m a\n%s".formatted("x\n".repeat(9_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(room.left()).isLessThan(3 * LIMIT);
    answers.ended();
    assertThatThrownBy(() -> answers.take(soon(), "it"))
        .hasMessage("connection: expected an answer, got its end: the shell on the host ended");
    assertThat(room.left()).isEqualTo(3 * LIMIT);
  }

  @Test
  void whoeverClosesGivesBackWhatHasComeAndTakesNoMore() {
    answers.stream();
    comes(
        block("a", 900),
        block("b", 900),
        "#m begin\n#m c\nhalf\n".getBytes(StandardCharsets.UTF_8));
    answers.close();
    comes(block("d", 900), "#m begin\n#m c\nhalf\n".getBytes(StandardCharsets.UTF_8));
    answers.ended();
    assertThat(room.left()).isEqualTo(3 * LIMIT);
    assertThat(answers.poll()).isEmpty();
  }

  @Test
  void aHostThatSendsWithoutEndIsReadNoMore() {
    answers.expect();
    byte[] line = ("x".repeat(1 << 16) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 100; i++) {
      comes(line);
    }
    comes(block("a", 9));
    assertThatThrownBy(() -> answers.take(soon(), "it"))
        .hasMessage(
            "connection: expected an answer, got its end: expected an answer of at most 1048576"
                + " bytes, got more");
  }

  @Test
  void aHostThatMemoryHasNoRoomForIsTooLarge() {
    byte[] none = {};
    Answers poor =
        new Answers(
            "m",
            LIMIT,
            Clock.systemUTC(),
            new Room(LIMIT) {
              @Override
              boolean take(long bytes) {
                throw new OutOfMemoryError("test");
              }
            });
    byte[] half = "#m begin\n%s".formatted("x".repeat(1000)).getBytes(StandardCharsets.UTF_8);
    poor.take(half, 0, half.length);
    poor.take(none, 0, 0);
    assertThatThrownBy(() -> poor.take(soon(), "it"))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TOO_LARGE));
  }

  @Test
  void aShellThatEndsBeforeItAnswersSaysWhy() {
    String said = "Welcome\n\u001b[1mThis account is\u0007 currently not available.\r\n\n";
    comes(said.getBytes(StandardCharsets.UTF_8));
    answers.ended();
    assertThatThrownBy(() -> answers.take(soon(), "it"))
        .hasMessage(
            "connection: expected an answer, got its end: the shell on the host ended: "
                + "[1mThis account is currently not available.");
  }

  @Test
  void whatIsWaitedForIsSaid() {
    assertThatThrownBy(() -> answers.take(System.nanoTime(), "its answer to tick"))
        .hasMessage("host: expected its answer to tick in time, got none; it may be busy");
  }
}
