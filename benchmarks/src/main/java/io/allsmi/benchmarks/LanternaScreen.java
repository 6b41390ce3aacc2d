package io.allsmi.benchmarks;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import io.allsmi.tui.draw.Cell;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.FrameCells;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lanterna's own way to a terminal that only counts bytes: the yardstick of the screen. */
final class LanternaScreen {
  private final Counter counter = new Counter();
  private final TerminalScreen screen;
  private final int columns;
  private final int rows;

  LanternaScreen(int columns, int rows) throws IOException {
    this.columns = columns;
    this.rows = rows;
    this.screen = new TerminalScreen(new Sink(counter, new TerminalSize(columns, rows)));
    screen.startScreen();
    screen.setCursorPosition(null);
  }

  /** The characters of a frame of ours, ready to be put on Lanterna's screen. */
  TextCharacter[] characters(Frame frame) {
    TextCharacter[] cells = new TextCharacter[columns * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        cells[y * columns + x] = character(FrameCells.at(frame, x, y));
      }
    }
    return cells;
  }

  private static TextCharacter character(FrameCells.Parts cell) {
    List<SGR> attributes = new ArrayList<>();
    if ((cell.attributes() & Cell.BOLD) != 0) {
      attributes.add(SGR.BOLD);
    }
    if ((cell.attributes() & Cell.UNDERLINE) != 0) {
      attributes.add(SGR.UNDERLINE);
    }
    if ((cell.attributes() & Cell.REVERSE) != 0) {
      attributes.add(SGR.REVERSE);
    }
    String text = Character.toString(cell.codePoint() == 0 ? ' ' : cell.codePoint());
    return TextCharacter.fromString(
        text, colour(cell.foreground()), colour(cell.background()), attributes.toArray(new SGR[0]))[
        0];
  }

  private static TextColor colour(int colour) {
    return colour == 0 ? TextColor.ANSI.DEFAULT : new TextColor.Indexed(colour - 1);
  }

  /** Puts all cells on the screen and lets Lanterna write them; returns how many bytes it wrote. */
  long draw(TextCharacter[] cells, RefreshType type) throws IOException {
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        screen.setCharacter(x, y, cells[y * columns + x]);
      }
    }
    counter.bytes = 0;
    screen.refresh(type);
    return counter.bytes;
  }

  /** A terminal of a fixed size whose output goes nowhere. */
  private static final class Sink extends ANSITerminal {
    private final TerminalSize size;

    Sink(OutputStream out, TerminalSize size) {
      super(new ByteArrayInputStream(new byte[0]), out, StandardCharsets.UTF_8);
      this.size = size;
    }

    @Override
    protected TerminalSize findTerminalSize() {
      return size;
    }
  }

  private static final class Counter extends OutputStream {
    long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
