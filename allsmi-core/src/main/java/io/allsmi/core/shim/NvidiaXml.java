package io.allsmi.core.shim;

import static java.util.Map.entry;

import java.io.StringReader;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * {@code nvidia-smi -q -x}. Document types, entities and anything outside the text are not looked
 * at; what was read before a fault stands.
 */
final class NvidiaXml {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_VALUE_CHARS = 1 << 16;

  private static final Map<String, NvidiaField> FIELDS =
      Map.ofEntries(
          entry("driver_version", NvidiaField.DRIVER),
          entry("cuda_version", NvidiaField.CUDA),
          entry("product_name", NvidiaField.NAME),
          entry("product_brand", NvidiaField.BRAND),
          entry("product_architecture", NvidiaField.ARCHITECTURE),
          entry("uuid", NvidiaField.UUID),
          entry("serial", NvidiaField.SERIAL),
          entry("vbios_version", NvidiaField.VBIOS),
          entry("gsp_firmware_version", NvidiaField.GSP_VERSION),
          entry("compute_mode", NvidiaField.COMPUTE_MODE),
          entry("fan_speed", NvidiaField.FAN),
          entry("performance_state", NvidiaField.PERFORMANCE_STATE),
          entry("mig_mode/current_mig", NvidiaField.MIG_MODE),
          entry("ecc_mode/current_ecc", NvidiaField.ECC_MODE),
          entry("pci/pci_bus_id", NvidiaField.BUS_ID),
          entry("pci/pci_gpu_link_info/pcie_gen/current_link_gen", NvidiaField.PCIE_GENERATION),
          entry("pci/pci_gpu_link_info/link_widths/current_link_width", NvidiaField.PCIE_WIDTH),
          entry("fb_memory_usage/total", NvidiaField.MEMORY_TOTAL),
          entry("fb_memory_usage/reserved", NvidiaField.MEMORY_RESERVED),
          entry("fb_memory_usage/used", NvidiaField.MEMORY_USED),
          entry("utilization/gpu_util", NvidiaField.UTILIZATION),
          entry("utilization/memory_util", NvidiaField.MEMORY_UTILIZATION),
          entry("utilization/encoder_util", NvidiaField.ENCODER),
          entry("utilization/decoder_util", NvidiaField.DECODER),
          entry("utilization/jpeg_util", NvidiaField.JPEG),
          entry("utilization/ofa_util", NvidiaField.OFA),
          entry("temperature/gpu_temp", NvidiaField.TEMPERATURE),
          entry("temperature/memory_temp", NvidiaField.MEMORY_TEMPERATURE),
          entry("temperature/gpu_temp_max_threshold", NvidiaField.SHUTDOWN),
          entry("temperature/gpu_temp_slow_threshold", NvidiaField.SLOWDOWN),
          entry("temperature/gpu_temp_max_gpu_threshold", NvidiaField.MAX_OPERATING),
          entry("temperature/gpu_target_temperature", NvidiaField.TARGET_TEMPERATURE),
          entry("power/power_draw", NvidiaField.POWER),
          entry("power/average_power_draw", NvidiaField.POWER_AVERAGE),
          entry("power/instant_power_draw", NvidiaField.POWER_INSTANT),
          entry("power/current_power_limit", NvidiaField.POWER_LIMIT),
          entry("power/power_limit", NvidiaField.POWER_LIMIT),
          entry("power/enforced_power_limit", NvidiaField.POWER_LIMIT_ENFORCED),
          entry("power/default_power_limit", NvidiaField.POWER_LIMIT_DEFAULT),
          entry("power/min_power_limit", NvidiaField.POWER_LIMIT_MIN),
          entry("power/max_power_limit", NvidiaField.POWER_LIMIT_MAX),
          entry("clocks/graphics_clock", NvidiaField.CLOCK),
          entry("clocks/mem_clock", NvidiaField.MEMORY_CLOCK),
          entry("max_clocks/graphics_clock", NvidiaField.CLOCK_MAX),
          entry("max_clocks/mem_clock", NvidiaField.MEMORY_CLOCK_MAX));

  private static final Map<String, NvidiaLog.PartitionField> PARTITION_FIELDS =
      Map.of(
          "index", NvidiaLog.PartitionField.INDEX,
          "gpu_instance_id", NvidiaLog.PartitionField.GPU_INSTANCE,
          "compute_instance_id", NvidiaLog.PartitionField.COMPUTE_INSTANCE,
          "fb_memory_usage/used", NvidiaLog.PartitionField.MEMORY_USED,
          "fb_memory_usage/total", NvidiaLog.PartitionField.MEMORY_TOTAL);

  private static final Map<String, BiConsumer<ProcessDraft, Reading>> PROCESS_FIELDS =
      Map.of(
          "gpu_instance_id", ProcessDraft::gpuInstance,
          "compute_instance_id", ProcessDraft::computeInstance,
          "pid", ProcessDraft::pid,
          "type", ProcessDraft::type,
          "process_name", ProcessDraft::name,
          "used_memory", (process, cell) -> process.memory(cell, Unit.MEBIBYTES));

  private static final String DEVICE = "nvidia_smi_log/gpu";
  private static final String PARTITION = "mig_devices/mig_device";
  private static final String PROCESS = "processes/process_info";

  private final Harvest harvest = new Harvest();
  private final NvidiaLog log = new NvidiaLog(FIELDS, harvest);
  private final StringBuilder path = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private int depth;

  private NvidiaXml() {}

  static ShimReadings read(byte[] bytes) {
    return new NvidiaXml().parse(bytes);
  }

  private ShimReadings parse(byte[] bytes) {
    String text = Lines.text(bytes, harvest.complaints);
    int begin = text.indexOf('<');
    String before = begin < 0 ? text : text.substring(0, begin);
    Lines.each(before, harvest.complaints, line -> harvest.refuse(line, "XML"));
    if (begin >= 0) {
      int firstLine = (int) before.chars().filter(c -> c == '\n').count();
      document(text.substring(begin), firstLine);
    }
    log.finish();
    return harvest.readings();
  }

  private void document(String text, int firstLine) {
    XMLStreamReader xml = null;
    try {
      xml = factory().createXMLStreamReader(new StringReader(text));
      while (xml.hasNext()) {
        event(xml, firstLine);
      }
    } catch (XMLStreamException e) {
      int line =
          e.getLocation() == null ? 0 : firstLine + Math.max(1, e.getLocation().getLineNumber());
      harvest.complain(line, "XML: expected more of it, got: " + reason(e));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  /** The parser's message has the place on a line of its own, and the reason on the last. */
  private static String reason(XMLStreamException e) {
    String message = e.getMessage() == null ? "no reason was given" : e.getMessage();
    String last = message.substring(message.lastIndexOf('\n') + 1);
    return Reading.quoted(last.replaceFirst("^Message: ", ""));
  }

  /**
   * The JDK's reader has no text for some of its own complaints about document types, and throws
   * that it misses it.
   */
  private static int next(XMLStreamReader xml) throws XMLStreamException {
    try {
      return xml.next();
    } catch (RuntimeException e) {
      throw new XMLStreamException("XML that cannot be read: " + e.getMessage(), e);
    }
  }

  private void event(XMLStreamReader xml, int firstLine) throws XMLStreamException {
    switch (next(xml)) {
      case XMLStreamConstants.START_ELEMENT ->
          begin(xml.getLocalName(), firstLine + xml.getLocation().getLineNumber());
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
        if (value.length() < MAX_VALUE_CHARS) {
          value.append(xml.getText());
        }
      }
      case XMLStreamConstants.END_ELEMENT -> end(firstLine + xml.getLocation().getLineNumber());
      default -> {
        // Comments, instructions, document types and entities say nothing of devices.
      }
    }
  }

  private void begin(String name, int line) throws XMLStreamException {
    if (++depth > MAX_DEPTH) {
      throw new XMLStreamException("more than " + MAX_DEPTH + " elements in one another");
    }
    path.append(depth == 1 ? "" : "/").append(name);
    value.setLength(0);
    String here = path.toString();
    if (here.equals(DEVICE)) {
      log.beginDevice(line);
    } else if (here.equals(DEVICE + "/" + PARTITION)) {
      log.beginPartition();
    } else if (here.equals(DEVICE + "/" + PROCESS)) {
      log.beginProcess(line);
    }
  }

  private void end(int line) {
    String here = path.toString();
    if (!value.toString().isBlank()) {
      reading(here, value.toString(), line);
    }
    value.setLength(0);
    depth--;
    path.setLength(Math.max(0, here.lastIndexOf('/')));
  }

  private void reading(String here, String text, int line) {
    if (here.equals("nvidia_smi_log/attached_gpus")) {
      log.attached(harvest.reading("attached_gpus", text, line));
    } else if (!here.startsWith(DEVICE + "/")) {
      String name = here.substring(here.indexOf('/') + 1);
      if (FIELDS.containsKey(name)) {
        log.common(harvest.reading(name, text, line));
      }
    } else {
      underDevice(here.substring(DEVICE.length() + 1), text, line);
    }
  }

  private void underDevice(String name, String text, int line) {
    if (name.startsWith(PARTITION + "/")) {
      String part = name.substring(PARTITION.length() + 1);
      NvidiaLog.PartitionField field = PARTITION_FIELDS.get(part);
      if (field != null) {
        log.partition(field, harvest.reading(part, text, line));
      }
    } else if (name.startsWith(PROCESS + "/")) {
      String part = name.substring(PROCESS.length() + 1);
      BiConsumer<ProcessDraft, Reading> setter = PROCESS_FIELDS.get(part);
      if (setter != null) {
        log.process(setter, harvest.reading(part, text, line));
      }
    } else {
      // Readings of the board's power have had two names; those of a module's are not the device's.
      String same = name.replaceFirst("^(gpu_)?power_readings/", "power/");
      log.device(harvest.reading(same, text, line));
    }
  }
}
