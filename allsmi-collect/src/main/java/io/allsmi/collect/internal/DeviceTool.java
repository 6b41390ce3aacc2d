package io.allsmi.collect.internal;

import io.allsmi.core.shim.ShimParsers;
import io.allsmi.core.shim.ShimReadings;
import java.util.List;

/** A vendor's tool: what it is asked and how it is understood. */
public enum DeviceTool {
  AMD_SMI(
      "amd-smi",
      List.of(List.of("static", "--json"), List.of("list", "--json")),
      List.of(List.of("metric", "--json"), List.of("process", "--json"))) {
    @Override
    public ShimReadings parse(byte[] output) {
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
    public ShimReadings parse(byte[] output) {
      return ShimParsers.rocmSmiJson(output);
    }
  },

  HL_SMI("hl-smi", List.of(), List.of(List.of("-Q", Query.HL, "-f", "csv,noheader"))) {
    @Override
    public ShimReadings parse(byte[] output) {
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

  /** Its name. */
  public String program() {
    return program;
  }

  /** Reads what all its commands wrote, one after another. */
  public abstract ShimReadings parse(byte[] output);

  /** The arguments of the commands for what does not change: run once. */
  public List<List<String>> once() {
    return once;
  }

  /** The arguments of the commands for what does; the first is that for devices. */
  public List<List<String>> always() {
    return always;
  }
}
