package io.allsmi.tui.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.DefaultKeyDecodingProfile;
import com.googlecode.lanterna.input.InputDecoder;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Unix terminal. Lanterna switches raw mode and decodes keys, nothing else: the size comes from
 * the kernel instead of a query on the wire, and frames are written as they are.
 */
public final class LanternaTerminal implements Terminal {
  private static final int ESCAPE_PATIENCE_MILLIS = 40;
  private static final int STOP_CHECK_MILLIS = 250;

  private final Posix posix;
  private final Tty tty;
  private final StoppableInput in;
  private final ScreenOutput screen;
  private final InputDecoder decoder;
  private final Restoring restoring;
  private final Thread hook;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LanternaTerminal(
      Posix posix, Tty tty, StoppableInput in, OutputStream out, InputDecoder decoder) {
    this.posix = posix;
    this.tty = tty;
    this.in = in;
    this.screen = new ScreenOutput(out);
    this.decoder = decoder;
    this.restoring = new Restoring(screen, tty::restore);
    this.hook = new Thread(restoring::run, "allsmi terminal restore");
  }

  /**
   * Takes over the terminal of this process.
   *
   * @param signals told of size changes, stops and continues, on a thread of its own
   * @throws IOException when there is no terminal
   */
  public static LanternaTerminal open(SignalListener signals) throws IOException {
    Posix posix = Posix.load();
    if (!posix.isTerminal()) {
      throw new IOException("standard input and output: expected a terminal, got something else");
    }
    StoppableInput stoppable =
        new StoppableInput(
            new FileInputStream(FileDescriptor.in), () -> posix.awaitInput(STOP_CHECK_MILLIS));
    InputStream in =
        new EscapeAwareInput(stoppable, () -> posix.awaitInput(ESCAPE_PATIENCE_MILLIS));
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    Tty tty = new Tty(posix, posix.modes(), in, out);
    LanternaTerminal terminal = new LanternaTerminal(posix, tty, stoppable, out, decoder(in));
    Runtime.getRuntime().addShutdownHook(terminal.hook);
    Signals.handle("WINCH", signals::resized);
    Signals.handle("TSTP", signals::stopRequested);
    Signals.handle("CONT", signals::continued);
    terminal.screen.enter();
    return terminal;
  }

  /** What the loop wants to know about signals. */
  public interface SignalListener {
    /** The screen may have another size. */
    void resized();

    /** The user pressed Ctrl-Z. */
    void stopRequested();

    /** The process was continued. */
    void continued();
  }

  /** Decodes keys from a stream of bytes. */
  static InputDecoder decoder(InputStream in) {
    InputDecoder decoder = new InputDecoder(new InputStreamReader(in, StandardCharsets.UTF_8));
    decoder.addProfile(new DefaultKeyDecodingProfile());
    decoder.addProfile(() -> List.of(new SgrMouse()));
    return decoder;
  }

  @Override
  public Size size() {
    return posix.terminalSize(System.getenv());
  }

  @Override
  public Input read() throws IOException {
    return input(decoder.getNextCharacter(true));
  }

  /** What a key stroke means to us. */
  static Input input(KeyStroke stroke) {
    if (stroke instanceof MouseAction mouse) {
      return mouse(mouse);
    }
    if (stroke.getKeyType() == KeyType.EOF) {
      return new Input.Ended();
    }
    if (stroke.getKeyType() == KeyType.Character) {
      return new Input.Pressed(
          new KeyPress(
              Key.CHARACTER, stroke.getCharacter(), stroke.isCtrlDown(), stroke.isAltDown()));
    }
    Key key = key(stroke.getKeyType());
    return key == Key.CHARACTER
        ? new Input.Ignored()
        : new Input.Pressed(new KeyPress(key, '\0', stroke.isCtrlDown(), stroke.isAltDown()));
  }

  private static Input mouse(MouseAction mouse) {
    return switch (mouse.getActionType()) {
      case CLICK_DOWN ->
          mouse.getButton() == 1
              ? new Input.Clicked(mouse.getPosition().getColumn(), mouse.getPosition().getRow())
              : new Input.Ignored();
      case DRAG ->
          mouse.getButton() == 1
              ? new Input.Dragged(mouse.getPosition().getColumn(), mouse.getPosition().getRow())
              : new Input.Ignored();
      case SCROLL_UP -> new Input.Wheel(-1);
      case SCROLL_DOWN -> new Input.Wheel(1);
      default -> new Input.Ignored();
    };
  }

  /** Our name of a key; {@link Key#CHARACTER} for those that mean nothing here. */
  private static Key key(KeyType type) {
    return switch (type) {
      case ArrowUp -> Key.UP;
      case ArrowDown -> Key.DOWN;
      case ArrowLeft -> Key.LEFT;
      case ArrowRight -> Key.RIGHT;
      case PageUp -> Key.PAGE_UP;
      case PageDown -> Key.PAGE_DOWN;
      case Home -> Key.HOME;
      case End -> Key.END;
      case Tab -> Key.TAB;
      case ReverseTab -> Key.BACK_TAB;
      case Enter -> Key.ENTER;
      case Escape -> Key.ESCAPE;
      case Backspace -> Key.BACKSPACE;
      default -> Key.CHARACTER;
    };
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    screen.write(bytes, length);
  }

  @Override
  public void suspend() throws IOException {
    screen.leave();
    tty.restore();
    posix.stopSelf();
  }

  @Override
  public void resume() throws IOException {
    tty.raw();
    screen.enter();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    in.stop();
    restoring.run();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      tty.close();
    } catch (IllegalStateException | IOException e) {
      // The process is ending anyway, or the terminal is gone: what could be restored has been.
      return;
    }
  }

  /** Lanterna's terminal without its size query, its signal handlers and its many stty calls. */
  private static final class Tty extends UnixTerminal {
    private final Posix posix;
    private final Optional<byte[]> modes;

    /** {@code modes} are those to come back to. */
    Tty(Posix posix, Optional<byte[]> modes, InputStream in, OutputStream out) throws IOException {
      super(in, out, StandardCharsets.UTF_8, CtrlCBehaviour.TRAP);
      this.posix = posix;
      this.modes = modes;
    }

    /** By the C library where there is one: stty waits until the terminal has taken all output. */
    void restore() throws IOException {
      if (modes.isEmpty() || !posix.setModes(modes.get())) {
        super.restoreTerminalSettings();
      }
    }

    void raw() throws IOException {
      runSTTYCommand(
          "-icanon", "min", "1", "time", "0", "-echo", "-ixon", "intr", "undef", "quit", "undef");
    }

    @Override
    protected TerminalSize findTerminalSize() {
      Size size = posix.terminalSize(System.getenv());
      return new TerminalSize(size.columns(), size.rows());
    }

    @Override
    protected void registerTerminalResizeListener(Runnable onResize) {
      // Size changes are ours: see open().
    }

    @Override
    protected void canonicalMode(boolean enabled) throws IOException {
      if (!enabled) {
        raw();
      }
    }

    @Override
    protected void keyEchoEnabled(boolean enabled) {
      // Part of raw().
    }

    @Override
    protected void keyStrokeSignalsEnabled(boolean enabled) {
      // Part of raw(); restored with everything else.
    }

    @Override
    protected void restoreTerminalSettings() {
      // Ours: see restore(). Lanterna has a shutdown hook that would wait for stty without a limit.
    }
  }

  /** The mouse in its modern form, {@code ESC [ < button ; column ; row M}, of any size. */
  private static final class SgrMouse implements CharacterPattern {
    private static final Pattern WHOLE =
        Pattern.compile("\u001b\\[<(\\d{1,3});(\\d{1,5});(\\d{1,5})([Mm])");
    private static final Pattern BEGUN = Pattern.compile("\u001b(\\[(<[\\d;]{0,15})?)?");
    private static final int WHEEL = 64;
    private static final int MOTION = 32;

    @Override
    public @Nullable Matching match(List<Character> characters) {
      StringBuilder text = new StringBuilder(characters.size());
      characters.forEach(text::append);
      Matcher whole = WHOLE.matcher(text);
      if (whole.matches()) {
        return new Matching(action(whole));
      }
      return BEGUN.matcher(text).matches() ? Matching.NOT_YET : null;
    }

    private static MouseAction action(Matcher whole) {
      int button = Integer.parseInt(whole.group(1));
      int column = Integer.parseInt(whole.group(2)) - 1;
      int row = Integer.parseInt(whole.group(3)) - 1;
      boolean down = whole.group(4).equals("M");
      return new MouseAction(
          type(button, down), (button & 3) + 1, new TerminalPosition(column, row));
    }

    private static MouseActionType type(int button, boolean down) {
      if ((button & WHEEL) != 0) {
        return (button & 1) == 0 ? MouseActionType.SCROLL_UP : MouseActionType.SCROLL_DOWN;
      }
      if ((button & MOTION) != 0) {
        return MouseActionType.DRAG;
      }
      return down ? MouseActionType.CLICK_DOWN : MouseActionType.CLICK_RELEASE;
    }
  }
}
