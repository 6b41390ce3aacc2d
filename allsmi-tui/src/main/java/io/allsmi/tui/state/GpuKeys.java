package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import java.util.List;
import java.util.Optional;

/** The keys that tell the GPUs of a host apart. */
final class GpuKeys {
  private GpuKeys() {}

  /**
   * By UUID, by index where there is none, by place where there is neither.
   *
   * @param place where the GPU is among those of its host
   */
  static String of(GpuInfo gpu, int place) {
    return gpu.uuid()
        .filter(u -> !u.isEmpty())
        .orElseGet(() -> gpu.index().isPresent() ? "#" + gpu.index().getAsInt() : "@" + place);
  }

  /** What stands before the key in the rows of a tab. */
  static String prefix(Tab tab, String hostId) {
    return tab.kind() == Tab.Kind.HOST ? "gpu " : hostId + " ";
  }

  /** The number that a GPU is shown with. */
  static int number(GpuInfo gpu, int place) {
    return gpu.index().orElse(place);
  }

  /**
   * The place of a GPU among those of its host, -1 when it is not one of them. By its UUID where it
   * has one, as comparing GPUs figure by figure would cost a quarter of a frame.
   */
  static int place(HostSnapshot host, GpuInfo gpu) {
    List<GpuInfo> gpus = host.gpus();
    if (gpu.uuid().isEmpty()) {
      return gpus.indexOf(gpu);
    }
    String uuid = gpu.uuid().get();
    for (int i = 0; i < gpus.size(); i++) {
      if (gpus.get(i).uuid().orElse("").equals(uuid) && gpus.get(i).index().equals(gpu.index())) {
        return i;
      }
    }
    return -1;
  }

  /** The place of a GPU; empty when the host does not list it. */
  static Optional<Integer> place(HostSnapshot host, String key) {
    for (int i = 0; i < host.gpus().size(); i++) {
      if (of(host.gpus().get(i), i).equals(key)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
