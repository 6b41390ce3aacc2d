package io.allsmi.cli;

import io.allsmi.collect.alert.Webhook;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.AlertSink;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.tui.AlertOptions;
import io.allsmi.tui.KeyBindings;
import io.allsmi.tui.Theme;
import io.allsmi.tui.Tui;
import io.allsmi.tui.TuiOptions;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the terminal view looks, and what it watches GPUs for. */
final class ViewOptions {
  @Option(
      names = "--theme",
      paramLabel = "default|light|colour-blind|mono",
      converter = ThemeName.class,
      description = "The colours. NO_COLOR in the environment means mono.")
  @Nullable Theme theme;

  /** Which keys actions have that have others than usual; by the names of the configuration. */
  Map<String, List<String>> keys = Map.of();

  @Mixin AlertSettings alerts = new AlertSettings();

  void run(ClusterSource source, String description, Console console)
      throws IOException, InterruptedException {
    run(source, description, UnaryOperator.identity(), console);
  }

  /**
   * Shows a source until the user leaves.
   *
   * @param chosen adds what the command line says of the view otherwise
   * @param console where it is said in the end that alerts did not arrive
   */
  void run(
      ClusterSource source, String description, UnaryOperator<TuiOptions> chosen, Console console)
      throws IOException, InterruptedException {
    AlertRules rules = alerts.rules(System.getenv());
    boolean rings = alerts.rings(System.getenv());
    Optional<Webhook> hook =
        source instanceof PlayableSource
            ? Optional.empty()
            : alerts.openWebhook(System.getenv(), ZoneId.systemDefault());
    try {
      AlertSink sink = hook.isPresent() ? hook.get() : AlertSink.NONE;
      AlertOptions watched = new AlertOptions(rules, rings, sink);
      show(source, description, options -> chosen.apply(options.withAlerts(watched)));
    } finally {
      hook.ifPresent(Webhook::close);
      hook.flatMap(Webhook::summary).ifPresent(console::complain);
    }
  }

  private void show(ClusterSource source, String description, UnaryOperator<TuiOptions> chosen)
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
