package io.allsmi.core.shim;

import io.allsmi.core.MigInfo;
import io.allsmi.core.internal.Caps;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code nvidia-smi -L}: the devices and their partitions by UUID, without readings. */
final class NvidiaList {
  private static final String UUID = "(UUID: ";
  private static final String DEVICE = "Device";

  private final Harvest harvest = new Harvest();
  private @Nullable GpuDraft gpu;
  private int begun;

  private NvidiaList() {}

  static ShimReadings read(byte[] bytes) {
    NvidiaList list = new NvidiaList();
    Harvest harvest = list.harvest;
    Lines.each(Lines.text(bytes, harvest.complaints), harvest.complaints, list::line);
    list.endDevice();
    return harvest.readings();
  }

  private void endDevice() {
    if (gpu != null) {
      harvest.add(gpu, begun);
    }
    gpu = null;
  }

  private void line(Lines.Line line) {
    String text = line.text().strip();
    int uuid = text.lastIndexOf(UUID);
    boolean isWhole = uuid >= 0 && text.endsWith(")");
    if (isWhole && text.startsWith("MIG ")) {
      partition(line, text.substring(4, uuid));
      return;
    }
    endDevice();
    int colon = text.indexOf(':');
    if (isWhole && text.startsWith("GPU ") && colon < uuid) {
      device(line, text.substring(4, colon), text.substring(colon + 1, uuid));
    } else {
      harvest.refuse(line, "a device or a partition and its UUID");
    }
  }

  /** {@code GPU 0: NVIDIA H100 (UUID: GPU-…)}. */
  private void device(Lines.Line line, String number, String name) {
    if (!Numbers.is(number)) {
      harvest.refuse(line, "the number of a device first");
      return;
    }
    begun = line.number();
    gpu = new GpuDraft();
    gpu.index(harvest.reading("GPU", number, begun));
    gpu.name(harvest.reading("name", name, begun));
    gpu.uuid(harvest.reading("UUID", uuid(line), begun));
  }

  /** {@code MIG 1g.10gb Device 0: (UUID: MIG-…)}. */
  private void partition(Lines.Line line, String words) {
    int device = words.indexOf(DEVICE);
    String number = device < 0 ? "" : words.substring(device + DEVICE.length()).replace(":", "");
    OptionalInt index = harvest.reading(DEVICE, number, line.number()).count();
    if (gpu == null || device < 0 || index.isEmpty()) {
      harvest.refuse(line, "a partition of a device above");
      return;
    }
    gpu.partition(
        new MigInfo.Instance(
            index.getAsInt(),
            harvest.reading("UUID", uuid(line), line.number()).words(Caps.UUID_BYTES),
            harvest
                .reading("profile", words.substring(0, device), line.number())
                .words(Caps.NAME_BYTES),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  private static String uuid(Lines.Line line) {
    String text = line.text();
    int from = text.lastIndexOf(UUID) + UUID.length();
    return text.substring(from, text.length() - 1);
  }
}
