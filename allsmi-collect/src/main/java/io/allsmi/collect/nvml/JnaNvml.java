package io.allsmi.collect.nvml;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The library, loaded once and kept. The only class of this module that knows JNA. */
public final class JnaNvml implements NvmlLibrary {
  private final NativeLibrary library;
  private final Map<String, Optional<Function>> functions = new ConcurrentHashMap<>();

  private JnaNvml(NativeLibrary library) {
    this.library = library;
  }

  /**
   * Loads it; JNA itself is loaded here and not before.
   *
   * @param name a path, or a name that the system's loader looks for
   * @throws LinkageError when there is no such library, or no JNA, or JNA may not be used
   */
  public static NvmlLibrary load(String name) {
    return new JnaNvml(NativeLibrary.getInstance(name));
  }

  @Override
  public int call(String function, Object... arguments) {
    Optional<Function> known = function(function);
    return known.isEmpty() ? NvmlStatus.FUNCTION_NOT_FOUND : known.get().invokeInt(arguments);
  }

  @Override
  public boolean has(String function) {
    return function(function).isPresent();
  }

  private Optional<Function> function(String name) {
    return functions.computeIfAbsent(name, this::lookUp);
  }

  private Optional<Function> lookUp(String name) {
    try {
      return Optional.of(library.getFunction(name));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty(); // an older driver: a normal answer
    }
  }
}
