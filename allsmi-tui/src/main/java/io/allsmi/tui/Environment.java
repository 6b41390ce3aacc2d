package io.allsmi.tui;

import io.allsmi.tui.draw.Palette;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the environment says about the terminal.
 *
 * @param unicode whether the locale is UTF-8
 * @param colours256 whether there are 256 colours, else 16
 * @param noColour whether the user wants none
 */
record Environment(boolean unicode, boolean colours256, boolean noColour) {
  static Environment of(Map<String, String> variables) {
    String term = variables.getOrDefault("TERM", "");
    boolean many =
        !variables.getOrDefault("COLORTERM", "").isEmpty()
            || term.contains("256color")
            || term.contains("direct")
            || term.contains("kitty");
    boolean none = !variables.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb");
    return new Environment(isUtf8(variables), many, none);
  }

  private static boolean isUtf8(Map<String, String> variables) {
    String locale = "";
    for (String name : new String[] {"LANG", "LC_CTYPE", "LC_ALL"}) {
      String value = variables.getOrDefault(name, "");
      locale = value.isEmpty() ? locale : value;
    }
    String upper = locale.toUpperCase(Locale.ROOT);
    return upper.contains("UTF-8") || upper.contains("UTF8");
  }

  /** The colours of every theme, by its name. */
  Map<String, Palette> palettes() {
    Map<String, Palette> palettes = new HashMap<>();
    for (Theme theme : Theme.values()) {
      palettes.put(theme.wireName(), palette(theme));
    }
    return palettes;
  }

  Palette palette(Theme theme) {
    if (noColour) {
      return Palette.mono();
    }
    return switch (theme) {
      case DEFAULT -> Palette.standard(colours256);
      case LIGHT -> Palette.light(colours256);
      case COLOUR_BLIND -> Palette.colourBlind(colours256);
      case MONO -> Palette.mono();
    };
  }
}
