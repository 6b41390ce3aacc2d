package io.allsmi.core.exposition;

import io.allsmi.core.exposition.Family.Scope;
import org.jspecify.annotations.Nullable;

/** Which labels say what a sample is about. */
final class RowKeys {
  static final int MAX_CORE_ID = 1024;
  static final int MAX_MIG_INSTANCE = 64;

  private RowKeys() {}

  /** The key of the thing that the labels name; null when they name none. */
  static @Nullable Object key(Scope scope, LabelSet set) {
    return switch (scope) {
      case GPU, GPU_TEXT -> gpu(set);
      case MIG -> part(set, "mig_instance", MAX_MIG_INSTANCE);
      case VGPU -> part(set, "vgpu_id", Integer.MAX_VALUE - 1);
      case PROCESS -> process(set);
      case CPU, MEMORY -> number(set.get("index"), Integer.MAX_VALUE - 1, "0");
      case SOCKET -> socket(set);
      case CORE -> core(set);
      case DISK -> set.get("mount_point").isEmpty() ? null : set.get("mount_point");
      case FAN -> number(set.get("fan_id"), 4096, null);
      case CHASSIS, STATUS, EXPORTER, NPU -> "";
    };
  }

  /** What a sample of the scope must have, for a complaint. */
  static @Nullable String required(Scope scope) {
    return switch (scope) {
      case MIG -> "expected a GPU and mig_instance from 0 to " + MAX_MIG_INSTANCE;
      case VGPU -> "expected a GPU and vgpu_id";
      case PROCESS -> "expected a pid from 0 to " + Integer.MAX_VALUE;
      case CORE -> "expected a core_id below " + MAX_CORE_ID;
      case DISK -> "expected a mount_point";
      case FAN -> "expected a fan_id";
      case CPU, MEMORY -> "expected a number as index";
      default -> null;
    };
  }

  static String gpuUuid(LabelSet set) {
    return set.first("gpu_uuid", "npu_uuid", "uuid");
  }

  static String gpuIndex(LabelSet set) {
    return set.first("gpu_index", "npu_index", "index");
  }

  static String gpuName(LabelSet set) {
    String name = set.get("gpu");
    return name.isEmpty() ? set.get("npu") : name;
  }

  /** By UUID; by index where there is none; by model where there is neither. */
  static String gpu(LabelSet set) {
    String uuid = gpuUuid(set);
    if (!uuid.isEmpty()) {
      return uuid;
    }
    String index = gpuIndex(set);
    return index.isEmpty() ? "@" + gpuName(set) : "#" + index;
  }

  private static @Nullable String part(LabelSet set, String label, int most) {
    String gpu = gpu(set);
    String number = number(set.get(label), most, null);
    return number == null || gpu.startsWith("@") ? null : gpu + "/" + number;
  }

  private static @Nullable Object process(LabelSet set) {
    int pid = integer(set.get("pid"));
    if (pid < 0) {
      return null;
    }
    String uuid = set.get("device_uuid");
    return uuid.isEmpty()
        ? pid + "#" + set.first("gpu_index", "device_id", "")
        : new ProcessKey(pid, uuid);
  }

  /** A process on a device; half of a first sight's rows are such, so no text is made for it. */
  private static final class ProcessKey implements Comparable<ProcessKey> {
    private final int pid;
    private final String uuid;

    ProcessKey(int pid, String uuid) {
      this.pid = pid;
      this.uuid = uuid;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ProcessKey key && pid == key.pid && uuid.equals(key.uuid);
    }

    @Override
    public int hashCode() {
      return pid * 0x9E3779B1 ^ uuid.hashCode();
    }

    /** Keys that were made to have the same hash are told apart by a map that can order them. */
    @Override
    public int compareTo(ProcessKey other) {
      return pid != other.pid ? Integer.compare(pid, other.pid) : uuid.compareTo(other.uuid);
    }
  }

  private static @Nullable String socket(LabelSet set) {
    String cpu = number(set.first("cpu_index", "index", ""), Integer.MAX_VALUE - 1, "0");
    String socket = number(set.get("socket_id"), 1 << 16, null);
    return cpu == null || socket == null ? null : cpu + "/" + socket;
  }

  private static @Nullable String core(LabelSet set) {
    String cpu = number(set.first("index", "cpu_index", ""), Integer.MAX_VALUE - 1, "0");
    String core = number(set.get("core_id"), MAX_CORE_ID - 1, null);
    return cpu == null || core == null ? null : cpu + "/" + core;
  }

  private static @Nullable String number(String text, int most, @Nullable String ifEmpty) {
    if (text.isEmpty()) {
      return ifEmpty;
    }
    int value = integer(text);
    return value < 0 || value > most ? null : Integer.toString(value);
  }

  /** A whole number of at least 0, -1 when the text is none. */
  static int integer(String text) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }
}
