package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.UserGroups;
import io.allsmi.core.json.UsersJson;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.TextTable;
import io.allsmi.core.table.UserColumns;
import io.allsmi.core.usage.Coverage;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Prints the users of a cluster; hosts that failed are named on the other stream. */
final class UsersReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final UsersOptions options;
  private final Console console;

  UsersReport(UsersOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** The users of a recorded moment, which a table names. */
  int printPast(ClusterSnapshot cluster) throws IOException {
    if (options.format == UsersOptions.Format.TABLE) {
      console.out().println(TIME.format(cluster.takenAt().atZone(ZoneId.systemDefault())));
    }
    return print(cluster);
  }

  /** The exit status: 1 when not a single host answered. */
  int print(ClusterSnapshot cluster) throws IOException {
    ClusterSnapshot left = options.filter.left(cluster);
    UserAggregation usage = UserGroups.aggregate(left, options.grouping);
    List<UserAggregate> users = options.shown(usage);
    BufferedOutputStream out = new BufferedOutputStream(console.out(), 1 << 16);
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    switch (options.format) {
      case JSON -> UsersJson.write(usage, users, options.grouping, cluster.takenAt(), out);
      case CSV -> Csv.write(UserColumns.of(options.grouping), users, text);
      case TABLE -> {
        text.write(summary(usage, users));
        TextTable.write(UserColumns.of(options.grouping), users, text);
      }
    }
    text.flush();
    usage.coverage().detail().forEach(this::complainOf);
    left.hosts().forEach(this::complainOfPage);
    boolean noneAnswered =
        cluster.hosts().stream().noneMatch(host -> host.status().state().countsInSums());
    return noneAnswered ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  private String summary(UserAggregation usage, List<UserAggregate> users) {
    Coverage coverage = usage.coverage();
    long vram = UserAggregation.vramBytes(users);
    long power = UserAggregation.powerMicrowatts(users);
    StringBuilder text = new StringBuilder();
    text.append(users.size()).append(' ').append(options.grouping.wireName());
    text.append(users.size() == 1 ? " · " : "s · ");
    text.append(coverage.reporting()).append(" of ").append(coverage.hosts());
    text.append(" hosts reporting · VRAM ").append(Quantity.bytes(vram));
    text.append(" · POWER* ").append(Quantity.watts(power)).append(" + ");
    text.append(Quantity.watts(usage.unattributedPowerMicrowatts())).append(" unattributed\n");
    if (coverage.isPartial()) {
      text.append("⚠ partial coverage: ").append(coverage.reporting()).append(" of ");
      text.append(coverage.hosts()).append(" nodes reporting process data\n");
    }
    return text.append('\n').toString();
  }

  private void complainOf(Coverage.HostCoverage host) {
    console.complain(name(host.address(), host.hostId()) + ": " + host.message());
  }

  private void complainOfPage(HostSnapshot host) {
    host.issues()
        .forEach(issue -> console.complain(name(host.address(), host.hostId()) + ": " + issue));
  }

  private static String name(String address, String hostId) {
    return address.isEmpty() ? hostId : address;
  }
}
