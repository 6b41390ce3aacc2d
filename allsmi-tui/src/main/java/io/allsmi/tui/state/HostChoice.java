package io.allsmi.tui.state;

import java.util.Optional;

/**
 * What the user chose about a host and its GPUs.
 *
 * @param order the order of processes
 * @param gpuOnly whether only processes on a GPU are listed on a host
 * @param gpu the GPU that is open over its list; empty for none
 */
public record HostChoice(ProcessOrder order, boolean gpuOnly, Optional<OpenGpu> gpu) {
  static final HostChoice START = new HostChoice(ProcessOrder.VRAM, false, Optional.empty());

  /**
   * A GPU that is open.
   *
   * @param hostId its host
   * @param key its key on that host
   */
  public record OpenGpu(String hostId, String key) {}

  HostChoice withOrder(ProcessOrder newOrder) {
    return new HostChoice(newOrder, gpuOnly, gpu);
  }

  HostChoice toggleGpuOnly() {
    return new HostChoice(order, !gpuOnly, gpu);
  }

  HostChoice open(String hostId, String key) {
    return new HostChoice(order, gpuOnly, Optional.of(new OpenGpu(hostId, key)));
  }

  HostChoice closed() {
    return gpu.isEmpty() ? this : new HostChoice(order, gpuOnly, Optional.empty());
  }
}
