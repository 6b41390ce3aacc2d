package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.internal.Json;
import io.allsmi.core.shim.ShimReadings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShimJsonTest {
  /** The keys of schema 1 that every reader of it may ask for. */
  private static final List<String> GPU_KEYS =
      List.of(
          "ane_utilization",
          "detail",
          "device_type",
          "dla_utilization",
          "fan_speed_rpm",
          "frequency",
          "gpm_metrics",
          "gpu_core_count",
          "gsp_firmware_mode",
          "gsp_firmware_version",
          "host_id",
          "hostname",
          "instance",
          "name",
          "numa_node_id",
          "nvlink_remote_devices",
          "performance_state",
          "power_consumption",
          "temperature",
          "temperature_threshold_acoustic",
          "temperature_threshold_max_operating",
          "temperature_threshold_shutdown",
          "temperature_threshold_slowdown",
          "tensorcore_utilization",
          "time",
          "total_memory",
          "used_memory",
          "utilization",
          "uuid");

  private static final List<String> PROCESS_KEYS =
      List.of(
          "command",
          "cpu_percent",
          "cpu_time",
          "device_id",
          "device_uuid",
          "gpu_utilization",
          "memory_percent",
          "memory_rss",
          "memory_vms",
          "nice_value",
          "pid",
          "ppid",
          "priority",
          "process_name",
          "start_time",
          "state",
          "threads",
          "used_memory",
          "user",
          "uses_gpu");

  private static JsonNode json(ShimReadings readings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ShimJson.write(readings, out);
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n").doesNotContain("\n{");
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void everyKeyOfSchemaOneIsThereInOrderAndNullWhereNothingIsKnown() throws IOException {
    JsonNode all =
        json(
            new ShimReadings(
                List.of(GpuInfo.builder().build()),
                List.of(ProcessInfo.builder(7).build()),
                List.of()));
    JsonNode gpu = all.get("gpus").get(0);
    assertThat(keys(gpu)).containsAll(GPU_KEYS).isSorted();
    for (String key : keys(gpu)) {
      if (!List.of("detail", "device_type", "nvlink_remote_devices").contains(key)) {
        assertThat(gpu.get(key).isNull()).as(key).isTrue();
      }
    }
    JsonNode process = all.get("processes").get(0);
    assertThat(keys(process)).containsExactlyElementsOf(new TreeSet<>(PROCESS_KEYS));
    for (String key : keys(process)) {
      if (!List.of("pid", "uses_gpu").contains(key)) {
        assertThat(process.get(key).isNull()).as(key).isTrue();
      }
    }
    assertThat(keys(all)).containsExactly("gpus", "processes", "errors");
  }

  @Test
  void readingsHaveTheTypesOfSchemaOne() throws IOException {
    GpuInfo gpu =
        GpuInfo.builder()
            .index(3)
            .name("X")
            .uuid("GPU-1")
            .utilizationPercent(45)
            .powerWatts(285.5)
            .powerLimitWatts(300)
            .temperatureCelsius(44.5)
            .memoryUsedBytes(1L << 40)
            .graphicsClockMhz(1410)
            .smOccupancy(0.5)
            .nvLinks(List.of(new NvLink(0, "switch", OptionalInt.empty())))
            .detail(Map.of("b", "2", "a", "1"))
            .build();
    JsonNode written =
        json(new ShimReadings(List.of(gpu), List.of(), List.of())).get("gpus").get(0);
    assertThat(written.toString())
        .contains(
            "\"utilization\":45.0",
            "\"power_consumption\":285.5",
            "\"power_limit\":300.0",
            "\"temperature\":45,",
            "\"used_memory\":1099511627776,",
            "\"frequency\":1410,",
            "\"index\":3,",
            "\"detail\":{\"a\":\"1\",\"b\":\"2\"}",
            "\"gpm_metrics\":{\"memory_bandwidth_utilization\":null,\"sm_occupancy\":0.5}",
            "[{\"bandwidth_mb_s\":null,\"link_index\":0,\"remote_type\":\"switch\"}]");
  }

  @Test
  void partitionsAndVirtualDevicesAreKeysOfOurs() throws IOException {
    MigInfo.Instance part =
        new MigInfo.Instance(
            0,
            "MIG-1",
            "1g.5gb",
            OptionalInt.of(7),
            OptionalInt.of(0),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.of(1),
            OptionalLong.of(2));
    VgpuInfo vgpu =
        new VgpuInfo(
            Optional.of("Sriov"),
            OptionalInt.of(2),
            OptionalInt.empty(),
            Optional.of(true),
            List.of(
                new VgpuInfo.Instance(
                    4,
                    "V-1",
                    "X-8C",
                    "vm",
                    Optional.empty(),
                    OptionalDouble.of(5),
                    OptionalDouble.empty(),
                    OptionalLong.of(8),
                    OptionalLong.empty())));
    GpuInfo gpu = GpuInfo.builder().mig(new MigInfo(true, List.of(part))).vgpu(vgpu).build();
    JsonNode written =
        json(new ShimReadings(List.of(gpu), List.of(), List.of())).get("gpus").get(0);
    assertThat(written.get("mig").toString())
        .isEqualTo(
            "{\"enabled\":true,\"instances\":[{\"compute_instance_id\":0,\"gpu_instance_id\":7,"
                + "\"index\":0,\"memory_utilization\":null,\"profile\":\"1g.5gb\","
                + "\"total_memory\":2,\"used_memory\":1,\"utilization\":null,\"uuid\":\"MIG-1\"}]}");
    assertThat(keys(written.get("vgpu"))).isSorted().contains("host_mode", "instances");
    assertThat(keys(written.get("vgpu").get("instances").get(0))).isSorted();
  }

  @Test
  void whatIsKnownOfAProcessBeyondTheSchemaIsThereWhenItIsKnown() throws IOException {
    ProcessInfo process =
        ProcessInfo.builder(7)
            .user("ann")
            .uid(1001)
            .deviceIndex(0)
            .gpuMemoryBytes(5)
            .startedAt(Instant.ofEpochSecond(1_776_688_000L))
            .details(
                ProcessDetails.builder()
                    .type("C")
                    .gpuInstanceId(5)
                    .computeInstanceId(1)
                    .jobId("42")
                    .ownerSource("slurm")
                    .build())
            .build();
    JsonNode written =
        json(new ShimReadings(List.of(), List.of(process), List.of())).get("processes").get(0);
    assertThat(keys(written))
        .isSorted()
        .contains("type", "gpu_instance_id", "compute_instance_id", "job_id", "owner_source", "uid")
        .doesNotContain("host_id");
    assertThat(written.get("start_time").asText()).isEqualTo("1776688000");
    assertThat(written.get("uses_gpu").asBoolean()).isTrue();
  }

  @Test
  void theHostIsWhatTheCallerSays() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HostTag host = new HostTag("n1:9090", "n1", "2031-01-02 03:04:05");
    try (Json.Output json = new Json.Output(out)) {
      json.beginArray();
      GpuJson.write(GpuInfo.builder().build(), host, json, RequiredNumbers.orNull(json));
      ProcessJson.write(ProcessInfo.builder(1).build(), host, json, RequiredNumbers.orNull(json));
      json.endArray();
    }
    JsonNode both = new ObjectMapper().readTree(out.toByteArray());
    assertThat(both.get(0).get("host_id").asText()).isEqualTo("n1:9090");
    assertThat(both.get(0).get("hostname").asText()).isEqualTo("n1");
    assertThat(both.get(0).get("instance").asText()).isEqualTo("n1");
    assertThat(both.get(0).get("time").asText()).isEqualTo("2031-01-02 03:04:05");
    assertThat(both.get(1).get("host_id").asText()).isEqualTo("n1:9090");
    assertThat(keys(both.get(1))).isSorted();
  }

  @Test
  void complaintsHaveTheirLines() throws IOException {
    JsonNode errors =
        json(new ShimReadings(List.of(), List.of(), List.of(new Issue(3, "x: expected y, got z"))))
            .get("errors");
    assertThat(errors.toString()).isEqualTo("[{\"line\":3,\"message\":\"x: expected y, got z\"}]");
  }
}
