package io.allsmi.collect.nvml;

/** The sizes of NVML's structs on 64-bit systems, bytes. A test compares them with a compiler's. */
final class NvmlLayout {
  static final int PCI_INFO = 68;
  static final int UTILIZATION = 8;
  static final int MEMORY = 24;
  static final int MEMORY_V2 = 40;
  static final int PROCESS_V1 = 16;
  static final int PROCESS_V2 = 24;

  /** What drivers of 535 before .98 fill in: with the memory of confidential computing. */
  static final int PROCESS_PROTECTED = 32;

  static final int PROCESS_SAMPLE = 32;
  static final int FAN_SPEED = 12;
  static final int TEMPERATURE = 12;
  static final int FIELD_VALUE = 40;
  static final int ATTRIBUTES = 40;
  static final int VGPU_SAMPLE = 48;
  static final int VGPU_SCHEDULER = 16;
  static final int VGPU_SCHEDULER_CAPABILITIES = 40;
  static final int GPM_SUPPORT = 8;
  static final int GPM_METRIC = 40;

  /** What stands before the metrics. */
  static final int GPM_REQUEST = 24;

  private NvmlLayout() {}
}
