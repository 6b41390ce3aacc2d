package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFinderTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String DOCKER = "0::/system.slice/docker-" + ID + ".scope\n";
  private static final String V2_JOB = "0::/system.slice/gpu07_slurmstepd.scope/job_7/step_0/";
  private static final String V1_JOB = "6:freezer:/slurm_node1/uid_1002/job_3/step_0\n";

  @TempDir Path root;
  private FakeMachine machine;
  private ProcessReader reader;
  private final List<Set<Integer>> asked = new ArrayList<>();
  private Map<Integer, String> listed = Map.of();

  @BeforeEach
  void machine() {
    machine =
        new FakeMachine(root).units().accounts("root:0", "munge:110", "alice:1001", "bob:1002");
    SystemFiles files = machine.files();
    Accounts accounts = new Accounts(files, path -> "", new Patience(Duration.ofMinutes(1)));
    reader =
        new ProcessReader(
            files,
            accounts,
            (pids, now) -> {
              asked.add(pids);
              return listed;
            },
            true,
            1000);
    machine.process(1).name("systemd").arguments("/sbin/init").parent(0).write();
  }

  private ProcessInfo read(int pid, DeviceUse... uses) throws IOException {
    return reader
        .read(
            FakeMachine.at(1000),
            ProcessScope.ALL,
            List.of(uses),
            new ProcessReader.Machine(OptionalLong.empty(), OptionalLong.empty()),
            issue -> {
              throw new AssertionError(issue.toString());
            })
        .stream()
        .filter(p -> p.pid() == pid)
        .findFirst()
        .orElseThrow();
  }

  private static DeviceUse use(int pid) {
    return new DeviceUse(
        pid, Optional.of("GPU-a"), OptionalInt.of(0), OptionalLong.of(1), OptionalDouble.empty());
  }

  private static void assertOwner(ProcessInfo process, String user, String source) {
    assertThat(process.user()).contains(user);
    assertThat(process.details().ownerSource()).contains(source);
  }

  private static void assertAccount(ProcessInfo process, String user) {
    assertThat(process.user()).contains(user);
    assertThat(process.details().ownerSource()).isEmpty();
  }

  private void docker(String labels) {
    machine.file(
        "/var/lib/docker/containers/" + ID + "/config.v2.json",
        "{\"Config\":{\"Env\":[\"TOKEN=x\"],\"Labels\":" + labels + "}}");
  }

  @Test
  void aProcessOfAPersonStaysThatPersons() throws IOException {
    machine.process(42).uid(1001).loginUid(1002).write();
    assertAccount(read(42), "alice");
  }

  @Test
  void aJobOfItsOwnUserHasItsNumberAndNoOwner() throws IOException {
    machine.process(42).uid(1002).cgroup(V1_JOB).write();
    ProcessInfo process = read(42);
    assertAccount(process, "bob");
    assertThat(process.details().jobId()).contains("3");
  }

  @Test
  void aProcessOfRootInAJobBelongsToTheUserInThePath() throws IOException {
    machine.process(42).uid(0).cgroup(V1_JOB).loginUid(1001).write();
    ProcessInfo process = read(42);
    assertOwner(process, "bob", "slurm job");
    assertThat(process.uid()).hasValue(1002);
    assertThat(process.details().jobId()).contains("3");
  }

  @Test
  void withoutAPathTheUserIsWhomSlurmStartedTheJobFor() throws IOException {
    step(900, "slurmstepd: [7.batch]", 0, V2_JOB + "slurm\n");
    machine.process(901).parent(900).uid(1001).cgroup(V2_JOB + "user/task_0\n").write();
    machine.process(902).parent(901).uid(0).cgroup(V2_JOB + "user/task_0\n").write();
    ProcessInfo process = read(902);
    assertOwner(process, "alice", "slurm job");
    assertThat(process.details().jobId()).contains("7");
  }

  private void step(int pid, String title, int uid, String cgroup) {
    machine.process(pid).name("slurmstepd").arguments(title).uid(uid).cgroup(cgroup).write();
  }

  @Test
  void aTitleIsEnoughWhereSlurmUsesNoCgroups() throws IOException {
    step(900, "slurmstepd: [12.0]", 0, "0::/\n");
    machine.process(901).parent(900).uid(1001).write();
    machine.process(902).parent(901).uid(110).write();
    assertThat(read(901).details().jobId()).contains("12");
    assertOwner(read(902), "alice", "slurm job");
  }

  @Test
  void anOrphanOfAJobKeepsItsOwner() throws IOException {
    step(900, "slurmstepd: [7.batch]", 0, V2_JOB + "slurm\n");
    machine.process(901).parent(900).uid(1001).cgroup(V2_JOB + "user/task_0\n").write();
    read(901);
    machine.process(950).parent(1).uid(0).cgroup(V2_JOB + "user/task_0\n").write();
    assertOwner(read(950), "alice", "slurm job");
  }

  @Test
  void slurmsOwnProcessStaysRoots() throws IOException {
    step(900, "slurmstepd: [7.batch]", 0, V2_JOB + "slurm\n");
    ProcessInfo process = read(900);
    assertAccount(process, "root");
    assertThat(process.details().jobId()).contains("7");
  }

  @Test
  void aTitleThatSomebodyElseGaveAProcessIsNotBelieved() throws IOException {
    step(900, "slurmstepd: [12.0]", 1002, "0::/\n");
    machine.process(901).parent(900).uid(0).write();
    ProcessInfo process = read(901);
    assertAccount(process, "root");
    assertThat(process.details().jobId()).isEmpty();
  }

  @Test
  void aJobOfRootIsRoots() throws IOException {
    step(900, "slurmstepd: [12.0]", 0, "0::/\n");
    machine.process(901).parent(900).uid(0).loginUid(1001).write();
    assertAccount(read(901), "root");
  }

  @Test
  void whoLoggedInOwnsWhatRunsAsRoot() throws IOException {
    machine.process(42).uid(0).loginUid(1001).write();
    ProcessInfo process = read(42);
    assertOwner(process, "alice", "loginuid");
    assertThat(process.uid()).hasValue(1001);
  }

  @Test
  void aDaemonThatNoLoginBeganStaysRoots() throws IOException {
    machine.process(42).uid(0).write();
    assertAccount(read(42), "root");
  }

  @Test
  void aPodBelongsToItsNamespace() throws IOException {
    docker("{\"io.kubernetes.pod.namespace\":\"ml-team\",\"ai.backend.owner\":\"i-agent\"}");
    machine.process(42).uid(0).cgroup(DOCKER).write();
    ProcessInfo process = read(42);
    assertOwner(process, "ml-team", "container label io.kubernetes.pod.namespace");
    assertThat(process.uid()).isEmpty();
    assertThat(process.details().containerId()).contains("docker://" + ID);
  }

  @Test
  void theNamespacesOfEveryClusterNameNobody() throws IOException {
    docker("{\"io.kubernetes.pod.namespace\":\"kube-system\"}");
    machine.process(42).uid(0).cgroup(DOCKER).write();
    assertAccount(read(42), "root");
  }

  @Test
  void aComposeProjectBelongsToThePersonInWhoseHomeItLies() throws IOException {
    docker(
        "{\"com.docker.compose.project\":\"x\",\"com.docker.compose.project.working_dir\":\"/home/bob/x\"}");
    machine.process(42).uid(0).cgroup(DOCKER).write();
    assertOwner(read(42), "bob", "container label com.docker.compose.project.working_dir");
  }

  @Test
  void containerdKeepsItsLabelsInAnotherPlace() throws IOException {
    machine.file(
        "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
        "{\"process\":{\"env\":[\"X=1\"]},\"annotations\":{\"io.kubernetes.cri.sandbox-namespace\":\"lab\"}}");
    machine
        .process(42)
        .cgroup("0::/kubepods.slice/x.slice/cri-containerd-" + ID + ".scope\n")
        .write();
    assertOwner(read(42), "lab", "container label io.kubernetes.cri.sandbox-namespace");
  }

  @Test
  void aLabelGoesBeforeTheAccountOfAContainer() throws IOException {
    docker("{\"io.kubernetes.pod.namespace\":\"ml-team\"}");
    machine.process(42).uid(1001).cgroup(DOCKER).write();
    assertOwner(read(42), "ml-team", "container label io.kubernetes.pod.namespace");
  }

  @Test
  void aContainerWithoutLabelsKeepsTheAccount() throws IOException {
    machine.process(42).uid(1001).cgroup(DOCKER).write();
    assertAccount(read(42), "alice");
  }

  @Test
  void theEnvironmentIsBelievedLastAndOfDeviceUsersOnly() throws IOException {
    machine
        .process(42)
        .uid(0)
        .environment("A=b", "SLURM_JOB_ID=55", "SLURM_JOB_USER=bob", "SECRET=x")
        .write();
    assertAccount(read(42), "root");
    ProcessInfo process = read(42, use(42));
    assertOwner(process, "bob", "SLURM_JOB_USER");
    assertThat(process.uid()).hasValue(1002);
    assertThat(process.details().jobId()).contains("55");
  }

  @Test
  void theEnvironmentOfAPersonNamesTheJobAndNotAnotherPerson() throws IOException {
    machine.process(42).uid(1001).environment("SLURM_JOB_ID=55", "SLURM_JOB_USER=bob").write();
    ProcessInfo process = read(42, use(42));
    assertAccount(process, "alice");
    assertThat(process.details().jobId()).contains("55");
  }

  @Test
  void aPlatformNamesTheUserOfItsSession() throws IOException {
    machine
        .process(42)
        .uid(0)
        .cgroup(DOCKER)
        .environment("BACKENDAI_USER_NAME=a", "BACKENDAI_USER_EMAIL=alice@example.org")
        .write();
    assertOwner(read(42, use(42)), "alice@example.org", "BACKENDAI_USER_EMAIL");
  }

  @Test
  void slurmsOwnListTellsTheJobOfDeviceUsersThatNothingElseTells() throws IOException {
    listed = Map.of(42, "7", 43, "8");
    machine.process(42).uid(1001).write();
    machine.process(43).uid(1001).cgroup(V1_JOB).write();
    machine.process(44).uid(1001).write();
    assertThat(read(44, use(42), use(43)).details().jobId()).isEmpty();
    assertThat(read(42, use(42), use(43)).details().jobId()).contains("7");
    assertThat(read(43, use(42), use(43)).details().jobId()).contains("3");
    assertThat(asked).as("once, and for the one that has no job").containsExactly(Set.of(42));
  }

  @Test
  void aJobThatSlurmListedIsKeptAndNotThatOfTheNextProcessOfThatNumber() throws IOException {
    listed = Map.of(42, "7");
    machine.process(42).uid(1001).write();
    read(42, use(42));
    listed = Map.of();
    assertThat(read(42, use(42)).details().jobId()).contains("7");
    machine.process(42).uid(1002).startTicks(777).write();
    assertThat(read(42, use(42)).details().jobId()).isEmpty();
  }

  @Test
  void whereNobodyUsesADeviceSlurmIsNotAsked() throws IOException {
    machine.process(42).uid(1001).write();
    read(42);
    assertThat(asked).isEmpty();
  }
}
