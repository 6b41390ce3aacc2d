package io.allsmi.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UserAggregatorProperties {
  @Property(tries = 400)
  void agreesWithThePlainRules(@ForAll long seed, @ForAll boolean hostile) {
    List<HostSnapshot> hosts = Clusters.random(seed, hostile);

    assertThat(UserAggregatorOracle.describe(UserAggregator.aggregate(hosts)))
        .isEqualTo(UserAggregatorOracle.describe(hosts));
  }

  @Property(tries = 200)
  void usersHaveTheMemoryOfTheRows(@ForAll long seed) {
    List<HostSnapshot> hosts = Clusters.random(seed, false);
    long rows =
        counted(hosts).stream()
            .flatMap(h -> h.processes().stream())
            .mapToLong(p -> p.gpuMemoryBytes().orElse(0))
            .sum();

    assertThat(sum(UserAggregator.aggregate(hosts).users(), UserAggregate::vramBytes))
        .isEqualTo(rows);
  }

  @Property(tries = 200)
  void powerOfUsersAndUnattributedIsTheDrawToTheMicrowatt(@ForAll long seed) {
    List<HostSnapshot> hosts = Clusters.random(seed, false);
    long draw =
        counted(hosts).stream()
            .flatMap(h -> h.gpus().stream())
            .mapToLong(UserAggregatorProperties::micros)
            .sum();
    UserAggregation usage = UserAggregator.aggregate(hosts);

    assertThat(
            sum(usage.users(), UserAggregate::powerMicrowatts)
                + usage.unattributedPowerMicrowatts())
        .isEqualTo(draw);
  }

  @Property(tries = 200)
  void partsAddUpToTheUser(@ForAll long seed) {
    for (UserAggregate user : UserAggregator.aggregate(Clusters.random(seed, false)).users()) {
      List<UserHostUsage> parts = user.hosts();
      assertThat(parts).hasSize(user.nodes());
      assertThat(sum(parts, UserHostUsage::vramBytes)).isEqualTo(user.vramBytes().orElse(0));
      assertThat(sum(parts, UserHostUsage::powerMicrowatts))
          .isEqualTo(user.powerMicrowatts().orElse(0));
      assertThat(parts.stream().mapToInt(UserHostUsage::procs).sum()).isEqualTo(user.procs());
      assertThat(parts.stream().mapToInt(p -> p.gpus().size()).sum()).isEqualTo(user.gpus());
      assertThat(parts).extracting(UserHostUsage::hostId).isSorted();
      assertThat(parts).allSatisfy(p -> assertThat(p.gpus()).isSorted());
    }
  }

  @Property(tries = 200)
  void orderOfHostsAndRowsChangesNothing(@ForAll long seed, @ForAll boolean hostile) {
    List<HostSnapshot> hosts = Clusters.random(seed, hostile);
    Random random = new Random(seed);
    List<HostSnapshot> shuffled = new ArrayList<>();
    for (HostSnapshot host : hosts) {
      List<ProcessInfo> rows = new ArrayList<>(host.processes());
      Collections.shuffle(rows, random);
      shuffled.add(host.toBuilder().processes(rows).build());
    }
    Collections.shuffle(shuffled, random);
    UserAggregation usage = UserAggregator.aggregate(hosts);
    UserAggregation again = UserAggregator.aggregate(shuffled);

    assertThat(again.users()).isEqualTo(usage.users());
    assertThat(again.users()).hasSameHashCodeAs(usage.users());
    assertThat(again.unattributedPowerMicrowatts()).isEqualTo(usage.unattributedPowerMicrowatts());
  }

  @Property(tries = 200)
  void nothingIsNegative(@ForAll long seed) {
    UserAggregation usage = UserAggregator.aggregate(Clusters.random(seed, true));

    assertThat(usage.unattributedPowerMicrowatts()).isNotNegative();
    for (UserAggregate user : usage.users()) {
      assertThat(user.vramBytes().orElse(0)).isNotNegative();
      assertThat(user.powerMicrowatts().orElse(0)).isNotNegative();
      assertThat(user.longestSeconds().orElse(0)).isNotNegative();
      assertThat(user.hosts())
          .allSatisfy(
              part -> {
                assertThat(part.vramBytes().orElse(0)).isNotNegative();
                assertThat(part.powerMicrowatts().orElse(0)).isNotNegative();
              });
    }
  }

  private static List<HostSnapshot> counted(List<HostSnapshot> hosts) {
    return hosts.stream().filter(h -> h.status().state().countsInSums()).toList();
  }

  private static long micros(GpuInfo gpu) {
    return Math.round(gpu.powerWatts().orElse(0) * 1e6);
  }

  private static <T> long sum(List<T> values, Function<T, OptionalLong> reading) {
    return values.stream().mapToLong(v -> reading.apply(v).orElse(0)).sum();
  }
}
