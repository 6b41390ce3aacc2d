package io.allsmi.tui.draw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Just enough of a terminal to apply what {@link FrameDiff} writes. Anything else is an error. */
final class Screen {
  final int columns;
  final int rows;
  final long[] cells;
  private int x;
  private int y;
  private int foreground;
  private int background;
  private int attributes;

  Screen(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.cells = new long[columns * rows];
    Arrays.fill(cells, Cell.BLANK);
  }

  void apply(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint == 0x1b) {
        int end = i + 2;
        while (text.charAt(end) < 0x40) {
          end++;
        }
        sequence(text.substring(i + 2, end), text.charAt(end));
        i = end + 1;
      } else {
        print(codePoint);
        i += Character.charCount(codePoint);
      }
    }
  }

  private void print(int codePoint) {
    int width = Text.width(codePoint);
    if (codePoint < ' ' || width == 0 || x + width > columns) {
      throw new IllegalStateException("at " + x + "," + y + ": " + Integer.toHexString(codePoint));
    }
    for (int i = 0; i < width; i++) {
      split(x + i);
    }
    long looks = Cell.looks(foreground, background, attributes);
    cells[y * columns + x] = Cell.of(codePoint, looks);
    if (width == 2) {
      cells[y * columns + x + 1] = Cell.of(0, looks);
    }
    x += width;
  }

  /** A terminal blanks the other half of a wide character that is hit. */
  private void split(int at) {
    int cell = y * columns + at;
    if (Cell.codePoint(cells[cell]) == 0 && at > 0) {
      cells[cell - 1] = Cell.withLooks(Cell.BLANK, Cell.looks(cells[cell - 1]));
    }
    if (at + 1 < columns && Cell.codePoint(cells[cell + 1]) == 0) {
      cells[cell + 1] = Cell.withLooks(Cell.BLANK, Cell.looks(cells[cell + 1]));
    }
  }

  private void sequence(String parameters, char command) {
    int[] numbers =
        parameters.isEmpty()
            ? new int[0]
            : Arrays.stream(parameters.split(";")).mapToInt(Integer::parseInt).toArray();
    switch (command) {
      case 'H' -> {
        y = numbers.length > 0 ? numbers[0] - 1 : 0;
        x = numbers.length > 1 ? numbers[1] - 1 : 0;
      }
      case 'C' -> x += numbers.length > 0 ? numbers[0] : 1;
      case 'J' -> Arrays.fill(cells, Cell.BLANK);
      case 'K' -> erase();
      case 'm' -> looks(numbers);
      default -> throw new IllegalStateException("sequence " + parameters + command);
    }
  }

  private void erase() {
    split(x);
    Arrays.fill(cells, y * columns + x, (y + 1) * columns, Cell.looks(0, background, 0) | ' ');
  }

  private void looks(int[] numbers) {
    if (numbers.length == 0) {
      reset();
    }
    for (int i = 0; i < numbers.length; i++) {
      int n = numbers[i];
      if (n == 38 || n == 48) {
        colour(n == 38, numbers[i + 2] + 1);
        i += 2;
      } else {
        look(n);
      }
    }
  }

  private void look(int n) {
    switch (n) {
      case 0 -> reset();
      case 1 -> attributes |= Cell.BOLD;
      case 2 -> attributes |= Cell.DIM;
      case 4 -> attributes |= Cell.UNDERLINE;
      case 7 -> attributes |= Cell.REVERSE;
      case 22 -> attributes &= ~(Cell.BOLD | Cell.DIM);
      case 24 -> attributes &= ~Cell.UNDERLINE;
      case 27 -> attributes &= ~Cell.REVERSE;
      case 39, 49 -> colour(n == 39, 0);
      default -> colour(n % 60 / 10 == 3, n >= 90 ? n % 10 + 9 : n % 10 + 1);
    }
  }

  private void colour(boolean front, int colour) {
    if (front) {
      foreground = colour;
    } else {
      background = colour;
    }
  }

  private void reset() {
    foreground = 0;
    background = 0;
    attributes = 0;
  }
}
