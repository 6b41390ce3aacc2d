package io.allsmi.tui.draw;

/** What stands for our own glyphs where the locale is not UTF-8. */
final class Ascii {
  private Ascii() {}

  static int of(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint;
    }
    return switch (codePoint) {
      case '…' -> '~';
      case '–', '─', '—' -> '-';
      case '│' -> '|';
      case '›' -> '>';
      case '‹' -> '<';
      case '●' -> '*';
      case '◐', '±' -> '~';
      case '◌', '↻', '·' -> '.';
      case '✕' -> '!';
      case '×' -> 'x';
      case '✓' -> '+';
      case '▲' -> '^';
      case '▾' -> 'v';
      case '‼', '⚠' -> '!';
      case '▌', '▶' -> '>';
      case '❚', '├', '┤' -> '|';
      case '▼' -> 'V';
      case '◆' -> 'o';
      case '◈' -> '@';
      case '┆' -> ':';
      case '■' -> '#';
      case '↑' -> '^';
      case '↓' -> 'v';
      case '←' -> '<';
      case '→' -> '>';
      case '°' -> ' ';
      default -> '?';
    };
  }
}
