package io.allsmi.core.shim;

import java.util.List;

/**
 * Reads what vendor tools print. Every method takes the whole output, never throws on any input,
 * and leaves out what it cannot believe: a cell costs its reading, a row itself, and each is in
 * {@link ShimReadings#issues()}. What a tool does not know ({@code [N/A]}, {@code ERR!} and their
 * like) is absent and no issue.
 *
 * <pre>{@code
 * ShimReadings readings = ShimParsers.nvidiaSmiCsv(output, List.of());
 * readings.gpus().forEach(gpu -> System.out.println(gpu.name() + " " + gpu.powerWatts()));
 * }</pre>
 *
 * <p>Amounts of memory are bytes; the MB and GB of these tools are powers of 1024. An output is
 * read up to 64 MiB, 256 devices and 50,000 rows.
 *
 * @since 0.30.0
 */
public final class ShimParsers {
  private ShimParsers() {}

  /**
   * Reads {@code nvidia-smi --query-gpu=… --format=csv}, with or without header and units.
   *
   * @param output its bytes, UTF-8
   * @param query the columns of an output without header; when empty, and there is no header, they
   *     are {@code index,uuid,name,driver_version,utilization.gpu,memory.used,memory.total,
   *     temperature.gpu,clocks.current.graphics,power.draw}
   */
  public static ShimReadings nvidiaSmiCsv(byte[] output, List<String> query) {
    return CsvRows.read(output, query, new DeviceCsv("GPU", DeviceCsv.NVIDIA_QUERY));
  }

  /**
   * Reads {@code nvidia-smi --query-compute-apps=… --format=csv}, with or without header and units.
   *
   * @param output its bytes, UTF-8
   * @param query the columns of an output without header; when empty, and there is no header, they
   *     are {@code gpu_uuid,pid,process_name,used_gpu_memory}, or the same without the first when
   *     the first row begins with a number
   */
  public static ShimReadings nvidiaSmiAppsCsv(byte[] output, List<String> query) {
    return CsvRows.read(output, query, new ProcessCsv());
  }

  /**
   * Reads {@code nvidia-smi -q -x}. The document type is passed over, entities are not expanded,
   * and nothing outside the text is read. Devices have an index when all of the host are listed.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings nvidiaSmiXml(byte[] output) {
    return NvidiaXml.read(output);
  }

  /**
   * Reads the table of {@code nvidia-smi} without arguments. Names are as it cuts them.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings nvidiaSmiTable(byte[] output) {
    return NvidiaTable.read(output);
  }

  /**
   * Reads {@code nvidia-smi -q}. Devices have an index when all of the host are listed.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings nvidiaSmiQ(byte[] output) {
    return NvidiaText.read(output);
  }

  /**
   * Reads {@code nvidia-smi pmon}: one process for each row that has one, and no device. Names are
   * as it cuts them.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings nvidiaSmiPmon(byte[] output) {
    return MonitorRows.read(output, ProcessMonitor::row);
  }

  /**
   * Reads {@code nvidia-smi dmon}: one device for each row.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings nvidiaSmiDmon(byte[] output) {
    return MonitorRows.read(output, DeviceMonitor::row);
  }

  /**
   * Reads {@code nvidia-smi -L}: devices and partitions by UUID, without readings.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings nvidiaSmiList(byte[] output) {
    return NvidiaList.read(output);
  }

  /**
   * Reads {@code rocm-smi … --json}. Warnings before the JSON are issues. A card has its unique id
   * as UUID unless another has the same. A process has a device only where there is a single card.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings rocmSmiJson(byte[] output) {
    return RocmJson.read(output);
  }

  /**
   * Reads what {@code rocm-smi} prints for people: the concise table, or lines such as {@code
   * GPU[0] : GPU use (%): 5}. The table has percentages of memory and no bytes.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings rocmSmiTable(byte[] output) {
    return RocmTable.read(output);
  }

  /**
   * Reads {@code amd-smi metric|static|list|process|partition --json}, also several one after
   * another: what they say of a device is put together.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings amdSmiJson(byte[] output) {
    return AmdJson.read(output);
  }

  /**
   * Reads the table of {@code amd-smi} without arguments. Names are as it cuts them.
   *
   * @param output its bytes, UTF-8
   */
  public static ShimReadings amdSmiTable(byte[] output) {
    return AmdTable.read(output);
  }

  /**
   * Reads {@code hl-smi -Q … -f csv}, with or without header and units. Devices are NPUs.
   *
   * @param output its bytes, UTF-8
   * @param query the columns of an output without header; when empty, and there is no header, they
   *     are {@code index,uuid,name,driver_version,memory.total,memory.used,memory.free,power.draw,
   *     power.max,temperature.aip,utilization.aip}
   */
  public static ShimReadings hlSmiCsv(byte[] output, List<String> query) {
    return CsvRows.read(output, query, new DeviceCsv("NPU", DeviceCsv.HL_QUERY));
  }
}
