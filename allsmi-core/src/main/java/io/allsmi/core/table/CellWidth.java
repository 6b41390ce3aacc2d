package io.allsmi.core.table;

/**
 * How many terminal cells a text takes, and the part of it that may reach a terminal at all.
 *
 * <p>East Asian wide and fullwidth characters and emoji take two cells; combining marks, joiners
 * and variation selectors none. Control characters and the ones that reorder text never get out.
 *
 * @since 0.30.0
 */
public final class CellWidth {
  /** First and last code point of the ranges that take two cells, ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
    0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
    0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
    0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
    0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
    0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18AFF, 0x1B000,
    0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200,
    0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF,
    0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442,
    0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595,
    0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0,
    0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0,
    0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70,
    0x1FAFF, 0x20000, 0x3FFFD
  };

  private CellWidth() {}

  /** The cells of a text; what {@link #clean} would drop takes none. */
  public static int of(String text) {
    int cells = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      cells += of(c);
      i += Character.charCount(c);
    }
    return cells;
  }

  /** The cells of a code point: 0, 1 or 2. */
  public static int of(int codePoint) {
    if (codePoint < 0x7F) {
      return codePoint < ' ' ? 0 : 1;
    }
    if (codePoint < 0x300) {
      return codePoint < 0xA0 ? 0 : 1;
    }
    if (isDrawing(codePoint)) {
      return 1;
    }
    if (isZeroWidth(codePoint)) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  /** Lines, blocks, shapes and braille: what gauges and rules are made of, so most of a screen. */
  private static boolean isDrawing(int c) {
    return (c >= 0x2500 && c <= 0x25FC) || (c >= 0x2800 && c <= 0x28FF);
  }

  /** A text without control characters, line ends, and characters that reorder text. */
  public static String clean(String text) {
    if (text.codePoints().noneMatch(CellWidth::isHarmful)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isHarmful(c)).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** The text cut to a number of cells, its last one {@code …} when something was cut off. */
  public static String cut(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    if (cells <= 0) {
      return "";
    }
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (used + of(c) > cells - 1) {
        break;
      }
      used += of(c);
      i += Character.charCount(c);
    }
    return text.substring(0, i) + "…";
  }

  private static boolean isHarmful(int c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xD800 && c <= 0xDFFF);
  }

  private static boolean isZeroWidth(int c) {
    if (isHarmful(c) || (c >= 0x1160 && c <= 0x11FF)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || (type == Character.FORMAT && c != 0xAD);
  }

  private static boolean isWide(int c) {
    int low = 0;
    int high = WIDE.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (c < WIDE[middle * 2]) {
        high = middle - 1;
      } else if (c > WIDE[middle * 2 + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
