package io.allsmi.cli;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HttpTarget;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import java.util.List;

/** The example of the README, so that it compiles and runs. */
final class ReadmeExample {
  private ReadmeExample() {}

  static UserAggregation users(String... hosts) throws Exception {
    List<HttpTarget> targets = List.of(hosts).stream().map(HttpTarget::parse).toList();
    // README
    try (ClusterPoller poller = ClusterPoller.open(targets)) {
      UserAggregation usage = UserAggregator.aggregate(poller.readOnce().hosts());
      usage
          .users()
          .forEach(user -> System.out.println(user.user() + " holds " + user.gpus() + " GPUs"));
      // README
      return usage;
    }
  }
}
