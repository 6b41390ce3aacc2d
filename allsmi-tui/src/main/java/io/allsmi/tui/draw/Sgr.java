package io.allsmi.tui.draw;

/** Writes the shortest change from one set of looks to another. */
final class Sgr {
  private static final int WEIGHT = Cell.BOLD | Cell.DIM;

  private final boolean colours256;
  private boolean first;

  Sgr(boolean colours256) {
    this.colours256 = colours256;
  }

  /** Changes the looks; {@code from} is negative when they are not known. */
  void change(ByteBuilder out, long from, long to) {
    if (to == 0) {
      out.ascii("\u001b[m");
      return;
    }
    out.ascii("\u001b[");
    first = true;
    long known = from;
    if (from < 0) {
      parameter(out, 0);
      known = 0;
    }
    attributes(out, Cell.attributes(known), Cell.attributes(to));
    if (Cell.foreground(known) != Cell.foreground(to)) {
      colour(out, Cell.foreground(to), 30);
    }
    if (Cell.background(known) != Cell.background(to)) {
      colour(out, Cell.background(to), 40);
    }
    out.ascii("m");
  }

  private void attributes(ByteBuilder out, int from, int to) {
    int have = from;
    if ((have & WEIGHT & ~to) != 0) {
      parameter(out, 22);
      have &= ~WEIGHT;
    }
    if ((have & Cell.UNDERLINE & ~to) != 0) {
      parameter(out, 24);
    }
    if ((have & Cell.REVERSE & ~to) != 0) {
      parameter(out, 27);
    }
    int missing = to & ~have;
    if ((missing & Cell.BOLD) != 0) {
      parameter(out, 1);
    }
    if ((missing & Cell.DIM) != 0) {
      parameter(out, 2);
    }
    if ((missing & Cell.UNDERLINE) != 0) {
      parameter(out, 4);
    }
    if ((missing & Cell.REVERSE) != 0) {
      parameter(out, 7);
    }
  }

  private void colour(ByteBuilder out, int colour, int base) {
    int number = colour - 1;
    if (number < 0) {
      parameter(out, base + 9);
    } else if (number < 8) {
      parameter(out, base + number);
    } else if (number < 16) {
      parameter(out, base + 60 + number - 8);
    } else if (colours256) {
      parameter(out, base + 8);
      parameter(out, 5);
      parameter(out, number);
    } else {
      parameter(out, base + 9);
    }
  }

  private void parameter(ByteBuilder out, int value) {
    if (!first) {
      out.ascii(";");
    }
    first = false;
    out.number(value);
  }
}
