package io.allsmi.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertLevel;
import io.allsmi.core.alert.AlertRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
  private static Alert alert(String host, OptionalInt gpu) {
    return new Alert(
        Instant.parse("2026-11-20T05:32:07.4Z"),
        "10.0.0.1:9090",
        host,
        gpu,
        0,
        AlertRule.TEMPERATURE,
        AlertLevel.OK,
        AlertLevel.WARN,
        82,
        80,
        Optional.empty(),
        List.of("mira", "\u001b[31mred"));
  }

  private static String json(Alert alert, ZoneId zone) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AlertJson.write(alert, zone, out);
    return out.toString(UTF_8);
  }

  @Test
  void fieldsAreThoseOfTheRustToolInItsOrderAndThenOurs() throws IOException {
    assertThat(json(alert("node-0199", OptionalInt.of(2)), ZoneOffset.ofHours(9)))
        .isEqualTo(
            "{\"timestamp\":\"2026-11-20T14:32:07.400+09:00\",\"host\":\"node-0199\","
                + "\"gpu_index\":2,\"rule\":\"temperature\",\"from\":\"ok\",\"to\":\"warn\","
                + "\"value\":82.0,\"threshold\":80.0,\"users\":[\"mira\",\"[31mred\"]}\n");
  }

  @Test
  void gpuWithoutANumberIsNull() throws IOException {
    assertThat(json(alert("h", OptionalInt.empty()), ZoneOffset.UTC))
        .contains("T05:32:07.400+00:00\"", "\"gpu_index\":null");
  }

  @Test
  void namesFromOutsideStayOnOneLine() throws IOException {
    assertThat(json(alert("a\nb\u0007", OptionalInt.empty()), ZoneOffset.UTC))
        .hasLineCount(1)
        .contains("\"host\":\"a b\"");
  }
}
