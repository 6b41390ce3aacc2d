package io.allsmi.core.table;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import java.util.Objects;

/**
 * A GPU in the list of all GPUs.
 *
 * @param host its host
 * @param gpu the GPU
 * @param position its place in {@link HostSnapshot#gpus()}
 * @since 0.30.0
 */
public record GpuRow(HostSnapshot host, GpuInfo gpu, int position) {
  /** Checks the arguments. */
  public GpuRow {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(gpu, "gpu");
  }

  /** The number to show: the device's index, else its position. */
  public int number() {
    return gpu.index().orElse(position);
  }
}
