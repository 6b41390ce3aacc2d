package io.allsmi.tui;

import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.draw.FrameDiff;
import io.allsmi.tui.panel.Look;
import io.allsmi.tui.panel.Renderer;
import io.allsmi.tui.terminal.LanternaTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The terminal view over any source.
 *
 * <pre>{@code
 * try (ClusterSource source = …) {
 *   Tui.run(source, TuiOptions.defaults());
 * }
 * }</pre>
 *
 * @since 0.30
 */
public final class Tui {
  private Tui() {}

  /**
   * Shows the source until the user quits, then returns. Polls the source on a thread of its own; a
   * source that ends or fails leaves its last snapshot on the screen and says so. Of a {@link
   * io.allsmi.core.source.PlayableSource} the time on the screen is the one that was recorded, and
   * keys and the mouse steer it. The terminal is left as it was found on every way out, an
   * exception and the end of the process included. The source stays open.
   *
   * @throws IOException when there is no terminal, or it goes away
   * @throws InterruptedException when the calling thread is interrupted
   */
  public static void run(ClusterSource source, TuiOptions options)
      throws IOException, InterruptedException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(options, "options");
    Environment environment = Environment.of(System.getenv());
    Renderer renderer =
        new Renderer(
            new Look(
                options.description(),
                environment.palette(options.theme()),
                environment.unicode(),
                options.zone(),
                options.jobsOf(),
                options.redrawn(),
                environment.palettes()));
    EventQueue events = new EventQueue();
    try (LanternaTerminal terminal = LanternaTerminal.open(events)) {
      Exporter exporter =
          new Exporter(
              options.exportFolder(),
              Path.of(System.getProperty("user.home", "")),
              options.clock(),
              options.zone());
      Loop loop =
          new Loop(
              terminal,
              events,
              renderer,
              new FrameDiff(environment.colours256()),
              options.clock(),
              exporter,
              UserAggregator::aggregate,
              options.zone());
      loop.watch(options.alerts());
      loop.begin(options.jobsFirst(), options.redrawn());
      loop.guide(options.keys().keys(), options.firstRun().filter(FirstRun::at).isPresent());
      loop.run(source);
    }
  }
}
