package io.allsmi.core.exposition;

/**
 * Pages in the layout of the widely used exporter: metadata before each device, families
 * interleaved.
 */
final class Pages {
  private Pages() {}

  static String page(int gpus, int processes) {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < gpus; i++) {
      String labels =
          "{gpu=\"NVIDIA H200\", instance=\"dgx-01\", gpu_uuid=\"GPU-"
              + i
              + "\", gpu_index=\""
              + i
              + "\"} ";
      family(page, "all_smi_gpu_utilization", labels, "" + (10 + i));
      family(page, "all_smi_gpu_memory_used_bytes", labels, "" + (1L << 34));
      family(page, "all_smi_gpu_memory_total_bytes", labels, "" + (141L << 30));
      family(page, "all_smi_gpu_power_consumption_watts", labels, "300.25");
      family(page, "all_smi_gpu_temperature_celsius", labels, "58");
    }
    for (int i = 0; i < processes; i++) {
      String labels =
          "{pid=\""
              + (1000 + i)
              + "\", name=\"python\", user=\"user"
              + i % 3
              + "\", device_id=\""
              + i % gpus
              + "\", gpu_index=\""
              + i % gpus
              + "\", device_uuid=\"GPU-"
              + i % gpus
              + "\", command=\"python -c 'print({})' \\\""
              + i
              + "\\\"\"} ";
      family(page, "all_smi_process_memory_used_bytes", labels, "" + (1L << 30) * (i + 1));
      family(page, "all_smi_process_start_time_seconds", labels, "" + 60 * (i + 1));
      family(page, "all_smi_process_cpu_percent", labels, "12.50");
    }
    String host = "{instance=\"dgx-01\", hostname=\"dgx-01\", index=\"0\"} ";
    family(page, "all_smi_memory_total_bytes", host, "1099511627776");
    family(
        page,
        "all_smi_disk_total_bytes",
        "{instance=\"dgx-01\", mount_point=\"/\", index=\"0\"} ",
        "5");
    family(
        page,
        "all_smi_cpu_utilization",
        "{cpu_model=\"EPYC\", instance=\"dgx-01\", hostname=\"dgx-01\", index=\"0\"} ",
        "3.5");
    return page.toString();
  }

  private static void family(StringBuilder page, String name, String labels, String value) {
    page.append("# HELP ").append(name).append(" text\n# TYPE ").append(name).append(" gauge\n");
    page.append(name).append(labels).append(value).append('\n');
  }
}
