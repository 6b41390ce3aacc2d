package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.collect.remote.Block.Section;
import io.allsmi.collect.remote.Selection.Seen;
import io.allsmi.core.FailureKind;
import io.allsmi.core.shim.ShimParsers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a host's devices can be read with. */
final class ToolProbe {
  /** Programs that write our snapshots, in the order they are tried. */
  private static final List<String> PROGRAMS = List.of("allsmi", "all-smi");

  /** What to read with, what that is called on this host, and what it answered to be tried. */
  static final class Found {
    final RemoteTool tool;
    final String program;
    final byte[] output;

    Found(RemoteTool tool, String program, byte[] output) {
      this.tool = tool;
      this.program = program;
      this.output = output;
    }
  }

  private final List<RemoteTool> fallbacks;
  private final Map<RemoteTool, Seen> seen = new EnumMap<>(RemoteTool.class);
  private final List<String> programs = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private byte[] output = new byte[0];

  ToolProbe(List<RemoteTool> fallbacks) {
    this.fallbacks = List.copyOf(fallbacks);
  }

  /**
   * Takes over which tools there are from the facts of a connection, so that they are not asked.
   */
  void learn(Block facts) {
    if (seen.isEmpty() && facts.section("tools").isPresent()) {
      look(facts);
    }
  }

  /**
   * Asks the host until it is known.
   *
   * @throws HostReadException {@code TIMEOUT} when a tool was too busy and is asked again by the
   *     next call; {@code UNSUPPORTED} when none works
   */
  Found find(HostShell shell, long end) throws HostReadException, InterruptedException {
    if (seen.isEmpty()) {
      look(shell.ask("which_tools", end));
    }
    while (true) {
      Selection selection = Selection.of(seen, fallbacks);
      RemoteTool tool = selection.tool().orElse(RemoteTool.NATIVE);
      switch (selection.kind()) {
        case USE -> {
          return new Found(tool, program(tool), output);
        }
        case TRY -> tryOne(tool, shell, end);
        case ASK_AGAIN -> {
          seen.replaceAll((t, state) -> state == Seen.TIMED_OUT ? Seen.PRESENT : state);
          throw new HostReadException(FailureKind.TIMEOUT, said());
        }
        case UNSUPPORTED -> {
          HostReadException none = new HostReadException(FailureKind.UNSUPPORTED, nothing());
          seen.clear();
          troubles.clear();
          throw none;
        }
      }
    }
  }

  private void look(Block block) {
    List<String> there =
        block.section("tools").map(section -> section.text().lines().toList()).orElse(List.of());
    programs.clear();
    PROGRAMS.stream().filter(there::contains).forEach(programs::add);
    for (RemoteTool tool : RemoteTool.values()) {
      boolean isThere =
          tool == RemoteTool.NATIVE ? !programs.isEmpty() : there.contains(tool.word());
      seen.put(tool, isThere ? Seen.PRESENT : Seen.ABSENT);
    }
  }

  private String program(RemoteTool tool) {
    return tool == RemoteTool.NATIVE ? programs.get(0) : tool.word();
  }

  private void tryOne(RemoteTool tool, HostShell shell, long end)
      throws HostReadException, InterruptedException {
    String program = program(tool);
    Block block = shell.ask("try " + program, end);
    Section section = block.section("try").orElse(new Section("try", new byte[0], 1));
    output = section.bytes;
    Seen state = judged(tool, section);
    seen.put(tool, state);
    if (state != Seen.WORKING) {
      troubles.add(
          section.status == 0
              ? program + ": expected " + expected(tool) + ", got none"
              : ToolTrouble.message(program, section));
    }
    if (tool == RemoteTool.NATIVE && state == Seen.FAILED && programs.size() > 1) {
      programs.remove(0);
      seen.put(tool, Seen.PRESENT);
    }
  }

  private static String expected(RemoteTool tool) {
    return tool == RemoteTool.NATIVE ? "version 0.22 or later" : "devices";
  }

  private static Seen judged(RemoteTool tool, Section section) {
    if (section.isTimedOut()) {
      return Seen.TIMED_OUT;
    }
    boolean works =
        section.status == 0
            && switch (tool) {
              case NATIVE -> ToolVersion.isSupported(section.text());
              case NVIDIA_SMI -> !ShimParsers.nvidiaSmiList(section.bytes).gpus().isEmpty();
              case AMD_SMI -> !DeviceTool.AMD_SMI.parse(section.bytes).gpus().isEmpty();
              case ROCM_SMI -> !DeviceTool.ROCM_SMI.parse(section.bytes).gpus().isEmpty();
            };
    return works ? Seen.WORKING : Seen.FAILED;
  }

  private String said() {
    String said = String.join("; ", troubles);
    troubles.clear();
    return said;
  }

  private String nothing() {
    String names =
        Stream.concat(Stream.of("allsmi"), fallbacks.stream().map(RemoteTool::word))
            .collect(Collectors.joining(", "));
    return "host: expected one of "
        + names
        + " on it, got none that works"
        + (troubles.isEmpty() ? "" : ": " + said());
  }
}
