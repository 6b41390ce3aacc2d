package io.allsmi.benchmarks;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.TextGraphics;
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

  /** Text in one look, as a program would draw it. */
  private record Run(
      int column, int row, String text, TextColor foreground, TextColor background, SGR[] looks) {}

  /** What a frame of ours shows, as the runs of text that draw the same. */
  static final class Drawing {
    private final List<Run> runs = new ArrayList<>();

    private Drawing() {}
  }

  /** Reads a frame of ours. */
  Drawing drawing(Frame frame) {
    Drawing drawing = new Drawing();
    for (int y = 0; y < rows; y++) {
      int x = 0;
      while (x < columns) {
        int from = x;
        FrameCells.Parts first = FrameCells.at(frame, x, y);
        StringBuilder text = new StringBuilder();
        FrameCells.Parts cell = first;
        while (cell != null && cell.looksLike(first)) {
          text.appendCodePoint(cell.codePoint() == 0 ? ' ' : cell.codePoint());
          x++;
          cell = x < columns ? FrameCells.at(frame, x, y) : null;
        }
        drawing.runs.add(run(from, y, text.toString(), first));
      }
    }
    return drawing;
  }

  private static Run run(int column, int row, String text, FrameCells.Parts cell) {
    List<SGR> looks = new ArrayList<>();
    if ((cell.attributes() & Cell.BOLD) != 0) {
      looks.add(SGR.BOLD);
    }
    if ((cell.attributes() & Cell.UNDERLINE) != 0) {
      looks.add(SGR.UNDERLINE);
    }
    if ((cell.attributes() & Cell.REVERSE) != 0) {
      looks.add(SGR.REVERSE);
    }
    TextColor foreground = colour(cell.foreground());
    TextColor background = colour(cell.background());
    return new Run(column, row, text, foreground, background, looks.toArray(new SGR[0]));
  }

  private static TextColor colour(int colour) {
    return colour == 0 ? TextColor.ANSI.DEFAULT : new TextColor.Indexed(colour - 1);
  }

  /** Draws the text and lets Lanterna write what it must; returns how many bytes it wrote. */
  long draw(Drawing drawing, RefreshType type) throws IOException {
    TextGraphics graphics = screen.newTextGraphics();
    for (Run run : drawing.runs) {
      graphics.clearModifiers();
      graphics.enableModifiers(run.looks);
      graphics.setForegroundColor(run.foreground);
      graphics.setBackgroundColor(run.background);
      graphics.putString(run.column, run.row, run.text);
    }
    counter.bytes = 0;
    screen.refresh(type);
    return counter.bytes;
  }

  /** The characters of a drawing, row by row, as Lanterna keeps them. */
  TextCharacter[] characters(Drawing drawing) {
    TextCharacter[] characters = new TextCharacter[columns * rows];
    for (Run run : drawing.runs) {
      int at = run.row * columns + run.column;
      for (TextCharacter character :
          TextCharacter.fromString(run.text, run.foreground, run.background, run.looks)) {
        characters[at] = character;
        at += character.isDoubleWidth() ? 2 : 1;
      }
    }
    return characters;
  }

  /** As {@link #draw}, but Lanterna only copies what others have made for it. */
  long copy(TextCharacter[] characters, RefreshType type) throws IOException {
    for (int at = 0; at < characters.length; at++) {
      if (characters[at] != null) {
        screen.setCharacter(at % columns, at / columns, characters[at]);
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
