package io.allsmi.core.filter;

import static io.allsmi.core.filter.FilterSamples.GIB;
import static io.allsmi.core.filter.FilterSamples.cluster;
import static io.allsmi.core.filter.FilterSamples.down;
import static io.allsmi.core.filter.FilterSamples.filter;
import static io.allsmi.core.filter.FilterSamples.gpu;
import static io.allsmi.core.filter.FilterSamples.host;
import static io.allsmi.core.filter.FilterSamples.row;
import static io.allsmi.core.filter.FilterSamples.small;
import static io.allsmi.core.filter.FilterSamples.withJobs;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobAggregator;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.UserGroups;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.core.usage.UserGrouping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotFilterTest {
  private static ClusterSnapshot left(String text, ClusterSnapshot all) {
    return filter(text).apply(all).snapshot();
  }

  private static UserAggregation users(String text) {
    return UserAggregator.aggregate(left(text, small()).hosts());
  }

  /** {@code n1:0,1[1,3]}: a host, the numbers of its GPUs and of its processes. */
  private static List<String> shape(ClusterSnapshot cluster) {
    List<String> shape = new ArrayList<>();
    for (HostSnapshot host : cluster.hosts()) {
      List<Integer> gpus = host.gpus().stream().map(gpu -> gpu.index().orElse(-1)).toList();
      List<Integer> pids = host.processes().stream().map(ProcessInfo::pid).toList();
      shape.add((host.hostname() + gpus + pids).replace(" ", ""));
    }
    return shape;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "user==ann; n1[0,1][1,3] n3[][]",
        "user==cat; n2[0][4] n3[][]",
        "temp>80; n1[1][3] n3[][]",
        "temp<40; n1[2][] n3[][]",
        "user==ann && temp>80; n1[1][3] n3[][]",
        "user==ann && vram<15GiB; n1[0][1] n3[][]",
        "!user==ann && host==n1; n1[0,2][2,9]",
        "host==n2; n2[0][4]",
        "status==down; n3[][]",
        "status==up && index==0; n1[0][1,2] n2[0][4]",
        "containerd; n1[][9] n3[][]",
        "train-2; n1[0][2] n3[][]",
        "age>=4m; n2[0][4] n3[][]",
        "power>1kW; n3[][]",
        "mem_pct==50%; n1[0,1,2][1,2,3] n2[0][4] n3[][]"
      })
  void keepsWhatMatchesAndTheHostsThatMight(String text, String shape) {
    assertThat(String.join(" ", shape(left(text, small())))).isEqualTo(shape);
  }

  @Test
  void aHostThatMightMatchIsNoMatch() {
    FilteredSnapshot left = filter("user==ann").apply(small());
    assertThat(left.matches()).containsExactly("n1:9090");
    assertThat(filter("host==n3").apply(small()).matches()).containsExactly("n3:9090");
  }

  @Test
  void aShareOfPowerDoesNotGrowBecauseSomebodyElseIsLeftOut() {
    UserAggregate ann = users("user==ann").users().get(0);
    assertThat(ann.vramBytes()).hasValue(30 * GIB);
    assertThat(ann.powerMicrowatts()).hasValue(75_000_000 + 300_000_000);
    assertThat(ann.gpus()).isEqualTo(2);
    UserAggregate whole = UserAggregator.aggregate(small().hosts()).users().get(0);
    assertThat(ann.powerMicrowatts()).isEqualTo(whole.powerMicrowatts());
  }

  @Test
  void aShareIsTheSameAfterTwoFilters() {
    ClusterSnapshot twice = left("index==0", left("user==ann", small()));
    UserAggregation usage = UserAggregator.aggregate(twice.hosts());
    assertThat(usage.users().get(0).powerMicrowatts()).hasValue(75_000_000);
    assertThat(usage.unattributedPowerMicrowatts()).isZero();
  }

  @Test
  void powerOfAnIdleGpuThatIsLeftStaysUnattributed() {
    assertThat(users("index==2").unattributedPowerMicrowatts()).isEqualTo(300_000_000);
  }

  @Test
  void coverageCountsTheHostsThatMayHaveWhatIsAskedFor() {
    assertThat(users("user==ann").coverage().hosts()).isEqualTo(2);
    assertThat(users("user==ann").coverage().isPartial()).isTrue();
    assertThat(users("user==ann && host==n1").coverage().isPartial()).isFalse();
  }

  @Test
  void aHostThatDoesNotCollectMightHaveTheUserButNotTheHeat() {
    HostSnapshot quiet =
        host("n4")
            .processCollection(ProcessCollection.NOT_COLLECTING)
            .gpus(List.of(gpu(0, 50).build()))
            .build();
    assertThat(shape(left("user==ann", cluster(quiet)))).containsExactly("n4[][]");
    assertThat(shape(left("temp>80", cluster(quiet)))).isEmpty();
    assertThat(shape(left("temp<80", cluster(quiet)))).containsExactly("n4[0][]");
  }

  @Test
  void aHostThatMatchesWholeIsTheVerySame() {
    ClusterSnapshot all = small();
    assertThat(left("host~=n", all).hosts().get(1)).isSameAs(all.hosts().get(1));
  }

  @Test
  void aGpuWithoutANumberKeepsItsPlace() {
    List<GpuInfo> gpus = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      gpus.add(GpuInfo.builder().temperatureCelsius(50 + i * 20).build());
    }
    HostSnapshot host =
        host("n1")
            .gpus(gpus)
            .processes(
                List.of(
                    ProcessInfo.builder(7).user("ann").deviceIndex(2).gpuMemoryBytes(GIB).build()))
            .build();
    HostSnapshot left = left("temp>80", cluster(host)).hosts().get(0);
    assertThat(left.gpus()).extracting(gpu -> gpu.index().orElse(-1)).containsExactly(2);
    assertThat(UserAggregator.aggregate(List.of(left)).users().get(0).hosts().get(0).gpus())
        .containsExactly(2);
  }

  @Test
  void aReadingThatIsMissingMatchesNeitherSide() {
    HostSnapshot blind = host("n1").gpus(List.of(GpuInfo.builder().index(0).build())).build();
    for (String text : List.of("temp>0", "temp<=0", "temp==0", "temp!=0", "mem_pct<50")) {
      assertThat(shape(left(text, cluster(blind)))).isEmpty();
    }
    assertThat(shape(left("!temp>0", cluster(blind)))).containsExactly("n1[0][]");
  }

  @ParameterizedTest
  @CsvSource({
    "job==7591,1[3] 2[]",
    "job==7590,1[3] 2[]",
    "account==nlp && temp>80,1[3]",
    "state==R,1[3] 2[]",
    "job_name~=swe,1[3] 2[]",
    "user==ann && temp<50,2[]",
    "partition==long,''"
  })
  void aJobHasItsProcessesAndTheGpusItWasGiven(String text, String gpus) {
    List<String> found = new ArrayList<>();
    for (HostSnapshot host : left(text, withJobs()).hosts()) {
      for (GpuInfo gpu : host.gpus()) {
        found.add(
            gpu.index().orElse(-1)
                + host.processes().stream()
                    .filter(p -> p.deviceIndex().equals(gpu.index()))
                    .map(ProcessInfo::pid)
                    .toList()
                    .toString());
      }
    }
    assertThat(String.join(" ", found)).isEqualTo(gpus);
  }

  @ParameterizedTest
  @CsvSource({
    "user==ann,7590_1",
    "user==bob,7600",
    "temp>80,7590_1",
    "temp<40,7590_1",
    "temp<30,''",
    "train-3,7590_1",
    "partition==long,7600",
    "gpu,''",
    "age>1h,7590_1",
    "age<4m,7590_1",
    "host==n1,7590_1",
    "7600 || sweep,7590_1 7600"
  })
  void jobsAreLeftWhole(String text, String jobs) {
    JobAggregation all = JobAggregator.aggregate(withJobs());
    JobAggregation left = filter(text).apply(all);
    assertThat(String.join(" ", left.jobs().stream().map(j -> j.job().id()).toList()))
        .isEqualTo(jobs);
    assertThat(all.jobs()).containsAll(left.jobs());
  }

  @Test
  void insideAJobTheGpusThatMatchAreLeft() {
    JobUsage job = JobAggregator.aggregate(withJobs()).jobs().get(0);
    JobUsage left = filter("temp>80").within(job);
    assertThat(left.nodes().get(0).gpus()).hasSize(1);
    assertThat(left.nodes().get(0).gpus().get(0).ofJob()).hasSize(1);
    assertThat(left.gpus()).isEqualTo(job.gpus());
    assertThat(filter("pid==99").within(job).nodes().get(0).gpus()).isEmpty();
  }

  @Test
  void groupsAreOfWhatIsLeft() {
    ClusterSnapshot left = left("account==nlp", withJobs());
    UserAggregation accounts = UserGroups.aggregate(left, UserGrouping.ACCOUNT);
    assertThat(accounts.users()).extracting(UserAggregate::user).containsExactly("nlp");
  }

  @Test
  void aShareOfAGroupDoesNotGrowEither() {
    ClusterSnapshot ofAnn = left("user==ann", small());
    UserAggregation all = UserGroups.aggregate(ofAnn, UserGrouping.ACCOUNT);
    assertThat(all.users().get(0).powerMicrowatts()).hasValue(375_000_000);
  }

  @Test
  void hugeReadingsAreSharedWithoutOverflow() {
    HostSnapshot absurd =
        host("n1")
            .gpus(List.of(gpu(0, 50).powerWatts(9e12).build()))
            .processes(
                List.of(
                    row(1, "ann", 0, Long.MAX_VALUE / 2).build(),
                    row(2, "bob", 0, Long.MAX_VALUE).build(),
                    row(3, "bob", 0, Long.MAX_VALUE).build()))
            .build();
    UserAggregation usage =
        UserAggregator.aggregate(left("user==ann", cluster(absurd, down("n2"))).hosts());
    assertThat(usage.users().get(0).powerMicrowatts().orElse(-1))
        .isBetween(1L, 9_000_000_000_000_000_000L / 2);
  }
}
