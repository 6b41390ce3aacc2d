package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MigInfo;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.table.UserProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rows of one GPU: what it is at, what it is, its parts and its processes, whatever the filter.
 */
final class GpuListing {
  private GpuListing() {}

  static Listing of(ViewState state, ClusterView view) {
    Optional<HostChoice.OpenGpu> open = state.host().gpu();
    Optional<HostSnapshot> host = open.flatMap(gpu -> view.whole().host(gpu.hostId()));
    Optional<Integer> place = host.flatMap(h -> GpuKeys.place(h, open.orElseThrow().key()));
    return place.isEmpty()
        ? Listing.EMPTY
        : new Listing(rows(host.orElseThrow(), place.get(), state.host().order()));
  }

  private static List<Row> rows(HostSnapshot host, int place, ProcessOrder order) {
    GpuInfo gpu = host.gpus().get(place);
    List<Row> rows = new ArrayList<>();
    for (GpuHistory.Lane lane : GpuHistory.Lane.values()) {
      rows.add(new Row.Lane("lane " + lane, lane, host, gpu));
    }
    GpuText.facts(gpu).forEach((label, text) -> HostListing.fact(rows, label, label, text));
    gpu.mig().ifPresent(mig -> mig(rows, mig));
    gpu.vgpu().ifPresent(vgpu -> vgpu(rows, vgpu));
    processes(rows, host, GpuKeys.number(gpu, place), order);
    GpuText.details(gpu)
        .forEach((name, text) -> HostListing.fact(rows, "detail " + name, "", text));
    return rows;
  }

  private static void mig(List<Row> rows, MigInfo mig) {
    int count = mig.instances().size();
    String text = (mig.enabled() ? "on" : "off") + (count == 0 ? "" : "   instances " + count);
    rows.add(new Row.Machine("mig", "MIG", text));
    for (MigInfo.Instance part : mig.instances()) {
      rows.add(
          new Row.Part(
              "mig " + part.index(),
              "MIG " + part.index(),
              part.profile()
                  + number("  gi ", part.gpuInstanceId())
                  + number("  ci ", part.computeInstanceId()),
              part.utilizationPercent(),
              part.memoryUsedBytes(),
              part.memoryTotalBytes()));
    }
  }

  private static String number(String name, OptionalInt number) {
    return number.isPresent() ? name + number.getAsInt() : "";
  }

  private static void vgpu(List<Row> rows, VgpuInfo vgpu) {
    rows.add(new Row.Machine("vgpu", "vGPU", GpuText.vgpu(vgpu)));
    for (VgpuInfo.Instance part : vgpu.instances()) {
      String machine = part.vmId().isEmpty() ? "" : "  vm " + part.vmId();
      String idle = part.active().orElse(true) ? "" : "  not in use";
      rows.add(
          new Row.Part(
              "vgpu " + part.id(),
              "vGPU " + part.id(),
              part.type() + machine + idle,
              part.utilizationPercent(),
              part.memoryUsedBytes(),
              part.memoryTotalBytes()));
    }
  }

  private static void processes(List<Row> rows, HostSnapshot host, int number, ProcessOrder order) {
    List<UserProcess> shown =
        UserProcess.of(host).stream()
            .filter(p -> p.gpu().equals(OptionalInt.of(number)))
            .sorted(order.comparator())
            .toList();
    HostListing.addProcesses(rows, shown, shown.size());
  }
}
