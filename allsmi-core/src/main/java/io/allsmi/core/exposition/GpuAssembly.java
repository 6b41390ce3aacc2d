package io.allsmi.core.exposition;

import static io.allsmi.core.exposition.Readings.bytes;
import static io.allsmi.core.exposition.Readings.label;
import static io.allsmi.core.exposition.Readings.real;
import static io.allsmi.core.exposition.Readings.whole;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.exposition.Family.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes GPUs of the rows of a page, in the order of their index. */
final class GpuAssembly {
  private final ScrapeLimits limits;
  private final Rows gpus;
  private final Rows migs;
  private final Rows vgpus;
  private final GpuTexts texts;

  GpuAssembly(ScrapeLimits limits, Map<Scope, Rows> rows) {
    this.limits = limits;
    this.gpus = Objects.requireNonNull(rows.get(Scope.GPU));
    this.migs = Objects.requireNonNull(rows.get(Scope.MIG));
    this.vgpus = Objects.requireNonNull(rows.get(Scope.VGPU));
    this.texts = new GpuTexts(limits);
  }

  void begin() {
    texts.begin();
  }

  void forget() {
    texts.forget();
  }

  void text(Family family, LabelSet set) {
    texts.add(family, set);
  }

  List<GpuInfo> gpus() {
    bringInOwners();
    Map<String, List<MigInfo.Instance>> partitions = partitions();
    Map<String, List<VgpuInfo.Instance>> virtuals = virtuals();
    List<GpuInfo> result = new ArrayList<>(gpus.live());
    for (int row = 0; row < gpus.size(); row++) {
      if (gpus.isLive(row)) {
        result.add(gpu(row, partitions, virtuals));
      }
    }
    result.sort(Comparator.comparingInt(gpu -> gpu.index().orElse(Integer.MAX_VALUE)));
    return result;
  }

  /** A GPU may be named by its texts, partitions or virtual GPUs alone. */
  private void bringInOwners() {
    // At the cap those that are left out have to be counted.
    boolean allAreHere =
        texts.areRepeated() && gpus.live() == gpus.size() && gpus.live() < limits.devicesPerKind();
    String last = "";
    for (GpuTexts.Entry entry : allAreHere ? List.<GpuTexts.Entry>of() : texts.entries()) {
      boolean isHere = entry.key().equals(last) && gpus.live() < limits.devicesPerKind();
      if (entry.family() != Family.NPU_FIRMWARE && !isHere) {
        gpus.bringIn(entry.key(), entry.set());
        last = entry.key();
      }
    }
    for (Rows parts : List.of(migs, vgpus)) {
      for (int row = 0; row < parts.size() && parts.live() > 0; row++) {
        if (parts.isLive(row)) {
          gpus.bringIn(RowKeys.gpu(parts.labels(row)), parts.labels(row));
        }
      }
    }
  }

  private double cell(int row, Family family) {
    return gpus.cell(row, family);
  }

  private GpuInfo gpu(
      int row,
      Map<String, List<MigInfo.Instance>> partitions,
      Map<String, List<VgpuInfo.Instance>> virtuals) {
    LabelSet set = gpus.labels(row);
    String key = RowKeys.gpu(set);
    String uuid = set.printableValue(RowKeys.gpuUuid(set), limits.uuidBytes());
    GpuTexts.Texts text = texts.of(key);
    return new GpuInfo(
        label(RowKeys.gpuIndex(set)),
        uuid.isEmpty() ? Optional.empty() : Optional.of(uuid),
        set.printableValue(RowKeys.gpuName(set), limits.nameBytes()),
        text.deviceType(),
        real(cell(row, Family.GPU_UTILIZATION)),
        bytes(cell(row, Family.GPU_MEMORY_USED)),
        bytes(cell(row, Family.GPU_MEMORY_TOTAL)),
        real(cell(row, Family.GPU_TEMPERATURE)),
        real(cell(row, Family.GPU_POWER)),
        real(cell(row, Family.GPU_POWER_LIMIT)),
        real(cell(row, Family.GPU_POWER_LIMIT_MAX)),
        Readings.rounded(cell(row, Family.GPU_FREQUENCY)),
        Readings.rounded(cell(row, Family.GPU_CLOCK_MAX)),
        Readings.rounded(cell(row, Family.GPU_MEMORY_CLOCK_MAX)),
        whole(cell(row, Family.GPU_PERFORMANCE_STATE)),
        fanSpeed(row, text),
        thresholds(row),
        whole(cell(row, Family.GPU_PCIE_GEN)),
        whole(cell(row, Family.GPU_PCIE_WIDTH)),
        whole(cell(row, Family.GPU_NUMA_NODE)),
        whole(cell(row, Family.GPU_GSP_MODE)),
        text.gspVersion(),
        text.links(),
        real(cell(row, Family.GPU_SM_OCCUPANCY)),
        real(cell(row, Family.GPU_MEMORY_BANDWIDTH)),
        OptionalInt.empty(),
        real(cell(row, Family.ANE_UTILIZATION)),
        real(cell(row, Family.DLA_UTILIZATION)),
        OptionalDouble.empty(),
        mig(row, partitions.getOrDefault(key, List.of())),
        vgpu(row, text, virtuals.getOrDefault(key, List.of())),
        text.detail());
  }

  private OptionalInt fanSpeed(int row, GpuTexts.Texts text) {
    OptionalInt speed = whole(cell(row, Family.GPU_FAN_SPEED));
    return speed.isPresent() ? speed : text.legacyFanSpeed();
  }

  private TemperatureThresholds thresholds(int row) {
    double slowdown = cell(row, Family.GPU_THRESHOLD_SLOWDOWN);
    double shutdown = cell(row, Family.GPU_THRESHOLD_SHUTDOWN);
    double operating = cell(row, Family.GPU_THRESHOLD_MAX_OPERATING);
    double acoustic = cell(row, Family.GPU_THRESHOLD_ACOUSTIC);
    return new TemperatureThresholds(
        Readings.rounded(slowdown),
        Readings.rounded(shutdown),
        Readings.rounded(operating),
        Readings.rounded(acoustic));
  }

  private Optional<MigInfo> mig(int row, List<MigInfo.Instance> instances) {
    double mode = cell(row, Family.GPU_MIG_MODE);
    if (Double.isNaN(mode) && instances.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new MigInfo(mode >= 1 || !instances.isEmpty(), instances));
  }

  private Map<String, List<MigInfo.Instance>> partitions() {
    if (migs.live() == 0) {
      return Map.of();
    }
    Map<String, List<MigInfo.Instance>> byGpu = new HashMap<>();
    for (int row = 0; row < migs.size(); row++) {
      if (migs.isLive(row)) {
        LabelSet set = migs.labels(row);
        byGpu.computeIfAbsent(RowKeys.gpu(set), key -> new ArrayList<>()).add(partition(row, set));
      }
    }
    byGpu.values().forEach(list -> list.sort(Comparator.comparingInt(MigInfo.Instance::index)));
    return byGpu;
  }

  private MigInfo.Instance partition(int row, LabelSet set) {
    return new MigInfo.Instance(
        RowKeys.integer(set.get("mig_instance")),
        set.printable("mig_uuid", limits.uuidBytes()),
        set.printable("mig_profile", limits.nameBytes()),
        label(set.get("gpu_instance_id")),
        label(set.get("compute_instance_id")),
        real(migs.cell(row, Family.MIG_UTILIZATION)),
        real(migs.cell(row, Family.MIG_MEMORY_UTILIZATION)),
        bytes(migs.cell(row, Family.MIG_MEMORY_USED)),
        bytes(migs.cell(row, Family.MIG_MEMORY_TOTAL)));
  }

  private Optional<VgpuInfo> vgpu(int row, GpuTexts.Texts text, List<VgpuInfo.Instance> instances) {
    OptionalInt state = whole(cell(row, Family.VGPU_SCHEDULER_STATE));
    OptionalInt policy = whole(cell(row, Family.VGPU_SCHEDULER_POLICY));
    boolean hasMode = !Double.isNaN(cell(row, Family.VGPU_HOST_MODE));
    if (!hasMode && state.isEmpty() && policy.isEmpty() && instances.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new VgpuInfo(text.vgpuHostMode(), state, policy, text.vgpuArrSupported(), instances));
  }

  private Map<String, List<VgpuInfo.Instance>> virtuals() {
    if (vgpus.live() == 0) {
      return Map.of();
    }
    Map<String, List<VgpuInfo.Instance>> byGpu = new HashMap<>();
    for (int row = 0; row < vgpus.size(); row++) {
      if (vgpus.isLive(row)) {
        LabelSet set = vgpus.labels(row);
        byGpu.computeIfAbsent(RowKeys.gpu(set), key -> new ArrayList<>()).add(virtual(row, set));
      }
    }
    byGpu.values().forEach(list -> list.sort(Comparator.comparingInt(VgpuInfo.Instance::id)));
    return byGpu;
  }

  private VgpuInfo.Instance virtual(int row, LabelSet set) {
    double active = vgpus.cell(row, Family.VGPU_ACTIVE);
    return new VgpuInfo.Instance(
        RowKeys.integer(set.get("vgpu_id")),
        set.printable("vgpu_uuid", limits.uuidBytes()),
        set.printable("vgpu_type", limits.nameBytes()),
        set.printable("vgpu_vm_id", limits.nameBytes()),
        Double.isNaN(active) ? Optional.empty() : Optional.of(active >= 1),
        real(vgpus.cell(row, Family.VGPU_UTILIZATION)),
        real(vgpus.cell(row, Family.VGPU_MEMORY_UTILIZATION)),
        bytes(vgpus.cell(row, Family.VGPU_MEMORY_USED)),
        bytes(vgpus.cell(row, Family.VGPU_MEMORY_TOTAL)));
  }
}
