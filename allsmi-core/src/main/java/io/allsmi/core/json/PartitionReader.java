package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.real;
import static io.allsmi.core.json.Readings.small;
import static io.allsmi.core.json.Readings.text;
import static io.allsmi.core.json.Readings.truth;
import static io.allsmi.core.json.Readings.whole;

import io.allsmi.core.MigInfo;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the partitions and virtual GPUs of a device as {@link PartitionJson} writes them. */
final class PartitionReader {
  private final Shape mig = new Shape("enabled", "instances");
  private final Shape part =
      new Shape(
          "compute_instance_id",
          "gpu_instance_id",
          "index",
          "memory_utilization",
          "profile",
          "total_memory",
          "used_memory",
          "utilization",
          "uuid");
  private final Shape vgpu =
      new Shape(
          "adaptive_round_robin_supported",
          "host_mode",
          "instances",
          "scheduler_policy",
          "scheduler_state");
  private final Shape virtual =
      new Shape(
          "active",
          "id",
          "memory_utilization",
          "total_memory",
          "type",
          "used_memory",
          "utilization",
          "uuid",
          "vm_id");

  Optional<MigInfo> mig(Cells cells, Shape gpu, int name) throws Json.Malformed {
    if (!cells.object(gpu, name)) {
      return Optional.empty();
    }
    boolean enabled = false;
    List<MigInfo.Instance> parts = new ArrayList<>();
    for (int key = cells.in.member(mig); key != Shape.END; key = cells.in.member(mig)) {
      switch (key) {
        case 0 -> enabled = cells.truth(mig, key) == 1;
        case 1 -> parts(cells, key, parts);
        default -> cells.in.skipValue();
      }
    }
    return Optional.of(new MigInfo(enabled, parts));
  }

  private void parts(Cells cells, int name, List<MigInfo.Instance> parts) throws Json.Malformed {
    if (!cells.array(mig, name)) {
      return;
    }
    int leftOut = 0;
    while (cells.element("mig.instances: ")) {
      MigInfo.Instance instance = part(cells);
      if (parts.size() < cells.limits.devicesPerKind()) {
        parts.add(instance);
      } else {
        leftOut++;
      }
    }
    cells.leftOut("mig instances", leftOut);
  }

  private MigInfo.Instance part(Cells cells) throws Json.Malformed {
    long compute = Cells.ABSENT;
    long gpu = Cells.ABSENT;
    long index = 0;
    double memoryUtilization = Double.NaN;
    String profile = "";
    long total = Cells.ABSENT;
    long used = Cells.ABSENT;
    double utilization = Double.NaN;
    String uuid = "";
    for (int key = cells.in.member(part); key != Shape.END; key = cells.in.member(part)) {
      switch (key) {
        case 0 -> compute = cells.whole(part, key, Integer.MAX_VALUE);
        case 1 -> gpu = cells.whole(part, key, Integer.MAX_VALUE);
        case 2 -> index = Math.max(0, cells.whole(part, key, Integer.MAX_VALUE));
        case 3 -> memoryUtilization = cells.real(part, key, 100);
        case 4 -> profile = cells.text(part, key, cells.limits.nameBytes());
        case 5 -> total = cells.whole(part, key, Ceiling.BYTES);
        case 6 -> used = cells.whole(part, key, Ceiling.BYTES);
        case 7 -> utilization = cells.real(part, key, 100);
        case 8 -> uuid = cells.text(part, key, cells.limits.nameBytes());
        default -> cells.in.skipValue();
      }
    }
    return new MigInfo.Instance(
        (int) index,
        uuid,
        profile,
        small(gpu),
        small(compute),
        real(utilization),
        real(memoryUtilization),
        whole(used),
        whole(total));
  }

  Optional<VgpuInfo> vgpu(Cells cells, Shape gpu, int name) throws Json.Malformed {
    if (!cells.object(gpu, name)) {
      return Optional.empty();
    }
    int adaptive = -1;
    @Nullable String mode = null;
    long policy = Cells.ABSENT;
    long state = Cells.ABSENT;
    List<VgpuInfo.Instance> instances = new ArrayList<>();
    for (int key = cells.in.member(vgpu); key != Shape.END; key = cells.in.member(vgpu)) {
      switch (key) {
        case 0 -> adaptive = cells.truth(vgpu, key);
        case 1 -> mode = cells.textOrNone(vgpu, key, cells.limits.nameBytes());
        case 2 -> virtuals(cells, key, instances);
        case 3 -> policy = cells.whole(vgpu, key, Integer.MAX_VALUE);
        case 4 -> state = cells.whole(vgpu, key, Integer.MAX_VALUE);
        default -> cells.in.skipValue();
      }
    }
    return Optional.of(
        new VgpuInfo(text(mode), small(state), small(policy), truth(adaptive), instances));
  }

  private void virtuals(Cells cells, int name, List<VgpuInfo.Instance> instances)
      throws Json.Malformed {
    if (!cells.array(vgpu, name)) {
      return;
    }
    int leftOut = 0;
    while (cells.element("vgpu.instances: ")) {
      VgpuInfo.Instance instance = virtual(cells);
      if (instances.size() < cells.limits.devicesPerKind()) {
        instances.add(instance);
      } else {
        leftOut++;
      }
    }
    cells.leftOut("vgpu instances", leftOut);
  }

  private VgpuInfo.Instance virtual(Cells cells) throws Json.Malformed {
    int active = -1;
    int id = 0;
    double memoryUtilization = Double.NaN;
    long total = Cells.ABSENT;
    String type = "";
    long used = Cells.ABSENT;
    double utilization = Double.NaN;
    String uuid = "";
    String vm = "";
    for (int key = cells.in.member(virtual); key != Shape.END; key = cells.in.member(virtual)) {
      switch (key) {
        case 0 -> active = cells.truth(virtual, key);
        case 1 -> id = (int) cells.number(virtual, key);
        case 2 -> memoryUtilization = cells.real(virtual, key, 100);
        case 3 -> total = cells.whole(virtual, key, Ceiling.BYTES);
        case 4 -> type = cells.text(virtual, key, cells.limits.nameBytes());
        case 5 -> used = cells.whole(virtual, key, Ceiling.BYTES);
        case 6 -> utilization = cells.real(virtual, key, 100);
        case 7 -> uuid = cells.text(virtual, key, cells.limits.nameBytes());
        case 8 -> vm = cells.text(virtual, key, cells.limits.nameBytes());
        default -> cells.in.skipValue();
      }
    }
    return new VgpuInfo.Instance(
        id,
        uuid,
        type,
        vm,
        truth(active),
        real(utilization),
        real(memoryUtilization),
        whole(used),
        whole(total));
  }
}
