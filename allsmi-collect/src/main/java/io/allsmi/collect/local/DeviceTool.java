package io.allsmi.collect.local;

import io.allsmi.core.shim.ShimParsers;
import io.allsmi.core.shim.ShimReadings;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A vendor's tool: what it is asked and how it is understood. */
enum DeviceTool {
  AMD_SMI(
      "amd-smi",
      List.of(List.of("static", "--json"), List.of("list", "--json")),
      List.of(List.of("metric", "--json"), List.of("process", "--json"))) {
    @Override
    ShimReadings parse(byte[] output) {
      return ShimParsers.amdSmiJson(output);
    }
  },

  ROCM_SMI(
      "rocm-smi",
      List.of(),
      List.of(
          List.of(
              "--showuse",
              "--showmemuse",
              "--showmeminfo",
              "vram",
              "--showtemp",
              "--showpower",
              "--showmaxpower",
              "--showclocks",
              "--showfan",
              "--showproductname",
              "--showuniqueid",
              "--showbus",
              "--showvbios",
              "--showtoponuma",
              "--showdriverversion",
              "--showpids",
              "--json"))) {
    @Override
    ShimReadings parse(byte[] output) {
      return ShimParsers.rocmSmiJson(output);
    }
  },

  HL_SMI("hl-smi", List.of(), List.of(List.of("-Q", Query.HL, "-f", "csv,noheader"))) {
    @Override
    ShimReadings parse(byte[] output) {
      return ShimParsers.hlSmiCsv(output, List.of(Query.HL.split(",", -1)));
    }
  };

  /** Constants of an enum cannot be used in its own constructors. */
  private static final class Query {
    static final String HL =
        "index,uuid,name,driver_version,memory.total,memory.used,memory.free,"
            + "power.draw,power.max,temperature.aip,utilization.aip";
  }

  private final String program;
  private final List<List<String>> once;
  private final List<List<String>> always;

  DeviceTool(String program, List<List<String>> once, List<List<String>> always) {
    this.program = program;
    this.once = once;
    this.always = always;
  }

  String program() {
    return program;
  }

  abstract ShimReadings parse(byte[] output);

  /** What does not change: asked once. */
  byte[] facts(ToolRun run) {
    return outputs(once, run).orElse(new byte[0]);
  }

  /** What does; empty when the first command, that for devices, says nothing. */
  Optional<byte[]> readings(ToolRun run) {
    return outputs(always, run);
  }

  private Optional<byte[]> outputs(List<List<String>> commands, ToolRun run) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (List<String> arguments : commands) {
      List<String> command = new ArrayList<>();
      command.add(program);
      command.addAll(arguments);
      Optional<byte[]> output = run.output(command);
      if (output.isEmpty() && all.size() == 0) {
        return Optional.empty();
      }
      output.ifPresent(all::writeBytes);
      all.write('\n');
    }
    return Optional.of(all.toByteArray());
  }
}
