package io.allsmi.tui.terminal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hears of signals through {@code sun.misc.Signal}, the only way there is. By reflection, because
 * javac's warning about that class cannot be switched off and warnings are errors here.
 */
final class Signals {
  private Signals() {}

  /** Runs an action at each signal of a name, which is written without {@code SIG}. */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> answer(self, method, arguments, action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signal " + name + ": cannot be handled by this JVM", e);
    }
  }

  private static Object answer(Object self, Method method, Object[] arguments, Runnable action) {
    return switch (method.getName()) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "handler";
      default -> {
        action.run();
        yield "";
      }
    };
  }
}
