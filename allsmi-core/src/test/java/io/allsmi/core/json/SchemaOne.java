package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Schema 1 field by field: what another program finds in a line of ours. A number that is not known
 * is what that program writes for it, and the object names it in {@code unknown}.
 */
final class SchemaOne {
  private static final String TAG = "host_id:s hostname:s instance:s time:s ";

  /**
   * By section: each name and its type; whole number from 0, whole number, float, string, boolean,
   * array, object. A question mark: or null.
   */
  private static final Map<String, String> REQUIRED =
      Map.ofEntries(
          Map.entry(
              "gpus",
              TAG
                  + "ane_utilization:f detail:o device_type:s dla_utilization:f? fan_speed_rpm:u? "
                  + "frequency:u gpm_metrics:o? gpu_core_count:u? gsp_firmware_mode:u? "
                  + "gsp_firmware_version:s? name:s numa_node_id:i? nvlink_remote_devices:a "
                  + "performance_state:u? power_consumption:f temperature:u "
                  + "temperature_threshold_acoustic:u? temperature_threshold_max_operating:u? "
                  + "temperature_threshold_shutdown:u? temperature_threshold_slowdown:u? "
                  + "tensorcore_utilization:f? total_memory:u used_memory:u utilization:f uuid:s"),
          Map.entry(
              "cpus",
              TAG
                  + "apple_silicon_info:o? architecture:s base_frequency_mhz:u cache_size_mb:u "
                  + "cpu_model:s index:u max_frequency_mhz:u per_core_utilization:a "
                  + "per_socket_info:a platform_type:* power_consumption:f? socket_count:u "
                  + "temperature:u? total_cores:u total_threads:u utilization:f"),
          Map.entry(
              "memory",
              TAG
                  + "available_bytes:u buffers_bytes:u cached_bytes:u free_bytes:u index:u "
                  + "swap_free_bytes:u swap_total_bytes:u swap_used_bytes:u total_bytes:u "
                  + "used_bytes:u utilization:f"),
          Map.entry(
              "chassis",
              TAG
                  + "detail:o fan_speeds:a inlet_temperature:f? outlet_temperature:f? psu_status:a "
                  + "thermal_pressure:s? total_power_watts:f?"),
          Map.entry(
              "processes",
              "command:s cpu_percent:f cpu_time:u device_id:u device_uuid:s gpu_utilization:f "
                  + "memory_percent:f memory_rss:u memory_vms:u nice_value:i pid:u ppid:u "
                  + "priority:i process_name:s start_time:s state:s threads:u used_memory:u "
                  + "user:s uses_gpu:b"),
          Map.entry(
              "storage",
              "available_bytes:u host_id:s hostname:s index:u mount_point:s total_bytes:u"),
          Map.entry("errors", "kind:s message:s section:s"),
          Map.entry("nvlink_remote_devices", "bandwidth_mb_s:u? link_index:u remote_type:s"),
          Map.entry("per_core_utilization", "core_id:u core_type:s utilization:f"),
          Map.entry(
              "per_socket_info",
              "cores:u frequency_mhz:u socket_id:u temperature:u? threads:u utilization:f"),
          Map.entry("fan_speeds", "id:u max_rpm:u name:s speed_rpm:u"),
          Map.entry("psu_status", "id:u name:s power_watts:f? status:s"));

  private static final String APPLE =
      "ane_ops_per_second:f? e_cluster_frequency_mhz:u? e_core_count:u e_core_l2_cache_mb:u? "
          + "e_core_utilization:f gpu_core_count:u p_cluster_frequency_mhz:u? p_core_count:u "
          + "p_core_l2_cache_mb:u? p_core_utilization:f s_cluster_frequency_mhz:u? s_core_count:u "
          + "s_core_l2_cache_mb:u? s_core_utilization:f";

  private static final Set<String> MINUS_ONE =
      Set.of("ane_utilization", "power_consumption", "utilization");

  private SchemaOne() {}

  static void check(JsonNode frame) {
    assertThat(frame.get("schema").intValue()).isEqualTo(1);
    assertThat(frame.get("timestamp").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(frame.get("hostname").isTextual()).isTrue();
    sorted(frame);
    sections(frame);
    for (JsonNode gpu : frame.path("gpus")) {
      sections(gpu);
      JsonNode metrics = gpu.get("gpm_metrics");
      if (metrics.isObject()) {
        members(metrics, "memory_bandwidth_utilization:f? sm_occupancy:f?");
      }
      texts(gpu.get("detail"));
    }
    for (JsonNode cpu : frame.path("cpus")) {
      sections(cpu);
      if (cpu.get("apple_silicon_info").isObject()) {
        members(cpu.get("apple_silicon_info"), APPLE);
      }
    }
    for (JsonNode chassis : frame.path("chassis")) {
      sections(chassis);
      texts(chassis.get("detail"));
    }
  }

  private static void sections(JsonNode object) {
    REQUIRED.forEach(
        (section, required) -> object.path(section).forEach(row -> members(row, required)));
  }

  private static void texts(JsonNode detail) {
    detail.forEach(text -> assertThat(text.isTextual()).isTrue());
  }

  private static void members(JsonNode row, String required) {
    Set<String> numbers = new HashSet<>();
    for (String member : required.split(" ")) {
      String name = member.substring(0, member.indexOf(':'));
      JsonNode value = row.get(name);
      assertThat(value).as("%s in %s", name, row).isNotNull();
      boolean isNullable = member.endsWith("?");
      char type = member.charAt(name.length() + 1);
      assertThat(value.isNull() ? isNullable : is(value, type))
          .as("%s of %s", member, value)
          .isTrue();
      if (!isNullable && "uif".indexOf(type) >= 0) {
        numbers.add(name);
      }
    }
    unknown(row, numbers);
  }

  private static void unknown(JsonNode row, Set<String> numbers) {
    List<String> names = new ArrayList<>();
    row.path("unknown").forEach(name -> names.add(name.textValue()));
    assertThat(names.isEmpty()).isEqualTo(!row.has("unknown"));
    assertThat(names).isSorted().doesNotHaveDuplicates().isSubsetOf(numbers);
    boolean isGpu = row.has("ane_utilization");
    for (String name : names) {
      assertThat(row.get(name).doubleValue())
          .as(name)
          .isEqualTo(isGpu && MINUS_ONE.contains(name) ? -1 : 0);
    }
    if (isGpu && !row.get("name").textValue().contains("Apple")) {
      assertThat(names).doesNotContain("ane_utilization");
    }
  }

  private static boolean is(JsonNode value, char type) {
    return switch (type) {
      case 'u' -> value.isIntegralNumber() && value.longValue() >= 0;
      case 'i' -> value.isIntegralNumber();
      case 'f' -> value.isDouble() && Double.isFinite(value.doubleValue());
      case 's' -> value.isTextual();
      case 'b' -> value.isBoolean();
      case 'a' -> value.isArray();
      case 'o' -> value.isObject();
      default -> value.isTextual() || value.path("Other").isTextual();
    };
  }

  /** All but the jobs, which are no part of schema 1 and have an order of their own. */
  private static void sorted(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    assertThat(names).isSorted();
    for (String name : names) {
      if (!name.equals("jobs")) {
        sorted(node.get(name));
      }
    }
    if (node.isArray()) {
      node.forEach(SchemaOne::sorted);
    }
  }
}
