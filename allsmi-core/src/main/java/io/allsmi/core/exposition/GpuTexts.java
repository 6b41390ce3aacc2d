package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.internal.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of its GPUs in labels rather than in values: model, driver, firmware, links. The
 * texts of a page that repeats the page before are not read again.
 */
final class GpuTexts {
  private static final Set<String> KEY_LABELS =
      Set.of(
          "gpu",
          "instance",
          "hostname",
          "host",
          "gpu_uuid",
          "gpu_index",
          "uuid",
          "index",
          "type",
          "npu",
          "npu_uuid",
          "npu_index");
  private static final int MAX_LINKS = 32;
  private static final int MAX_BANDWIDTH = 2_000_000;

  /** One text sample of the page. */
  record Entry(Family family, LabelSet set, String key) {}

  /** What is known of one GPU. */
  record Texts(
      String deviceType,
      Map<String, String> detail,
      Optional<String> gspVersion,
      List<NvLink> links,
      OptionalInt legacyFanSpeed,
      Optional<String> vgpuHostMode,
      Optional<Boolean> vgpuArrSupported) {
    static final Texts NONE =
        new Texts(
            "GPU",
            Map.of(),
            Optional.empty(),
            List.of(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
  }

  private final ScrapeLimits limits;
  private final List<Entry> entries = new ArrayList<>();
  private int count;
  private boolean changed;
  private Map<String, Texts> byGpu = Map.of();

  /** The names looked at last, which most blocks share, and which of them are texts. */
  private String[] names = {};

  private boolean[] isText = {};

  // The GPUs of a host mostly say the same of themselves: what was made of the first is shared.
  private LabelSet describedBy = LabelSet.NONE;
  private Map<String, String> description = Map.of();

  GpuTexts(ScrapeLimits limits) {
    this.limits = limits;
  }

  void begin() {
    changed |= count < entries.size();
    count = 0;
  }

  void forget() {
    entries.clear();
    changed = true;
  }

  /** Notes a sample; the same samples in the same order as on the page before change nothing. */
  void add(Family family, LabelSet set) {
    if (count < entries.size()) {
      Entry known = entries.get(count);
      if (known.family == family && known.set == set) {
        count++;
        return;
      }
      entries.subList(count, entries.size()).clear();
    }
    if (count < limits.devicesPerKind() * (MAX_LINKS + 8)) {
      entries.add(new Entry(family, set, RowKeys.gpu(set)));
      count++;
    }
    changed = true;
  }

  /** Whether the page says the same of its GPUs as the one before. */
  boolean areRepeated() {
    return !changed && count == entries.size();
  }

  List<Entry> entries() {
    if (count < entries.size()) {
      entries.subList(count, entries.size()).clear();
      changed = true;
    }
    return entries;
  }

  Texts of(String gpuKey) {
    if (changed) {
      byGpu = read();
      changed = false;
    }
    return byGpu.getOrDefault(gpuKey, Texts.NONE);
  }

  private void lookAt(String[] labels) {
    if (names != labels) {
      names = labels;
      isText = new boolean[labels.length];
      for (int i = 0; i < labels.length; i++) {
        isText[i] = !KEY_LABELS.contains(labels[i]);
      }
    }
  }

  /** The texts of an information sample, sorted and unmodifiable. */
  private Map<String, String> description(LabelSet set) {
    lookAt(set.names);
    if (!repeatsDescription(set)) {
      Map<String, String> texts = new TreeMap<>();
      for (int i = 0; i < isText.length; i++) {
        if (isText[i] && !set.values[i].isEmpty()) {
          texts.put(set.names[i], set.plain ? set.values[i] : Utf8.printable(set.values[i]));
        }
      }
      describedBy = set;
      description = asOfGpu(texts);
    }
    return description;
  }

  private boolean repeatsDescription(LabelSet set) {
    if (set.names != describedBy.names) {
      return false;
    }
    for (int i = 0; i < isText.length; i++) {
      if (isText[i] && !set.values[i].equals(describedBy.values[i])) {
        return false;
      }
    }
    return true;
  }

  /** As a GPU has it: such a map is not copied again for a GPU. */
  private static Map<String, String> asOfGpu(Map<String, String> detail) {
    return GpuInfo.builder().detail(detail).build().detail();
  }

  private Map<String, Texts> read() {
    Map<String, Building> building = new HashMap<>();
    // Texts of one GPU mostly stand together.
    String key = "";
    Building texts = new Building();
    for (Entry entry : entries()) {
      if (!entry.key.equals(key)) {
        key = entry.key;
        texts = building.computeIfAbsent(key, k -> new Building());
      }
      texts.add(entry);
    }
    Map<String, Texts> read = new HashMap<>();
    building.forEach((gpu, known) -> read.put(gpu, known.build()));
    return read;
  }

  private final class Building {
    private String deviceType = "GPU";
    private Map<String, String> detail = Map.of();
    private Optional<String> gspVersion = Optional.empty();
    private final @Nullable NvLink[] links = new @Nullable NvLink[MAX_LINKS];
    private Optional<String> vgpuHostMode = Optional.empty();
    private Optional<Boolean> vgpuArrSupported = Optional.empty();

    void add(Entry entry) {
      LabelSet set = entry.set;
      switch (entry.family) {
        case GPU_INFO -> info(set);
        case GPU_GSP_VERSION -> gspVersion = text(set, "version");
        case NVLINK -> link(set);
        case NPU_FIRMWARE ->
            text(set, "firmware").ifPresent(text -> describe(Map.of("firmware", text)));
        case VGPU_HOST_MODE -> vgpuHostMode = text(set, "host_mode");
        case VGPU_SCHEDULER_STATE ->
            vgpuArrSupported = text(set, "arr_supported").map(text -> text.equals("true"));
        default -> throw new IllegalStateException("texts: no text in " + entry.family);
      }
    }

    private Optional<String> text(LabelSet set, String label) {
      String text = set.printable(label, limits.nameBytes());
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private void info(LabelSet set) {
      deviceType = text(set, "type").orElse(deviceType);
      describe(description(set));
    }

    /** Adds texts to those of samples before; nearly always there are none. */
    private void describe(Map<String, String> texts) {
      if (detail.isEmpty()) {
        detail = texts;
      } else {
        Map<String, String> both = new TreeMap<>(detail);
        both.putAll(texts);
        detail = asOfGpu(both);
      }
    }

    private void link(LabelSet set) {
      int index = RowKeys.integer(set.get("link_index"));
      if (index < 0 || index >= MAX_LINKS) {
        return;
      }
      int bandwidth = RowKeys.integer(set.get("bandwidth_mb_s"));
      boolean believable = bandwidth >= 1 && bandwidth <= MAX_BANDWIDTH;
      links[index] =
          new NvLink(
              index,
              text(set, "remote_type").orElse("unknown"),
              believable ? OptionalInt.of(bandwidth) : OptionalInt.empty());
    }

    /** Older exporters send the fan's speed as text: {@code 1450 RPM}, {@code 1600 RPM (40%)}. */
    private OptionalInt legacyFanSpeed() {
      String text = detail.getOrDefault("fan_speed", "");
      int rpm = text.indexOf(" RPM");
      int speed = rpm < 0 ? -1 : RowKeys.integer(text.substring(0, rpm));
      return speed < 0 || speed > 100_000 ? OptionalInt.empty() : OptionalInt.of(speed);
    }

    Texts build() {
      List<NvLink> active = new ArrayList<>(MAX_LINKS);
      for (NvLink link : links) {
        if (link != null) {
          active.add(link);
        }
      }
      return new Texts(
          deviceType,
          asOfGpu(detail),
          gspVersion,
          List.copyOf(active),
          legacyFanSpeed(),
          vgpuHostMode,
          vgpuArrSupported);
    }
  }
}
