package io.allsmi.cli;

import java.lang.reflect.InvocationTargetException;

/** Whether a person sits in front of this process. */
final class Terminals {
  private Terminals() {}

  /** Whether both input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isInteractive() {
    Object console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console without a terminal, and this method to tell.
      return (boolean) console.getClass().getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("console: expected to be able to ask it", e);
    }
  }
}
