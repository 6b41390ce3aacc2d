package io.allsmi.cli;

import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.core.usage.UserOrder;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which users are shown, in which order and form. */
final class UsersOptions {
  /** The forms a table can take. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description = "The form. Default: table.")
  Format format = Format.TABLE;

  @Option(
      names = "--sort",
      paramLabel = "user|vram|power|nodes|longest",
      description = "The order. Default: user.")
  UserOrder order = UserOrder.USER;

  @Option(
      names = "--group-by",
      paramLabel = "user|account|partition",
      description = "One row for each of them; the others need Slurm. Default: user.")
  UserGrouping grouping = UserGrouping.USER;

  @Option(names = "--hide-system", description = "Leave out root and service accounts.")
  boolean hideSystem;

  @Option(names = "--gpu-only", description = "Leave out users who hold no GPU.")
  boolean gpuOnly;

  @Mixin FilterOption filter = new FilterOption();

  List<UserAggregate> shown(UserAggregation usage) {
    return usage.users().stream()
        .filter(user -> !hideSystem || !user.isSystem())
        .filter(user -> !gpuOnly || user.gpus() > 0)
        .sorted(order.comparator())
        .toList();
  }
}
