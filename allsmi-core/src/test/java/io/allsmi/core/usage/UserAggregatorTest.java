package io.allsmi.core.usage;

import static io.allsmi.core.usage.Clusters.GIB;
import static io.allsmi.core.usage.Clusters.NOW;
import static io.allsmi.core.usage.Clusters.gpu;
import static io.allsmi.core.usage.Clusters.host;
import static io.allsmi.core.usage.Clusters.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserAggregatorTest {
  @Test
  void noHostsMeansNoUsersAndFullCoverage() {
    UserAggregation usage = UserAggregator.aggregate(List.of());

    assertThat(usage.users()).isEmpty();
    assertThat(usage.coverage()).isEqualTo(new Coverage(0, 0, 0, 0, 0, List.of()));
    assertThat(usage.unattributedPowerMicrowatts()).isZero();
  }

  @Test
  void rootOnFiveNodesHoldsNoGpu() {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      List<ProcessInfo> rows = new ArrayList<>();
      rows.add(row(1, "root").gpuMemoryBytes(0).deviceIndex(0).build());
      if (i < 2) {
        rows.add(row(2, "root").gpuMemoryBytes(0).deviceIndex(0).build());
      }
      hosts.add(host("n" + i).gpus(List.of(gpu(0, 50))).processes(rows).build());
    }
    UserAggregate root = only(hosts);

    assertThat(root.isSystem()).isTrue();
    assertThat(List.of(root.nodes(), root.gpus(), root.procs())).containsExactly(5, 0, 7);
    assertThat(root.vramBytes()).hasValue(0);
    assertThat(root.powerMicrowatts()).hasValue(0);
    assertThat(root.hosts().get(0).gpus()).isEmpty();
    assertThat(UserAggregator.aggregate(hosts).unattributedPowerMicrowatts())
        .isEqualTo(250_000_000);
  }

  @Test
  void userOnSeveralGpusOfSeveralHosts() {
    HostSnapshot a =
        host("a")
            .hostname("dgx-01")
            .gpus(List.of(gpu(0, 300), gpu(1, 100), gpu(2, 60)))
            .processes(
                List.of(
                    row(1, "ann", 0, 20 * GIB).build(),
                    row(2, "bob", 0, 10 * GIB).build(),
                    row(1, "ann", 1, GIB).build()))
            .build();
    HostSnapshot b =
        host("b")
            .gpus(List.of(gpu(3, 40)))
            .processes(List.of(row(1, "ann", 3, GIB).build()))
            .build();
    UserAggregation usage = UserAggregator.aggregate(List.of(b, a));
    UserAggregate ann = usage.users().get(0);

    assertThat(usage.users()).extracting(UserAggregate::user).containsExactly("ann", "bob");
    assertThat(List.of(ann.nodes(), ann.gpus(), ann.procs())).containsExactly(2, 3, 2);
    assertThat(ann.vramBytes()).hasValue(22 * GIB);
    assertThat(ann.powerMicrowatts()).hasValue(340_000_000);
    assertThat(usage.users().get(1).powerMicrowatts()).hasValue(100_000_000);
    assertThat(usage.unattributedPowerMicrowatts()).isEqualTo(60_000_000);
    assertThat(ann.hosts()).extracting(UserHostUsage::hostId).containsExactly("a", "b");
    assertThat(ann.hosts().get(0).hostname()).isEqualTo("dgx-01");
    assertThat(ann.hosts())
        .extracting(UserHostUsage::gpus)
        .containsExactly(List.of(0, 1), List.of(3));
    assertThatThrownBy(() -> ann.hosts().remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void processOnTwoGpusIsOneProcess() {
    UserAggregate ann =
        only(
            List.of(
                host("a")
                    .processes(List.of(row(9, "ann", 0, 1).build(), row(9, "ann", 1, 1).build()))
                    .build()));

    assertThat(ann.procs()).isEqualTo(1);
    assertThat(ann.gpus()).isEqualTo(2);
  }

  @Test
  void samePidOnTwoHostsIsTwoProcesses() {
    List<ProcessInfo> rows = List.of(row(9, "ann", 0, 1).build());

    assertThat(
            only(List.of(host("a").processes(rows).build(), host("b").processes(rows).build()))
                .procs())
        .isEqualTo(2);
    assertThat(
            only(List.of(host("a").processes(rows).build(), host("a").processes(rows).build()))
                .nodes())
        .isEqualTo(2);
  }

  @Test
  void gpusWithoutIndexAreToldApartByPosition() {
    GpuInfo gpu = GpuInfo.builder().powerWatts(10).build();
    UserAggregate ann =
        only(
            List.of(
                host("a")
                    .gpus(List.of(gpu, gpu))
                    .processes(
                        List.of(
                            row(1, "ann").deviceIndex(0).gpuMemoryBytes(1).build(),
                            row(1, "ann").deviceIndex(1).gpuMemoryBytes(1).build()))
                    .build()));

    assertThat(ann.hosts().get(0).gpus()).containsExactly(0, 1);
    assertThat(ann.powerMicrowatts()).hasValue(20_000_000);
  }

  @Test
  void uuidDecidesBeforeTheIndex() {
    UserAggregate ann =
        only(
            List.of(
                host("a")
                    .gpus(List.of(gpu(0, 10), gpu(1, 70)))
                    .processes(List.of(row(1, "ann", 1, GIB).deviceIndex(0).build()))
                    .build()));

    assertThat(ann.hosts().get(0).gpus()).containsExactly(1);
    assertThat(ann.powerMicrowatts()).hasValue(70_000_000);
  }

  @Test
  void moreDevicesThanAMaskHoldsAreListed() {
    List<ProcessInfo> rows =
        IntStream.range(0, 200).mapToObj(i -> row(i, "ann", 199 - i, GIB).build()).toList();
    List<GpuInfo> gpus = IntStream.range(0, 200).mapToObj(i -> gpu(i, 1)).toList();
    UserAggregate ann = only(List.of(host("a").gpus(gpus).processes(rows).build()));

    assertThat(ann.hosts().get(0).gpus())
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(ann.powerMicrowatts()).hasValue(200_000_000);
  }

  @Test
  void longestIsTheOldestProcessInWholeSeconds() {
    HostSnapshot host =
        host("a")
            .processes(
                List.of(
                    row(1, "ann").startedAt(NOW.minusMillis(61_999)).build(),
                    row(2, "ann").startedAt(NOW.minusSeconds(5)).build(),
                    row(3, "bob").startedAt(NOW.plusSeconds(5)).build(),
                    row(4, "cid").build()))
            .build();
    List<UserAggregate> users = UserAggregator.aggregate(List.of(host)).users();

    assertThat(users.get(0).longestSeconds()).hasValue(61);
    assertThat(users.get(1).longestSeconds()).hasValue(0);
    assertThat(users.get(2).longestSeconds()).isEmpty();
  }

  @Test
  void instantsBeyondMillisecondsAreHarmless() {
    HostSnapshot late =
        HostSnapshot.builder("a", Instant.MAX, HostStatus.up(Transport.HTTP))
            .processes(List.of(row(1, "ann").startedAt(NOW).build()))
            .build();

    assertThat(only(List.of(late)).longestSeconds().orElseThrow()).isPositive();
  }

  @Test
  void namesThatMeanUnknownAreOneGroupAtTheEnd() {
    HostSnapshot host =
        host("a")
            .processes(
                List.of(
                    row(1, "", 0, GIB).build(),
                    row(1, "?", 0, GIB).build(),
                    row(2, "unknown", 1, GIB).build(),
                    ProcessInfo.builder(3).uid(0).build(),
                    row(4, "zed").build()))
            .build();
    List<UserAggregate> users = UserAggregator.aggregate(List.of(host)).users();
    UserAggregate unknown = users.get(1);

    assertThat(users).extracting(UserAggregate::user).containsExactly("zed", "?");
    assertThat(unknown.isUnattributed()).isTrue();
    assertThat(unknown.isSystem()).isFalse();
    assertThat(List.of(unknown.nodes(), unknown.gpus(), unknown.procs())).containsExactly(1, 2, 3);
    assertThat(unknown.vramBytes()).hasValue(3 * GIB);
  }

  @Test
  void numberOfAnAccountDecidesWhetherItIsASystemAccount() {
    HostSnapshot host =
        host("a")
            .processes(List.of(row(1, "nginx").uid(1005).build(), row(2, "robot").uid(990).build()))
            .build();

    assertThat(UserAggregator.aggregate(List.of(host)).users())
        .extracting(UserAggregate::isSystem)
        .containsExactly(false, true);
  }

  @Test
  void coverageNamesEveryHostThatIsNotPlainlyReporting() {
    List<ProcessInfo> rows = List.of(row(1, "ann", 0, GIB).build());
    List<HostSnapshot> hosts =
        List.of(
            host("down", Clusters.status(HostState.DOWN, "no answer within 5s")).build(),
            host("rows").processes(rows).build(),
            host("idle").processCollection(ProcessCollection.COLLECTING).build(),
            host("off").processCollection(ProcessCollection.NOT_COLLECTING).build(),
            host("amd").build(),
            host("late", Clusters.status(HostState.LATE, "slow")).processes(rows).build(),
            host("stale", Clusters.status(HostState.STALE, "")).processes(rows).build(),
            host("new", HostStatus.pending(Transport.HTTP)).build());
    UserAggregation usage = UserAggregator.aggregate(hosts);
    Coverage coverage = usage.coverage();

    assertThat(coverage.detail())
        .extracting(
            Coverage.HostCoverage::hostId,
            Coverage.HostCoverage::status,
            Coverage.HostCoverage::message)
        .containsExactly(
            tuple("down", Coverage.Status.UNREACHABLE, "no answer within 5s"),
            tuple("off", Coverage.Status.NOT_COLLECTING, "does not collect processes"),
            tuple(
                "amd",
                Coverage.Status.UNDECIDED,
                "sent no process; whether it collects them cannot be told"),
            tuple("stale", Coverage.Status.UNREACHABLE, "timeout"),
            tuple("new", Coverage.Status.UNREACHABLE, "not asked yet"));
    assertThat(coverage).isEqualTo(new Coverage(8, 4, 1, 1, 3, coverage.detail()));
    assertThat(coverage.isPartial()).isTrue();
    assertThat(usage.users().get(0).nodes()).isEqualTo(2);
  }

  @Test
  void undecidedHostAloneIsNotPartial() {
    assertThat(UserAggregator.aggregate(List.of(host("amd").build())).coverage().isPartial())
        .isFalse();
  }

  @Test
  void everyOrderBreaksTiesByName() {
    HostSnapshot host =
        host("a")
            .processes(
                List.of(
                    row(1, "zed", 0, 1).build(),
                    row(2, "ann", 0, 1).build(),
                    row(3, "", 0, 1).build(),
                    row(4, "max", 0, 2).build()))
            .build();
    List<UserAggregate> users = UserAggregator.aggregate(List.of(host)).users();

    assertThat(sorted(users, UserOrder.USER)).containsExactly("ann", "max", "zed", "?");
    assertThat(sorted(users, UserOrder.VRAM)).containsExactly("max", "?", "ann", "zed");
    for (UserOrder order : List.of(UserOrder.POWER, UserOrder.NODES, UserOrder.LONGEST)) {
      assertThat(sorted(users, order)).containsExactly("?", "ann", "max", "zed");
    }
  }

  @Test
  void powerIsAbsentWhereNoGpuOfTheUserReportsIt() {
    GpuInfo silent = GpuInfo.builder().index(0).uuid("GPU-0").build();
    UserAggregate ann =
        only(
            List.of(
                host("a")
                    .gpus(List.of(silent))
                    .processes(List.of(row(1, "ann", 0, GIB).build()))
                    .build()));

    assertThat(ann.powerMicrowatts()).isEmpty();
    assertThat(ann.vramBytes()).hasValue(GIB);
  }

  @Test
  void memoryAndPowerAreAbsentWhereNoRowReportsMemory() {
    List<HostSnapshot> hosts =
        List.of(
            host("a")
                .gpus(List.of(gpu(0, 80)))
                .processes(List.of(row(1, "ann").deviceUuid("GPU-0").build()))
                .build());
    UserAggregate ann = only(hosts);

    assertThat(ann.gpus()).isEqualTo(1);
    assertThat(ann.vramBytes()).isEmpty();
    assertThat(ann.powerMicrowatts()).isEmpty();
    assertThat(UserAggregator.aggregate(hosts).unattributedPowerMicrowatts()).isEqualTo(80_000_000);
  }

  @Test
  void restOfTheDivisionGoesToTheFirstOfEqualUsers() {
    HostSnapshot host =
        host("a")
            .gpus(List.of(gpu(0, 0.000_002)))
            .processes(
                List.of(
                    row(3, "", 0, 1).build(),
                    row(1, "cid", 0, 1).build(),
                    row(2, "bob", 0, 1).build()))
            .build();

    assertThat(UserAggregator.aggregate(List.of(host)).users())
        .extracting(u -> u.powerMicrowatts().orElseThrow())
        .containsExactly(2L, 0L, 0L);
  }

  @Test
  void topCommandIsMostMemoryThenMostCpuThenOldest() {
    ProcessInfo young = row(1, "ann").cpuPercent(9).startedAt(NOW).build();
    ProcessInfo old = row(2, "ann").cpuPercent(9).startedAt(NOW.minusSeconds(9)).build();
    ProcessInfo busy = row(3, "ann").cpuPercent(10).build();
    ProcessInfo big = row(4, "ann", 0, 1).build();

    assertThat(top(young, old)).isEqualTo("cmd-2");
    assertThat(top(old, busy, young)).isEqualTo("cmd-3");
    assertThat(top(old, busy, big, young)).isEqualTo("cmd-4");
    assertThat(top(row(5, "ann").command("").build())).isEmpty();
  }

  @Test
  void absurdReadingsStayAtTheLargestNumber() {
    HostSnapshot host =
        host("a")
            .gpus(List.of(gpu(0, 1e299), gpu(1, 1e299)))
            .processes(
                List.of(
                    row(1, "ann", 0, Long.MAX_VALUE).build(),
                    row(2, "ann", 1, Long.MAX_VALUE).build(),
                    row(3, "bob", 1, Long.MAX_VALUE).build()))
            .build();
    UserAggregate ann = UserAggregator.aggregate(List.of(host)).users().get(0);

    assertThat(ann.vramBytes()).hasValue(Long.MAX_VALUE);
    assertThat(ann.powerMicrowatts()).hasValue(Long.MAX_VALUE);
  }

  @Test
  void aSnapshotMadeOfAnotherIsCountedAnew() {
    HostSnapshot first =
        host("a")
            .gpus(List.of(gpu(0, 300), gpu(1, 100)))
            .processes(List.of(row(1, "ann", 0, GIB).build(), row(2, "bob", 1, GIB).build()))
            .build();
    HostSnapshot drawsMore = first.toBuilder().gpus(List.of(gpu(0, 500), gpu(1, 100))).build();
    HostSnapshot lostOne = first.toBuilder().gpus(List.of(gpu(1, 100))).build();
    HostSnapshot other = host("b").gpus(first.gpus()).processes(drawsMore.processes()).build();

    assertThat(shares(drawsMore)).containsExactly("ann 500000000", "bob 100000000");
    assertThat(shares(lostOne)).containsExactly("ann none", "bob 100000000");
    assertThat(shares(other)).containsExactly("ann 300000000", "bob 100000000");
    assertThat(shares(first)).containsExactly("ann 300000000", "bob 100000000");
  }

  private static List<String> shares(HostSnapshot host) {
    return UserAggregator.aggregate(List.of(host)).users().stream()
        .map(
            user ->
                user.user()
                    + " "
                    + (user.powerMicrowatts().isPresent()
                        ? user.powerMicrowatts().getAsLong()
                        : "none"))
        .toList();
  }

  @Test
  void hostsWithTheSameIdComeInOneOrderWhateverTheirPlaces() {
    List<ProcessInfo> rows = List.of(row(9, "ann", 0, GIB).build());
    HostSnapshot one = host("a").hostname("one").processes(rows).build();
    HostSnapshot two = host("a").hostname("two").processes(rows).build();

    assertThat(only(List.of(one, two))).isEqualTo(only(List.of(two, one)));
    assertThat(only(List.of(two, one)).hosts())
        .extracting(UserHostUsage::hostname)
        .containsExactly("one", "two");
  }

  private static String top(ProcessInfo... rows) {
    return only(List.of(host("a").processes(List.of(rows)).build())).topCommand();
  }

  private static List<String> sorted(List<UserAggregate> users, UserOrder order) {
    return users.stream().sorted(order.comparator()).map(UserAggregate::user).toList();
  }

  private static UserAggregate only(List<HostSnapshot> hosts) {
    List<UserAggregate> users = UserAggregator.aggregate(hosts).users();
    assertThat(users).hasSize(1);
    return users.get(0);
  }
}
