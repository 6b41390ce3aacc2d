package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.text;
import static io.allsmi.core.json.Readings.truth;

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
  private static final int ENABLED = 0;
  private static final int PARTS = 1;

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
  private static final int PART_COMPUTE_INSTANCE = 0;
  private static final int PART_GPU_INSTANCE = 1;
  private static final int PART_INDEX = 2;
  private static final int PART_MEMORY_UTILIZATION = 3;
  private static final int PART_PROFILE = 4;
  private static final int PART_MEMORY_TOTAL = 5;
  private static final int PART_MEMORY_USED = 6;
  private static final int PART_UTILIZATION = 7;
  private static final int PART_UUID = 8;

  private final Shape vgpu =
      new Shape(
          "adaptive_round_robin_supported",
          "host_mode",
          "instances",
          "scheduler_policy",
          "scheduler_state");
  private static final int ADAPTIVE = 0;
  private static final int MODE = 1;
  private static final int VIRTUALS = 2;
  private static final int POLICY = 3;
  private static final int STATE = 4;

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
  private static final int ACTIVE = 0;
  private static final int ID = 1;
  private static final int MEMORY_UTILIZATION = 2;
  private static final int MEMORY_TOTAL = 3;
  private static final int TYPE = 4;
  private static final int MEMORY_USED = 5;
  private static final int UTILIZATION = 6;
  private static final int UUID = 7;
  private static final int VM = 8;

  private final Numbers partNumbers = new Numbers(part);
  private final Numbers hostNumbers = new Numbers(vgpu);
  private final Numbers virtualNumbers = new Numbers(virtual);

  Optional<MigInfo> mig(Cells cells, Shape gpu, int name) throws Json.Malformed {
    if (!cells.object(gpu, name)) {
      return Optional.empty();
    }
    boolean enabled = false;
    List<MigInfo.Instance> parts = new ArrayList<>();
    for (int key = cells.in.member(mig); key != Shape.END; key = cells.in.member(mig)) {
      switch (key) {
        case ENABLED -> enabled = cells.truth(mig, key) == 1;
        case PARTS -> parts(cells, key, parts);
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
    Numbers read = partNumbers;
    read.clear();
    String profile = "";
    String uuid = "";
    for (int key = cells.in.member(part); key != Shape.END; key = cells.in.member(part)) {
      switch (key) {
        case PART_COMPUTE_INSTANCE, PART_GPU_INSTANCE, PART_INDEX ->
            read.put(key, cells.whole(part, key, Integer.MAX_VALUE));
        case PART_MEMORY_UTILIZATION, PART_UTILIZATION -> read.put(key, cells.real(part, key, 100));
        case PART_MEMORY_TOTAL, PART_MEMORY_USED ->
            read.put(key, cells.whole(part, key, Ceiling.BYTES));
        case PART_PROFILE -> profile = cells.text(part, key, cells.limits.nameBytes());
        case PART_UUID -> uuid = cells.text(part, key, cells.limits.nameBytes());
        default -> cells.in.skipValue();
      }
    }
    return new MigInfo.Instance(
        read.place(PART_INDEX),
        uuid,
        profile,
        read.small(PART_GPU_INSTANCE),
        read.small(PART_COMPUTE_INSTANCE),
        read.real(PART_UTILIZATION),
        read.real(PART_MEMORY_UTILIZATION),
        read.whole(PART_MEMORY_USED),
        read.whole(PART_MEMORY_TOTAL));
  }

  Optional<VgpuInfo> vgpu(Cells cells, Shape gpu, int name) throws Json.Malformed {
    if (!cells.object(gpu, name)) {
      return Optional.empty();
    }
    Numbers read = hostNumbers;
    read.clear();
    int adaptive = -1;
    @Nullable String mode = null;
    List<VgpuInfo.Instance> instances = new ArrayList<>();
    for (int key = cells.in.member(vgpu); key != Shape.END; key = cells.in.member(vgpu)) {
      switch (key) {
        case ADAPTIVE -> adaptive = cells.truth(vgpu, key);
        case MODE -> mode = cells.textOrNone(vgpu, key, cells.limits.nameBytes());
        case VIRTUALS -> virtuals(cells, key, instances);
        case POLICY, STATE -> read.put(key, cells.whole(vgpu, key, Integer.MAX_VALUE));
        default -> cells.in.skipValue();
      }
    }
    return Optional.of(
        new VgpuInfo(
            text(mode), read.small(STATE), read.small(POLICY), truth(adaptive), instances));
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
    Numbers read = virtualNumbers;
    read.clear();
    read.put(ID, 0L);
    int active = -1;
    String type = "";
    String uuid = "";
    String vm = "";
    for (int key = cells.in.member(virtual); key != Shape.END; key = cells.in.member(virtual)) {
      switch (key) {
        case ACTIVE -> active = cells.truth(virtual, key);
        case ID -> read.put(key, cells.number(virtual, key));
        case MEMORY_UTILIZATION, UTILIZATION -> read.put(key, cells.real(virtual, key, 100));
        case MEMORY_TOTAL, MEMORY_USED -> read.put(key, cells.whole(virtual, key, Ceiling.BYTES));
        case TYPE -> type = cells.text(virtual, key, cells.limits.nameBytes());
        case UUID -> uuid = cells.text(virtual, key, cells.limits.nameBytes());
        case VM -> vm = cells.text(virtual, key, cells.limits.nameBytes());
        default -> cells.in.skipValue();
      }
    }
    return new VgpuInfo.Instance(
        read.id(ID),
        uuid,
        type,
        vm,
        truth(active),
        read.real(UTILIZATION),
        read.real(MEMORY_UTILIZATION),
        read.whole(MEMORY_USED),
        read.whole(MEMORY_TOTAL));
  }
}
