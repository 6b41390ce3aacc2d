package io.allsmi.cli;

import io.allsmi.core.source.ClusterSource;
import io.allsmi.tui.KeyBindings;
import io.allsmi.tui.Theme;
import io.allsmi.tui.Tui;
import io.allsmi.tui.TuiOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How the terminal view looks. */
final class ViewOptions {
  @Option(
      names = "--theme",
      paramLabel = "default|light|colour-blind|mono",
      converter = ThemeName.class,
      description = "The colours. NO_COLOR in the environment means mono.")
  @Nullable Theme theme;

  /** Which keys actions have that have others than usual; by the names of the configuration. */
  Map<String, List<String>> keys = Map.of();

  void run(ClusterSource source, String description) throws IOException, InterruptedException {
    run(source, description, UnaryOperator.identity());
  }

  /**
   * Shows a source until the user leaves.
   *
   * @param chosen adds what the command line says of the view otherwise
   */
  void run(ClusterSource source, String description, UnaryOperator<TuiOptions> chosen)
      throws IOException, InterruptedException {
    TuiOptions options =
        TuiOptions.defaults()
            .withDescription(description)
            .withExportFolder(CacheFolder.of(System.getenv()))
            .withFirstRun(CacheFolder.of(System.getenv()).resolve("help-seen"));
    if (!keys.isEmpty()) {
      options = options.withKeys(KeyBindings.of(keys));
    }
    Tui.run(source, chosen.apply(theme == null ? options : options.withTheme(theme)));
  }

  /** Reads a theme by the name that people write. */
  static final class ThemeName implements CommandLine.ITypeConverter<Theme> {
    @Override
    public Theme convert(String name) {
      return Theme.ofName(name)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "expected one of default, light, colour-blind, mono, got '" + name + "'"));
    }
  }
}
