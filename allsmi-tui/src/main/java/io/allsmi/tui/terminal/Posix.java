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
  private static final int STDOUT = 1;
  private static final short POLL_IN = 1;
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

  /** Stops this process until it is continued. */
  void stopSelf() {
    int signal = Platform.isLinux() ? SIGSTOP_LINUX : SIGSTOP_BSD;
    libc.ifPresent(c -> c.kill((int) ProcessHandle.current().pid(), signal));
  }

  /** Waits a little for input on a file descriptor. */
  void awaitInput(int descriptor, int milliseconds) {
    PollDescriptor poll = new PollDescriptor();
    poll.descriptor = descriptor;
    poll.events = POLL_IN;
    libc.ifPresent(c -> c.poll(poll, 1, milliseconds));
  }

  /** The functions used. */
  interface Libc extends Library {
    /** Device control. */
    int ioctl(int descriptor, long request, WindowSize size);

    /** Sends a signal. */
    int kill(int pid, int signal);

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
