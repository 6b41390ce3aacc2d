package io.allsmi.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.InputDecoder;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanterna's decoder as we set it up, over the bytes that terminals send. */
class KeyDecodingTest {
  private static List<Input> decode(String sent) throws IOException {
    return decode(bytes(sent));
  }

  private static InputStream bytes(String sent) {
    return new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Input> decode(InputStream in) throws IOException {
    InputDecoder decoder = LanternaTerminal.decoder(in);
    List<Input> inputs = new ArrayList<>();
    Input next = LanternaTerminal.input(decoder.getNextCharacter(true));
    while (!(next instanceof Input.Ended)) {
      inputs.add(next);
      next = LanternaTerminal.input(decoder.getNextCharacter(true));
    }
    return inputs;
  }

  private static Input key(Key key) {
    return new Input.Pressed(KeyPress.of(key));
  }

  @Test
  void arrowsPagesHomeEndAndTab() throws IOException {
    assertThat(
            decode(
                "\u001b[A\u001b[B\u001b[C\u001b[D\u001b[5~\u001b[6~\u001b[H\u001b[F\t\u001b[Z\n"))
        .containsExactly(
            key(Key.UP),
            key(Key.DOWN),
            key(Key.RIGHT),
            key(Key.LEFT),
            key(Key.PAGE_UP),
            key(Key.PAGE_DOWN),
            key(Key.HOME),
            key(Key.END),
            key(Key.TAB),
            key(Key.BACK_TAB),
            key(Key.ENTER));
  }

  @Test
  void lettersControlAndAlt() throws IOException {
    assertThat(decode("V?\u0003\u000c\u001bx"))
        .containsExactly(
            new Input.Pressed(KeyPress.of('V')),
            new Input.Pressed(KeyPress.of('?')),
            new Input.Pressed(KeyPress.ctrl('c')),
            new Input.Pressed(KeyPress.ctrl('l')),
            new Input.Pressed(new KeyPress(Key.CHARACTER, 'x', false, true)));
  }

  @Test
  void escapeAlone() throws IOException {
    assertThat(decode("\u001b")).containsExactly(key(Key.ESCAPE));
  }

  @Test
  void escapeIsToldFromAnArrowThatArrivesInPieces() throws IOException {
    List<InputStream> pieces = new ArrayList<>(List.of(bytes("\u001b"), bytes("["), bytes("A")));
    PieceByPiece line = new PieceByPiece(pieces);
    assertThat(decode(new EscapeAwareInput(line, line::arrive))).containsExactly(key(Key.UP));
  }

  @Test
  void theMouseAtAnyColumn() throws IOException {
    assertThat(decode("\u001b[<0;300;50M\u001b[<0;300;50m\u001b[<64;1;1M\u001b[<65;1;1M"))
        .containsExactly(
            new Input.Clicked(299, 49),
            new Input.Ignored(),
            new Input.Wheel(-1),
            new Input.Wheel(1));
  }

  @Test
  void theMouseMovesWithTheLeftButtonDown() throws IOException {
    assertThat(decode("\u001b[<0;3;3M\u001b[<32;300;4M\u001b[<0;300;4m"))
        .containsExactly(new Input.Clicked(2, 2), new Input.Dragged(299, 3), new Input.Ignored());
  }

  @Test
  void otherButtonsMotionAndReportsMeanNothing() throws IOException {
    assertThat(decode("\u001b[<2;3;3M\u001b[<34;3;3M\u001b[<35;3;3M\u001b[5;10R\u001b[15~"))
        .containsOnly(new Input.Ignored());
  }

  @Test
  void garbageDoesNotStopTheKeysAfterIt() throws IOException {
    assertThat(decode("\u001b[<999999;1q\u0000\u001b[99~q"))
        .contains(new Input.Pressed(KeyPress.of('q')));
  }

  /** Gives the bytes of one piece, and those of the next only after somebody waited for them. */
  private static final class PieceByPiece extends InputStream {
    private final List<InputStream> waiting;
    private InputStream arrived = InputStream.nullInputStream();

    PieceByPiece(List<InputStream> waiting) {
      this.waiting = waiting;
    }

    void arrive() {
      if (!waiting.isEmpty()) {
        arrived = waiting.remove(0);
      }
    }

    @Override
    public int available() throws IOException {
      return arrived.available();
    }

    @Override
    public int read() throws IOException {
      int next = arrived.read();
      while (next < 0 && !waiting.isEmpty()) {
        arrived = waiting.remove(0);
        next = arrived.read();
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int next = read();
      if (next < 0) {
        return -1;
      }
      buffer[offset] = (byte) next;
      return 1;
    }
  }
}
