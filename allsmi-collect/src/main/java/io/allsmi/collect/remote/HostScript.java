package io.allsmi.collect.remote;

import io.allsmi.collect.internal.DeviceTool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text that a host's shell gets: {@code host.sh}, and before it what we choose. */
final class HostScript {
  private HostScript() {}

  /**
   * The whole text. Nothing of it comes from a host or a user.
   *
   * @param word the mark of this connection
   */
  static String text(String word) {
    return "T="
        + word
        + "\n"
        + commands("amd_smi", DeviceTool.AMD_SMI)
        + commands("rocm_smi", DeviceTool.ROCM_SMI)
        + resource();
  }

  private static String commands(String name, DeviceTool tool) {
    return function(name + "_once", "once", tool.program(), tool.once())
        + function(name + "_always", "always", tool.program(), tool.always());
  }

  private static String function(
      String name, String section, String program, List<List<String>> commands) {
    StringBuilder text = new StringBuilder(name).append("() {\n  :\n");
    for (List<String> arguments : commands) {
      text.append("  run ").append(section).append(' ').append(quoted(program));
      arguments.forEach(argument -> text.append(' ').append(quoted(argument)));
      text.append('\n');
    }
    return text.append("}\n").toString();
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }

  private static String resource() {
    try (InputStream in = HostScript.class.getResourceAsStream("host.sh")) {
      if (in == null) {
        throw new IllegalStateException("host.sh: expected it beside this class, got none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
