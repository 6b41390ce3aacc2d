package io.allsmi.core.json;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.internal.Json;
import io.allsmi.core.shim.ShimReadings;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a vendor tool's output says, as one JSON object on one line:
 *
 * <pre>{@code
 * {"gpus":[{"detail":{"driver_version":"550.54"},"index":0,"power_consumption":350.0,"temperature":72,…}],
 *  "processes":[{"command":"python","device_id":0,"pid":4711,"used_memory":1048576,…}],
 *  "errors":[{"line":2,"message":"power.draw: expected a power, got '-5 W'"}]}
 * }</pre>
 *
 * <p>Devices and processes have the keys of the objects of a snapshot, sorted by name, with null
 * for what is not known.
 *
 * @since 0.30.0
 */
public final class ShimJson {
  private ShimJson() {}

  /**
   * Writes readings.
   *
   * @param readings what was read
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(ShimReadings readings, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      RequiredNumbers numbers = RequiredNumbers.orNull(json);
      json.beginObject().name("gpus").beginArray();
      for (GpuInfo gpu : readings.gpus()) {
        GpuJson.write(gpu, HostTag.NONE, json, numbers);
      }
      json.endArray().name("processes").beginArray();
      for (ProcessInfo process : readings.processes()) {
        ProcessJson.write(process, HostTag.NONE, json, numbers);
      }
      json.endArray();
      IssueJson.write("errors", readings.issues(), json);
      json.endObject();
    }
  }
}
