package io.allsmi.cli.config;

import io.allsmi.tui.KeyBindings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file as text: to begin with, and with what holds now. */
public final class ConfigTemplate {
  private static final String HEAD =
      """
      # Settings of allsmi. They are shared with the Rust all-smi, which ignores what it does not know.
      # A flag comes before a variable of the environment, that before this file, this before defaults.
      """;

  private ConfigTemplate() {}

  /** Every key with its default, commented out. */
  public static String commented() {
    StringBuilder out = new StringBuilder(HEAD).append(version());
    ConfigKeys.bySection()
        .forEach(
            (section, keys) -> {
              out.append("\n[").append(section).append("]\n");
              for (ConfigKey key : keys) {
                out.append("# ").append(key.about()).append('\n');
                out.append("# ").append(key.name()).append(" = ").append(key.preset()).append('\n');
              }
            });
    out.append("\n[").append(ConfigKeys.KEYS).append("]\n");
    out.append("# Keys of actions: \"x\", or several: [\"x\", \"Ctrl-x\", \"PgUp\"].\n");
    for (String action : KeyBindings.actions()) {
      out.append("# ").append(action).append(" = ");
      out.append(strings(KeyBindings.defaultKeys(action))).append('\n');
    }
    return out.toString();
  }

  /** What holds, and who says it; what nobody says is commented out. */
  public static String effective(Config config) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(config.file().map(f -> f.path().toString()).orElse("no file"));
    out.append('\n').append(version());
    ConfigKeys.bySection()
        .forEach(
            (section, keys) -> {
              out.append("\n[").append(section).append("]\n");
              keys.forEach(key -> out.append(line(key, config.setting(key))));
            });
    out.append("\n[").append(ConfigKeys.KEYS).append("]\n");
    for (Map.Entry<String, List<String>> action : config.keys().entrySet()) {
      out.append(action.getKey()).append(" = ").append(strings(action.getValue()));
      out.append("  # file\n");
    }
    return out.toString();
  }

  private static String line(ConfigKey key, Optional<Config.Setting> setting) {
    if (setting.isEmpty()) {
      return "# " + key.name() + " = " + key.preset() + "  # default\n";
    }
    String who =
        setting.get().origin() == Config.Origin.FILE
            ? "file " + setting.get().where()
            : "environment " + setting.get().where();
    return key.name() + " = " + toml(key, setting.get().text()) + "  # " + who + "\n";
  }

  private static String toml(ConfigKey key, String text) {
    return switch (key.type().kind()) {
      case FLAG, WHOLE, NUMBER -> text;
      case TEXTS -> strings(List.of(text.split(",", -1)));
      case SOCKET -> text.equals("true") || text.equals("false") ? text : quoted(text);
      case TEXT -> quoted(hidden(text));
      case FILE, WORD -> quoted(text);
    };
  }

  /** The path of a webhook is often a secret: what is printed here is pasted elsewhere. */
  private static String hidden(String url) {
    int host = url.indexOf("://");
    int path = host < 0 ? -1 : url.indexOf('/', host + 3);
    String front = path < 0 ? url : url.substring(0, path) + "/…";
    int name = front.lastIndexOf('@');
    return name < 0 ? front : front.substring(0, host + 3) + "…" + front.substring(name);
  }

  private static String strings(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(ConfigTemplate::quoted).toList()) + "]";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String version() {
    return ConfigKeys.VERSION + " = " + ConfigKeys.SCHEMA_VERSION + "\n";
  }
}
