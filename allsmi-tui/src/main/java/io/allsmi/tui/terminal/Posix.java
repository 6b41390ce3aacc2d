package io.allsmi.tui.terminal;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few calls of the C library that Java has no way to make. */
final class Posix {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final short POLL_IN = 1;
  private static final int SET_NOW = 0;

  /** More than a {@code struct termios} takes anywhere. */
  private static final int MODES_BYTES = 256;

  private static final long TIOCGWINSZ_LINUX = 0x5413L;
  private static final long TIOCGWINSZ_BSD = 0x40087468L;
  private static final int SIGSTOP_LINUX = 19;
  private static final int SIGSTOP_BSD = 17;

  private final Optional<Libc> libc;

  private Posix(Optional<Libc> libc) {
    this.libc = libc;
  }

  /** Loads the library; without it every call answers what is known without. */
  static Posix load() {
    try {
      return new Posix(Optional.of(Native.load("c", Libc.class)));
    } catch (LinkageError e) {
      return new Posix(Optional.empty());
    }
  }

  /** The size of the terminal on the standard output, else of the environment, else 80 x 24. */
  Terminal.Size terminalSize(Map<String, String> environment) {
    WindowSize window = new WindowSize();
    long request = Platform.isLinux() ? TIOCGWINSZ_LINUX : TIOCGWINSZ_BSD;
    boolean known = libc.isPresent() && libc.get().ioctl(STDOUT, request, window) == 0;
    if (known && window.columns > 0 && window.rows > 0) {
      return new Terminal.Size(window.columns & 0xffff, window.rows & 0xffff);
    }
    return new Terminal.Size(
        number(environment.get("COLUMNS"), 80), number(environment.get("LINES"), 24));
  }

  private static int number(@Nullable String text, int otherwise) {
    boolean digits = text != null && text.matches("[0-9]{1,4}");
    return digits && text != null ? Integer.parseInt(text) : otherwise;
  }

  /** Whether the standard input and output are a terminal; true where nobody can tell. */
  boolean isTerminal() {
    return libc.isEmpty() || (libc.get().isatty(STDIN) == 1 && libc.get().isatty(STDOUT) == 1);
  }

  /** Stops this process until it is continued. */
  void stopSelf() {
    int signal = Platform.isLinux() ? SIGSTOP_LINUX : SIGSTOP_BSD;
    libc.ifPresent(c -> c.kill((int) ProcessHandle.current().pid(), signal));
  }

  /** The modes of the terminal on the standard input; empty where nobody can tell. */
  Optional<byte[]> modes() {
    byte[] modes = new byte[MODES_BYTES];
    return libc.isPresent() && libc.get().tcgetattr(STDIN, modes) == 0
        ? Optional.of(modes)
        : Optional.empty();
  }

  /** Sets modes that were read before, at once: a terminal that takes no output is no obstacle. */
  boolean setModes(byte[] modes) {
    return libc.isPresent() && libc.get().tcsetattr(STDIN, SET_NOW, modes) == 0;
  }

  /** Waits a little for the standard input; whether a read would return at once. */
  boolean awaitInput(int milliseconds) {
    if (libc.isEmpty()) {
      return true;
    }
    PollDescriptor poll = new PollDescriptor();
    poll.descriptor = STDIN;
    poll.events = POLL_IN;
    return libc.get().poll(poll, 1, milliseconds) > 0;
  }

  /** The functions used. */
  interface Libc extends Library {
    /** Device control. */
    int ioctl(int descriptor, long request, WindowSize size);

    /** 1 for a terminal. */
    int isatty(int descriptor);

    /** Sends a signal. */
    int kill(int pid, int signal);

    /** Reads a {@code struct termios}, which nobody here looks into. */
    int tcgetattr(int descriptor, byte[] modes);

    /** Sets one that was read. */
    int tcsetattr(int descriptor, int when, byte[] modes);

    /** Waits for input. */
    int poll(PollDescriptor descriptors, long count, int milliseconds);
  }

  /** {@code struct winsize}. */
  @FieldOrder({"rows", "columns", "pixelsWide", "pixelsHigh"})
  public static final class WindowSize extends Structure {
    /** Rows of cells. */
    public short rows;

    /** Columns of cells. */
    public short columns;

    /** Not used. */
    public short pixelsWide;

    /** Not used. */
    public short pixelsHigh;
  }

  /** {@code struct pollfd}. */
  @FieldOrder({"descriptor", "events", "returned"})
  public static final class PollDescriptor extends Structure {
    /** The file. */
    public int descriptor;

    /** What to wait for. */
    public short events;

    /** What happened. */
    public short returned;
  }
}
