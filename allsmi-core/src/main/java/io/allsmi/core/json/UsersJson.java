package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.usage.Coverage;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.core.usage.UserHostUsage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who uses a cluster, as one JSON object on one line:
 *
 * <pre>{@code
 * {"schema":1,"timestamp":"2026-04-20T12:34:56Z",
 *  "coverage":{"hosts":5,"reporting":3,"not_collecting":1,"undecided":0,"unreachable":1,
 *   "detail":[{"host":"gpu07","address":"10.0.0.7:9090","status":"unreachable","message":"no answer within 5s"}]},
 *  "unattributed_power_watts":61.5,
 *  "users":[{"user":"ann","is_system":false,"nodes":1,"gpus":2,"procs":1,"vram_bytes":2048,
 *   "power_watts":812.345,"longest_seconds":60,"top_command":"python train.py",
 *   "hosts":[{"host":"gpu01","gpus":[0,1],"vram_bytes":2048,"power_watts":812.345,"procs":1,
 *    "longest_seconds":60,"top_command":"python train.py"}]}]}
 * }</pre>
 *
 * <p>A reading that is missing is {@code null}. The unattributed group is {@code "?"}. A host is
 * named by its host name, and the address tells hosts of one name apart.
 *
 * @since 0.30.0
 */
public final class UsersJson {
  /** The version of this shape. */
  public static final int SCHEMA = 1;

  private UsersJson() {}

  /**
   * Writes all users, in their order.
   *
   * @param timestamp when the readings were put together; written in UTC to the second
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(UserAggregation usage, Instant timestamp, OutputStream out)
      throws IOException {
    write(usage, usage.users(), timestamp, out);
  }

  /**
   * Writes the given users with the coverage of a result.
   *
   * @param users the users to show, sorted and filtered
   * @param timestamp when the readings were put together; written in UTC to the second
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(
      UserAggregation usage, List<UserAggregate> users, Instant timestamp, OutputStream out)
      throws IOException {
    write(usage, users, UserGrouping.USER, timestamp, out);
  }

  /**
   * Writes the given groups with the coverage of a result. Of other groups than users the object
   * says what they are by {@code "by"} behind {@code timestamp}; each begins with its name under
   * that key, such as {@code "account"}, and has no {@code is_system}.
   *
   * @param users the groups to show, sorted and filtered
   * @param grouping what they are
   * @param timestamp when the readings were put together; written in UTC to the second
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(
      UserAggregation usage,
      List<UserAggregate> users,
      UserGrouping grouping,
      Instant timestamp,
      OutputStream out)
      throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject()
          .field("schema", SCHEMA)
          .field("timestamp", timestamp.truncatedTo(ChronoUnit.SECONDS).toString());
      if (grouping != UserGrouping.USER) {
        json.field("by", grouping.wireName());
      }
      coverage(usage.coverage(), json);
      json.watts("unattributed_power_watts", OptionalLong.of(usage.unattributedPowerMicrowatts()));
      json.name("users").beginArray();
      for (UserAggregate user : users) {
        user(user, grouping, json);
      }
      json.endArray().endObject();
    }
  }

  private static void coverage(Coverage coverage, Json.Output json) throws IOException {
    json.name("coverage")
        .beginObject()
        .field("hosts", coverage.hosts())
        .field("reporting", coverage.reporting())
        .field("not_collecting", coverage.notCollecting())
        .field("undecided", coverage.undecided())
        .field("unreachable", coverage.unreachable());
    json.name("detail").beginArray();
    for (Coverage.HostCoverage host : coverage.detail()) {
      json.beginObject()
          .field("host", host.hostname())
          .field("address", host.address())
          .field("status", host.status().wireName())
          .field("message", host.message())
          .endObject();
    }
    json.endArray().endObject();
  }

  private static void user(UserAggregate user, UserGrouping grouping, Json.Output json)
      throws IOException {
    json.beginObject().field(grouping.wireName(), user.user());
    if (grouping == UserGrouping.USER) {
      json.field("is_system", user.isSystem());
    }
    json.field("nodes", user.nodes())
        .field("gpus", user.gpus())
        .field("procs", user.procs())
        .field("vram_bytes", user.vramBytes())
        .watts("power_watts", user.powerMicrowatts())
        .field("longest_seconds", user.longestSeconds())
        .field("top_command", user.topCommand());
    json.name("hosts").beginArray();
    for (UserHostUsage host : user.hosts()) {
      host(host, json);
    }
    json.endArray().endObject();
  }

  private static void host(UserHostUsage host, Json.Output json) throws IOException {
    json.beginObject().field("host", host.hostname());
    json.name("gpus").beginArray();
    for (int gpu : host.gpus()) {
      json.value(gpu);
    }
    json.endArray()
        .field("vram_bytes", host.vramBytes())
        .watts("power_watts", host.powerMicrowatts())
        .field("procs", host.procs())
        .field("longest_seconds", host.longestSeconds())
        .field("top_command", host.topCommand())
        .endObject();
  }
}
