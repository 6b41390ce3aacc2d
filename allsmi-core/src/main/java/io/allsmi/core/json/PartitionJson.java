package io.allsmi.core.json;

import io.allsmi.core.MigInfo;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.Optional;

/** The partitions and the virtual GPUs of a device; null when it has none. Keys are ours. */
final class PartitionJson {
  private PartitionJson() {}

  static void mig(Optional<MigInfo> mig, Json.Output json) throws IOException {
    if (mig.isEmpty()) {
      json.nothing("mig");
      return;
    }
    json.name("mig").beginObject().field("enabled", mig.get().enabled());
    json.name("instances").beginArray();
    for (MigInfo.Instance part : mig.get().instances()) {
      json.beginObject()
          .field("compute_instance_id", part.computeInstanceId())
          .field("gpu_instance_id", part.gpuInstanceId())
          .field("index", part.index())
          .real("memory_utilization", part.memoryUtilizationPercent())
          .textOrNull("profile", part.profile())
          .field("total_memory", part.memoryTotalBytes())
          .field("used_memory", part.memoryUsedBytes())
          .real("utilization", part.utilizationPercent())
          .textOrNull("uuid", part.uuid())
          .endObject();
    }
    json.endArray().endObject();
  }

  static void vgpu(Optional<VgpuInfo> vgpu, Json.Output json) throws IOException {
    if (vgpu.isEmpty()) {
      json.nothing("vgpu");
      return;
    }
    VgpuInfo host = vgpu.get();
    json.name("vgpu").beginObject();
    truth("adaptive_round_robin_supported", host.adaptiveRoundRobinSupported(), json);
    json.textOrNull("host_mode", host.hostMode());
    json.name("instances").beginArray();
    for (VgpuInfo.Instance instance : host.instances()) {
      json.beginObject();
      truth("active", instance.active(), json);
      json.field("id", instance.id())
          .real("memory_utilization", instance.memoryUtilizationPercent())
          .field("total_memory", instance.memoryTotalBytes())
          .textOrNull("type", instance.type())
          .field("used_memory", instance.memoryUsedBytes())
          .real("utilization", instance.utilizationPercent())
          .textOrNull("uuid", instance.uuid())
          .textOrNull("vm_id", instance.vmId())
          .endObject();
    }
    json.endArray()
        .field("scheduler_policy", host.schedulerPolicy())
        .field("scheduler_state", host.schedulerState())
        .endObject();
  }

  private static void truth(String name, Optional<Boolean> truth, Json.Output json)
      throws IOException {
    if (truth.isEmpty()) {
      json.nothing(name);
    } else {
      json.field(name, truth.get());
    }
  }
}
