package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.exposition.PageWriter.Labels;
import io.allsmi.core.internal.Utf8;
import java.util.List;
import java.util.OptionalInt;

/** Writes the families of a GPU, of its partitions and of its virtual GPUs. */
final class GpuFamilies {
  private static final List<String> READINGS =
      List.of("_percent", "_celsius", "_mhz", "_bytes", "_watts", "_reasons");

  private final PageWriter page;
  private final String hostname;

  GpuFamilies(PageWriter page, String hostname) {
    this.page = page;
    this.hostname = hostname;
  }

  /** A GPU without an index is numbered by its position, one without a UUID named by its number. */
  void write(GpuInfo gpu, int position) {
    int index = gpu.index().orElse(position);
    String name = orElse(Utf8.cutVisibly(gpu.name(), ExpositionWriter.NAME_BYTES), "GPU");
    String uuid = gpu.uuid().orElse(hostname + "-gpu-" + index);
    String labels = gpuLabels(name, uuid, index).toString();
    page.add(Family.GPU_UTILIZATION, labels, gpu.utilizationPercent());
    page.add(Family.GPU_MEMORY_USED, labels, gpu.memoryUsedBytes());
    page.add(Family.GPU_MEMORY_TOTAL, labels, gpu.memoryTotalBytes());
    page.add(Family.GPU_TEMPERATURE, labels, gpu.temperatureCelsius());
    page.add(Family.GPU_POWER, labels, gpu.powerWatts());
    page.add(Family.GPU_FREQUENCY, labels, gpu.graphicsClockMhz());
    page.add(Family.ANE_UTILIZATION, labels, gpu.aneMilliwatts());
    page.add(Family.DLA_UTILIZATION, labels, gpu.dlaUtilizationPercent());
    page.add(Family.GPU_PCIE_GEN, labels, gpu.pcieGeneration());
    page.add(Family.GPU_PCIE_WIDTH, labels, gpu.pcieWidth());
    page.add(Family.GPU_CLOCK_MAX, labels, gpu.graphicsClockMaxMhz());
    page.add(Family.GPU_MEMORY_CLOCK_MAX, labels, gpu.memoryClockMaxMhz());
    page.add(Family.GPU_POWER_LIMIT, labels, gpu.powerLimitWatts());
    page.add(Family.GPU_POWER_LIMIT_MAX, labels, gpu.powerLimitMaxWatts());
    page.add(Family.GPU_PERFORMANCE_STATE, labels, gpu.performanceState());
    page.add(Family.GPU_FAN_SPEED, labels, gpu.fanSpeedRpm());
    page.add(Family.GPU_THRESHOLD_SLOWDOWN, labels, gpu.thresholds().slowdown());
    page.add(Family.GPU_THRESHOLD_SHUTDOWN, labels, gpu.thresholds().shutdown());
    page.add(Family.GPU_THRESHOLD_MAX_OPERATING, labels, gpu.thresholds().maxOperating());
    page.add(Family.GPU_THRESHOLD_ACOUSTIC, labels, gpu.thresholds().acoustic());
    page.add(Family.GPU_NUMA_NODE, labels, gpu.numaNode());
    page.add(Family.GPU_GSP_MODE, labels, gpu.gspFirmwareMode());
    page.add(Family.GPU_SM_OCCUPANCY, labels, gpu.smOccupancy());
    page.add(Family.GPU_MEMORY_BANDWIDTH, labels, gpu.memoryBandwidthUtilization());
    gpuTexts(gpu, name, uuid, index);
    gpu.mig().ifPresent(mig -> partitions(mig, name, uuid, index));
    gpu.vgpu().ifPresent(vgpu -> virtuals(vgpu, name, uuid, index));
  }

  private Labels gpuLabels(String name, String uuid, int index) {
    return labels()
        .add("gpu", name)
        .add("instance", hostname)
        .add("gpu_uuid", uuid)
        .add("gpu_index", Integer.toString(index));
  }

  private void gpuTexts(GpuInfo gpu, String name, String uuid, int index) {
    Labels info = gpuLabels(name, uuid, index).add("type", orElse(gpu.deviceType(), "GPU"));
    for (String first : List.of("driver_version", "cuda_version")) {
      String value = gpu.detail().get(first);
      if (value != null) {
        info.addIfRoom(first, value);
      }
    }
    gpu.detail()
        .forEach(
            (key, value) -> {
              String label = PageWriter.labelName(key);
              boolean isFirst = label.equals("driver_version") || label.equals("cuda_version");
              if (!isFirst && !isReading(label)) {
                info.addIfRoom(label, value);
              }
            });
    page.add(Family.GPU_INFO, info.toString(), 1);
    gpu.gspFirmwareVersion()
        .ifPresent(
            version ->
                page.add(
                    Family.GPU_GSP_VERSION,
                    gpuLabels(name, uuid, index).addIfRoom("version", version).toString(),
                    1));
    firmware(gpu, name, uuid, index);
    if (GaudiFamilies.isGaudi(gpu)) {
      new GaudiFamilies(page, hostname).write(gpu, name, uuid, index);
    }
    for (NvLink link : gpu.nvLinks()) {
      Labels labels =
          gpuLabels(name, uuid, index)
              .add("link_index", Integer.toString(link.index()))
              .add("remote_type", link.remoteType());
      link.bandwidthMbPerSecond()
          .ifPresent(mb -> labels.add("bandwidth_mb_s", Integer.toString(mb)));
      page.add(Family.NVLINK, labels.toString(), 1);
    }
  }

  /**
   * A detail that changes from reading to reading: as a label it would start a series each time.
   */
  private static boolean isReading(String detail) {
    return READINGS.stream().anyMatch(detail::endsWith) || detail.startsWith("ecc_errors_");
  }

  /** An accelerator that is no GPU says the version of its firmware in a family of its own. */
  private void firmware(GpuInfo gpu, String name, String uuid, int index) {
    String version = gpu.detail().getOrDefault("firmware", "");
    if (version.isEmpty() || gpu.deviceType().equals("GPU") || gpu.deviceType().isEmpty()) {
      return;
    }
    String labels =
        labels()
            .add("npu", name)
            .add("instance", hostname)
            .add("npu_uuid", uuid)
            .add("npu_index", Integer.toString(index))
            .addIfRoom("firmware", version)
            .toString();
    page.add(Family.NPU_FIRMWARE, labels, 1);
  }

  private Labels partLabels(String name, String uuid, int index) {
    return labels()
        .add("gpu_index", Integer.toString(index))
        .add("gpu_uuid", uuid)
        .add("gpu", name)
        .add("instance", hostname)
        .add("host", hostname);
  }

  private void partitions(MigInfo mig, String name, String uuid, int index) {
    page.add(Family.GPU_MIG_MODE, partLabels(name, uuid, index).toString(), mig.enabled() ? 1 : 0);
    for (MigInfo.Instance part : mig.instances()) {
      String labels =
          partLabels(name, uuid, index)
              .add("mig_instance", Integer.toString(part.index()))
              .add("mig_uuid", part.uuid())
              .add("mig_profile", part.profile())
              .add("gpu_instance_id", text(part.gpuInstanceId()))
              .add("compute_instance_id", text(part.computeInstanceId()))
              .toString();
      page.add(Family.MIG_UTILIZATION, labels, part.utilizationPercent());
      page.add(Family.MIG_MEMORY_UTILIZATION, labels, part.memoryUtilizationPercent());
      page.add(Family.MIG_MEMORY_USED, labels, part.memoryUsedBytes());
      page.add(Family.MIG_MEMORY_TOTAL, labels, part.memoryTotalBytes());
    }
  }

  private void virtuals(VgpuInfo vgpu, String name, String uuid, int index) {
    vgpu.hostMode()
        .ifPresent(
            mode -> {
              int number = mode.equals("NonSriov") ? 0 : mode.equals("Sriov") ? 1 : 2;
              String labels = partLabels(name, uuid, index).add("host_mode", mode).toString();
              page.add(Family.VGPU_HOST_MODE, labels, number);
            });
    Labels scheduler = partLabels(name, uuid, index);
    vgpu.adaptiveRoundRobinSupported()
        .ifPresent(supported -> scheduler.add("arr_supported", supported.toString()));
    page.add(Family.VGPU_SCHEDULER_STATE, scheduler.toString(), vgpu.schedulerState());
    page.add(
        Family.VGPU_SCHEDULER_POLICY,
        partLabels(name, uuid, index).toString(),
        vgpu.schedulerPolicy());
    for (VgpuInfo.Instance instance : vgpu.instances()) {
      String labels =
          partLabels(name, uuid, index)
              .add("vgpu_id", Integer.toString(instance.id()))
              .add("vgpu_uuid", instance.uuid())
              .add("vgpu_type", instance.type())
              .add("vgpu_vm_id", instance.vmId())
              .toString();
      page.add(Family.VGPU_UTILIZATION, labels, instance.utilizationPercent());
      page.add(Family.VGPU_MEMORY_UTILIZATION, labels, instance.memoryUtilizationPercent());
      page.add(Family.VGPU_MEMORY_USED, labels, instance.memoryUsedBytes());
      page.add(Family.VGPU_MEMORY_TOTAL, labels, instance.memoryTotalBytes());
      instance.active().ifPresent(on -> page.add(Family.VGPU_ACTIVE, labels, on ? 1 : 0));
    }
  }

  private Labels labels() {
    return page.labels();
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
