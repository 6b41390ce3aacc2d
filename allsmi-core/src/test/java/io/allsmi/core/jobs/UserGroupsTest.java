package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.ofJob;
import static io.allsmi.core.jobs.Readings.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.json.UsersJson;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.UserColumns;
import io.allsmi.core.table.UserProcess;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.core.usage.UserGrouping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UserGroupsTest {
  private static final ClusterSnapshot CLUSTER =
      cluster(
              0,
              host(
                  "n1",
                  0,
                  List.of(gpu(0, 50), gpu(1, 50)),
                  ofJob(7, 1, 0, 3 * GIB),
                  ofJob(8, 2, 0, GIB),
                  row(3, 1, GIB)),
              host(
                  "n2",
                  0,
                  List.of(gpu(0, 50)),
                  ofJob(9, 1, 0, GIB),
                  ofJob(13, 2, 0, GIB),
                  ofJob(99, 3, 0, GIB)))
          .withJobs(
              JobList.of(
                  List.of(
                      job(7).account("phys").partition("gpu").build(),
                      job(8).account("root").partition("gpu").build(),
                      job(9).account("phys").partition("long").build(),
                      job(14).hetJobId(13).account("phys").build()),
                  at(0)));

  private static JobInfo.Builder job(long number) {
    return JobInfo.builder(Long.toString(number)).rawId(number);
  }

  private static List<String> rows(UserGrouping grouping) {
    return UserGroups.aggregate(CLUSTER, grouping).users().stream()
        .map(u -> u.user() + " " + u.nodes() + " " + u.gpus() + " " + u.procs())
        .toList();
  }

  @Test
  void processesAreWithTheAccountOrPartitionOfTheirJob() {
    assertThat(rows(UserGrouping.ACCOUNT))
        .containsExactly("phys 2 2 3", "root 1 1 1", "(no job) 1 1 1", "? 1 1 1");
    assertThat(rows(UserGrouping.PARTITION))
        .containsExactly("gpu 1 1 2", "long 1 1 1", "(no job) 1 1 1", "? 1 1 2");
    assertThat(rows(UserGrouping.USER)).containsExactly("ann 2 3 6");
  }

  @Test
  void tableAndJsonSayWhatTheGroupsAre() throws IOException {
    UserAggregation accounts = UserGroups.aggregate(CLUSTER, UserGrouping.ACCOUNT);
    StringBuilder csv = new StringBuilder();
    Csv.write(UserColumns.of(UserGrouping.ACCOUNT), accounts.users(), csv);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    UsersJson.write(accounts, accounts.users(), UserGrouping.ACCOUNT, at(0), json);

    assertThat(csv.toString())
        .startsWith("account,nodes,gpus,procs,vram_bytes,power_watts,longest_seconds,top_command\n")
        .contains("\nphys,2,2,3,", "\n(no job),1,1,1,", "\n(unattributed),1,1,1,");
    assertThat(json.toString(UTF_8))
        .contains("\"by\":\"account\"", "{\"account\":\"phys\",\"nodes\":2,");
  }

  @Test
  void rowsOfAGroupAreThoseThatItCounts() {
    for (UserGrouping grouping : UserGrouping.values()) {
      UserGroups groups = UserGroups.of(CLUSTER, grouping);
      for (UserAggregate group : UserGroups.aggregate(CLUSTER, grouping).users()) {
        int rows = 0;
        for (HostSnapshot host : CLUSTER.hosts()) {
          rows +=
              UserProcess.of(
                      host, row -> groups.groupOf(host.processTable(), row).equals(group.user()))
                  .size();
        }
        assertThat(rows).isEqualTo(group.procs());
      }
    }
  }

  @Test
  void holdersOfIdleGpusAreWithTheirJobs() {
    UserGroups accounts = UserGroups.of(CLUSTER, UserGrouping.ACCOUNT);
    UserGroups users = UserGroups.of(CLUSTER, UserGrouping.USER);

    assertThat(accounts.groupOf(holder(OptionalLong.of(7)))).isEqualTo("phys");
    assertThat(accounts.groupOf(holder(OptionalLong.of(99)))).isEqualTo("?");
    assertThat(accounts.groupOf(holder(OptionalLong.empty()))).isEqualTo("(no job)");
    assertThat(users.groupOf(holder(OptionalLong.of(7)))).isEqualTo("ann");
  }

  private static HeldIdleGpu.Holder holder(OptionalLong job) {
    return new HeldIdleGpu.Holder("ann", job, at(0));
  }

  @Test
  void noAccountIsASystemAccount() {
    assertThat(UserGroups.aggregate(CLUSTER, UserGrouping.ACCOUNT).users())
        .noneMatch(user -> user.isSystem());
  }

  @Test
  void groupsHaveTheMemoryAndTheDrawOfTheUsers() {
    UserAggregation users = UserAggregator.aggregate(CLUSTER.hosts());
    for (UserGrouping grouping : UserGrouping.values()) {
      UserAggregation groups = UserGroups.aggregate(CLUSTER, grouping);
      assertThat(UserAggregation.vramBytes(groups.users()))
          .isEqualTo(UserAggregation.vramBytes(users.users()));
      assertThat(UserAggregation.powerMicrowatts(groups.users()))
          .isEqualTo(UserAggregation.powerMicrowatts(users.users()));
      assertThat(groups.coverage()).isEqualTo(users.coverage());
    }
  }
}
