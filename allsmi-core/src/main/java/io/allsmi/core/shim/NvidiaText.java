package io.allsmi.core.shim;

import static java.util.Map.entry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@code nvidia-smi -q}: names and values, the deeper the more indented. */
final class NvidiaText {
  private static final Map<String, NvidiaField> FIELDS =
      Map.ofEntries(
          entry("Driver Version", NvidiaField.DRIVER),
          entry("CUDA Version", NvidiaField.CUDA),
          entry("Product Name", NvidiaField.NAME),
          entry("Product Brand", NvidiaField.BRAND),
          entry("Product Architecture", NvidiaField.ARCHITECTURE),
          entry("GPU UUID", NvidiaField.UUID),
          entry("Serial Number", NvidiaField.SERIAL),
          entry("VBIOS Version", NvidiaField.VBIOS),
          entry("GSP Firmware Version", NvidiaField.GSP_VERSION),
          entry("Compute Mode", NvidiaField.COMPUTE_MODE),
          entry("Fan Speed", NvidiaField.FAN),
          entry("Performance State", NvidiaField.PERFORMANCE_STATE),
          entry("MIG Mode/Current", NvidiaField.MIG_MODE),
          entry("ECC Mode/Current", NvidiaField.ECC_MODE),
          entry("Ecc Mode/Current", NvidiaField.ECC_MODE),
          entry("PCI/Bus Id", NvidiaField.BUS_ID),
          entry("PCI/GPU Link Info/PCIe Generation/Current", NvidiaField.PCIE_GENERATION),
          entry("PCI/GPU Link Info/Link Width/Current", NvidiaField.PCIE_WIDTH),
          entry("FB Memory Usage/Total", NvidiaField.MEMORY_TOTAL),
          entry("FB Memory Usage/Reserved", NvidiaField.MEMORY_RESERVED),
          entry("FB Memory Usage/Used", NvidiaField.MEMORY_USED),
          entry("Utilization/GPU", NvidiaField.UTILIZATION),
          entry("Utilization/Gpu", NvidiaField.UTILIZATION),
          entry("Utilization/Memory", NvidiaField.MEMORY_UTILIZATION),
          entry("Utilization/Encoder", NvidiaField.ENCODER),
          entry("Utilization/Decoder", NvidiaField.DECODER),
          entry("Utilization/JPEG", NvidiaField.JPEG),
          entry("Utilization/OFA", NvidiaField.OFA),
          entry("Temperature/GPU Current Temp", NvidiaField.TEMPERATURE),
          entry("Temperature/Memory Current Temp", NvidiaField.MEMORY_TEMPERATURE),
          entry("Temperature/GPU Shutdown Temp", NvidiaField.SHUTDOWN),
          entry("Temperature/GPU Slowdown Temp", NvidiaField.SLOWDOWN),
          entry("Temperature/GPU Max Operating Temp", NvidiaField.MAX_OPERATING),
          entry("Temperature/GPU Target Temperature", NvidiaField.TARGET_TEMPERATURE),
          entry("Power/Power Draw", NvidiaField.POWER),
          entry("Power/Average Power Draw", NvidiaField.POWER_AVERAGE),
          entry("Power/Instantaneous Power Draw", NvidiaField.POWER_INSTANT),
          entry("Power/Current Power Limit", NvidiaField.POWER_LIMIT),
          entry("Power/Power Limit", NvidiaField.POWER_LIMIT),
          entry("Power/Enforced Power Limit", NvidiaField.POWER_LIMIT_ENFORCED),
          entry("Power/Default Power Limit", NvidiaField.POWER_LIMIT_DEFAULT),
          entry("Power/Min Power Limit", NvidiaField.POWER_LIMIT_MIN),
          entry("Power/Max Power Limit", NvidiaField.POWER_LIMIT_MAX),
          entry("Clocks/Graphics", NvidiaField.CLOCK),
          entry("Clocks/Memory", NvidiaField.MEMORY_CLOCK),
          entry("Max Clocks/Graphics", NvidiaField.CLOCK_MAX),
          entry("Max Clocks/Memory", NvidiaField.MEMORY_CLOCK_MAX));

  private static final Map<String, NvidiaLog.PartitionField> PARTITION_FIELDS =
      Map.of(
          "Index", NvidiaLog.PartitionField.INDEX,
          "GPU Instance ID", NvidiaLog.PartitionField.GPU_INSTANCE,
          "Compute Instance ID", NvidiaLog.PartitionField.COMPUTE_INSTANCE,
          "Shared FB Memory Usage/Used", NvidiaLog.PartitionField.MEMORY_USED,
          "Shared FB Memory Usage/Total", NvidiaLog.PartitionField.MEMORY_TOTAL,
          "FB Memory Usage/Used", NvidiaLog.PartitionField.MEMORY_USED,
          "FB Memory Usage/Total", NvidiaLog.PartitionField.MEMORY_TOTAL);

  private static final Map<String, BiConsumer<ProcessDraft, Reading>> PROCESS_FIELDS =
      Map.of(
          "GPU instance ID", ProcessDraft::gpuInstance,
          "Compute instance ID", ProcessDraft::computeInstance,
          "Process ID", ProcessDraft::pid,
          "Type", ProcessDraft::type,
          "Name", ProcessDraft::name,
          "Used GPU Memory", (process, cell) -> process.memory(cell, Unit.MEBIBYTES));

  private static final String PARTITION = "MIG Device";
  private static final String PROCESSES = "Processes";
  private static final int MAX_DEPTH = 64;

  /** A heading and how far it is indented. */
  private record Heading(int indent, String name) {}

  private final Harvest harvest = new Harvest();
  private final NvidiaLog log = new NvidiaLog(FIELDS, harvest);
  private final Deque<Heading> headings = new ArrayDeque<>();
  private boolean inLog;
  private boolean inDevice;
  private boolean processHasId = true;

  private NvidiaText() {}

  static ShimReadings read(byte[] bytes) {
    NvidiaText text = new NvidiaText();
    Harvest harvest = text.harvest;
    Lines.each(Lines.text(bytes, harvest.complaints), harvest.complaints, text::line);
    text.log.finish();
    return harvest.readings();
  }

  private void line(Lines.Line line) {
    String text = line.text();
    String words = text.strip();
    int indent = text.length() - words.length();
    if (words.startsWith("=====")) {
      inLog = true;
    } else if (indent == 0 && isDevice(words)) {
      inLog = true;
      inDevice = true;
      headings.clear();
      log.beginDevice(line.number());
    } else {
      pair(line, words, indent);
    }
  }

  /** {@code GPU 00000000:01:00.0}: by its address on the bus. */
  private static boolean isDevice(String words) {
    return words.startsWith("GPU ") && words.indexOf(':') > 0 && !words.contains(" : ");
  }

  private void pair(Lines.Line line, String words, int indent) {
    while (!headings.isEmpty() && headings.peekLast().indent() >= indent) {
      headings.removeLast();
    }
    int colon = separator(words);
    String name = (colon < 0 ? words : words.substring(0, colon)).strip();
    String value = colon < 0 ? "" : words.substring(colon + 1).strip();
    if (indent == 0) {
      top(line, name, value, colon >= 0);
    } else if (inDevice && !value.isEmpty()) {
      value(path(name), value, line.number());
    } else if (inDevice && name.equals(PARTITION)) {
      log.beginPartition();
    }
    if (headings.size() < MAX_DEPTH && !isProcessId(name)) {
      headings.addLast(new Heading(indent, name));
    }
  }

  /** Where the name ends: names are padded with blanks, so the colon has blanks around it. */
  private static int separator(String words) {
    int colon = words.indexOf(" :");
    return colon < 0 ? -1 : colon + 1;
  }

  /** What a process does is indented below its id, and is its own all the same. */
  private static boolean isProcessId(String name) {
    return name.equals("Process ID");
  }

  private void top(Lines.Line line, String name, String value, boolean isPair) {
    // Were this the damaged name of a device, what follows would not be the one before's.
    inDevice = false;
    if (isPair && name.equals("Attached GPUs")) {
      log.attached(harvest.reading(name, value, line.number()));
    } else if (isPair && FIELDS.containsKey(name)) {
      log.common(harvest.reading(name, value, line.number()));
    } else if (!isPair || !inLog) {
      harvest.refuse(line, "a name and a value");
    }
  }

  private String path(String name) {
    StringBuilder path = new StringBuilder();
    headings.forEach(heading -> path.append(heading.name()).append('/'));
    return path.append(name).toString();
  }

  private void value(String path, String text, int line) {
    if (path.startsWith(PARTITION + "/")) {
      NvidiaLog.PartitionField field = PARTITION_FIELDS.get(path.substring(PARTITION.length() + 1));
      if (field != null) {
        log.partition(field, harvest.reading(path, text, line));
      }
    } else if (path.startsWith(PROCESSES + "/")) {
      process(path.substring(PROCESSES.length() + 1), text, line);
    } else {
      String same = path.replaceFirst("^(GPU )?Power Readings/", "Power/");
      log.device(harvest.reading(same, text, line));
    }
  }

  /** A process begins with its instance where the driver knows such, else with its id. */
  private void process(String name, String text, int line) {
    boolean isId = isProcessId(name);
    if (processHasId && (isId || name.equals("GPU instance ID"))) {
      log.beginProcess(line);
      processHasId = false;
    }
    processHasId |= isId;
    BiConsumer<ProcessDraft, Reading> setter = PROCESS_FIELDS.get(name);
    if (setter != null) {
      log.process(setter, harvest.reading(name, text, line));
    }
  }
}
