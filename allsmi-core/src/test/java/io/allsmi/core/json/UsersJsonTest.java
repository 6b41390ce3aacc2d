package io.allsmi.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsersJsonTest {
  private static final Instant NOW = Instant.parse("2026-04-20T12:34:56.789Z");

  /** The module under test does not read the test's JSON parser by itself. */
  @BeforeAll
  static void readTheParser() {
    ModuleLayer.boot()
        .findModule("com.fasterxml.jackson.databind")
        .ifPresent(parser -> UsersJsonTest.class.getModule().addReads(parser));
  }

  private static HostSnapshot host(ProcessInfo... rows) {
    return HostSnapshot.builder("10.0.0.1:9090", NOW, HostStatus.up(Transport.HTTP))
        .hostname("gpu01")
        .address("10.0.0.1:9090")
        .gpus(
            List.of(
                GpuInfo.builder().index(0).uuid("GPU-0").powerWatts(812.345_1).build(),
                GpuInfo.builder().index(1).uuid("GPU-1").powerWatts(61.5).build(),
                GpuInfo.builder().index(2).uuid("GPU-2").build()))
        .processes(List.of(rows))
        .build();
  }

  private static ProcessInfo.Builder row(String user, int gpu) {
    return ProcessInfo.builder(7).user(user).command("run \"a\"").deviceUuid("GPU-" + gpu);
  }

  @Test
  void usersOfACluster() throws IOException {
    HostSnapshot up =
        host(
            row("ann", 0).gpuMemoryBytes(2048).startedAt(NOW.minusSeconds(60)).build(),
            row("?", 2).build());
    HostSnapshot down =
        HostSnapshot.builder(
                "10.0.0.7:9090",
                NOW,
                HostStatus.down(Transport.HTTP, FailureKind.TIMEOUT, "no answer within 5s"))
            .hostname("gpu07")
            .address("10.0.0.7:9090")
            .build();

    assertThat(write(UserAggregator.aggregate(List.of(up, down))))
        .isEqualTo(
            """
            {"schema":1,"timestamp":"2026-04-20T12:34:56Z",\
            "coverage":{"hosts":2,"reporting":1,"not_collecting":0,"undecided":0,"unreachable":1,\
            "detail":[{"host":"gpu07","address":"10.0.0.7:9090","status":"unreachable",\
            "message":"no answer within 5s"}]},\
            "unattributed_power_watts":61.5,\
            "users":[{"user":"ann","is_system":false,"nodes":1,"gpus":1,"procs":1,\
            "vram_bytes":2048,"power_watts":812.3451,"longest_seconds":60,\
            "top_command":"run \\"a\\"",\
            "hosts":[{"host":"gpu01","gpus":[0],"vram_bytes":2048,"power_watts":812.3451,\
            "procs":1,"longest_seconds":60,"top_command":"run \\"a\\""}]},\
            {"user":"?","is_system":false,"nodes":1,"gpus":1,"procs":1,\
            "vram_bytes":null,"power_watts":null,"longest_seconds":null,\
            "top_command":"run \\"a\\"",\
            "hosts":[{"host":"gpu01","gpus":[2],"vram_bytes":null,"power_watts":null,\
            "procs":1,"longest_seconds":null,"top_command":"run \\"a\\""}]}]}
            """);
  }

  @Test
  void hostileTextsStayJson() throws IOException {
    String hostile = "\u0000\"\\\u2028\ud800</script>\n漢";
    JsonNode json =
        new ObjectMapper()
            .readTree(
                write(
                    UserAggregator.aggregate(
                        List.of(host(row(hostile, 1).command(hostile).build())))));

    assertThat(json.at("/users/0/user").textValue()).isEqualTo(hostile.replace('\ud800', '\ufffd'));
    assertThat(json.at("/users/0/vram_bytes").isNull()).isTrue();
    assertThat(json.at("/unattributed_power_watts").decimalValue())
        .isEqualByComparingTo("873.8451");
  }

  @Test
  void onlyTheGivenUsersAreWritten() throws IOException {
    UserAggregation usage = UserAggregator.aggregate(List.of(host(row("ann", 0).build())));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    UsersJson.write(usage, List.of(), Instant.EPOCH, out);

    assertThat(out.toString(UTF_8))
        .contains("\"timestamp\":\"1970-01-01T00:00:00Z\"", "\"hosts\":1", "\"users\":[]");
  }

  private static String write(UserAggregation usage) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    UsersJson.write(usage, NOW, out);
    return out.toString(UTF_8);
  }
}
