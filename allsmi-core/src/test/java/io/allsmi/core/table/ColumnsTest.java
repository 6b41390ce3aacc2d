package io.allsmi.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static final Instant NOW = Instant.parse("2026-04-20T12:34:56Z");
  private static final long GIB = 1L << 30;

  private static final HostSnapshot HOST =
      HostSnapshot.builder("10.0.0.1:9090", NOW, HostStatus.up(Transport.HTTP))
          .hostname("dgx-01")
          .gpus(
              List.of(
                  GpuInfo.builder()
                      .index(0)
                      .uuid("GPU-0")
                      .name("NVIDIA H200")
                      .utilizationPercent(84)
                      .memoryUsedBytes(40 * GIB)
                      .memoryTotalBytes(80 * GIB)
                      .temperatureCelsius(58)
                      .powerWatts(300)
                      .powerLimitWatts(700)
                      .graphicsClockMhz(1980)
                      .build(),
                  GpuInfo.builder().build()))
          .processes(
              List.of(
                  row(7, "ann", 20).startedAt(NOW.minusSeconds(90)).cpuPercent(250).build(),
                  row(9, "ann", 20).command("=SUM(A1)").build(),
                  row(8, "", 10).command("a \u001b[2J\u202eb").build(),
                  ProcessInfo.builder(1).user("root").name("init").build()))
          .build();

  private static ProcessInfo.Builder row(int pid, String user, long gib) {
    return ProcessInfo.builder(pid)
        .user(user)
        .command("python train.py")
        .deviceUuid("GPU-0")
        .gpuMemoryBytes(gib * GIB);
  }

  private static List<UserAggregate> users() {
    return UserAggregator.aggregate(List.of(HOST)).users();
  }

  @Test
  void usersAsCsv() throws IOException {
    assertThat(csv(UserColumns.ALL, users()))
        .isEqualTo(
            """
            user,is_system,nodes,gpus,procs,vram_bytes,power_watts,longest_seconds,top_command
            ann,false,1,1,2,42949672960,240.000,90,python train.py
            root,true,1,0,1,0,0.000,,init
            (unattributed),false,1,1,1,10737418240,60.000,,a [2J\u202eb
            """);
  }

  @Test
  void usersAsText() throws IOException {
    StringBuilder out = new StringBuilder();
    TextTable.write(UserColumns.ALL, users(), out);

    assertThat(out)
        .hasToString(
            """
            USER  NODES  GPUs  PROCS      VRAM  POWER*   LONGEST  CMD (top-1 by GPU mem)
            ann       1     1      2  40.0 GiB   240 W  00:01:30  python train.py
            root      1     0      1       0 B     0 W         –  init
            ?         1     1      1  10.0 GiB  60.0 W         –  a [2Jb
            """);
  }

  @Test
  void textIsCutToTheWidth() throws IOException {
    StringBuilder out = new StringBuilder();
    TextTable.write(UserColumns.ALL, users(), 12, out);

    assertThat(out.toString().lines()).allSatisfy(l -> assertThat(CellWidth.of(l)).isEqualTo(12));
  }

  @Test
  void hostsOfAUserAsCsv() throws IOException {
    assertThat(csv(UserHostColumns.ALL, users().get(0).hosts()))
        .isEqualTo(
            """
            host,gpus,procs,vram_bytes,power_watts,longest_seconds,top_command
            dgx-01,0,2,42949672960,240.000,90,python train.py
            """);
  }

  @Test
  void processesOfAUserByMemoryThenPid() throws IOException {
    assertThat(csv(ProcessColumns.ALL, UserProcess.of(HOST, "ann")))
        .isEqualTo(
            """
            host,pid,gpu,vram_bytes,cpu_percent,run_seconds,user,command
            dgx-01,7,0,21474836480,250.0,90,ann,python train.py
            dgx-01,9,0,21474836480,,,ann,"'=SUM(A1)"
            """);
    assertThat(UserProcess.of(HOST, "?")).extracting(p -> p.process().pid()).containsExactly(8);
    assertThat(UserProcess.of(HOST, "nobody")).isEmpty();
  }

  @Test
  void allProcessesOfAHostAsReportedWithTheirGpusAndAges() {
    assertThat(UserProcess.of(HOST))
        .extracting(p -> p.process().pid(), UserProcess::gpu, UserProcess::runSeconds)
        .containsExactly(
            tuple(7, OptionalInt.of(0), OptionalLong.of(90)),
            tuple(9, OptionalInt.of(0), OptionalLong.empty()),
            tuple(8, OptionalInt.of(0), OptionalLong.empty()),
            tuple(1, OptionalInt.empty(), OptionalLong.empty()));
  }

  @Test
  void processWithoutDeviceHasDashes() {
    UserProcess init = UserProcess.of(HOST, "root").get(0);

    assertThat(Column.onScreen(ProcessColumns.ALL).stream().map(c -> c.text().apply(init)))
        .containsExactly("1", "–", "–", "–", "–", "root", "init");
  }

  @Test
  void gpusAsText() {
    assertThat(cells(0))
        .containsExactly(
            "dgx-01",
            "0",
            "NVIDIA H200",
            "84 %",
            "40.0 GiB / 80.0 GiB",
            "58 °C",
            "300 W / 700 W",
            "1980 MHz");
    assertThat(cells(1)).containsExactly("dgx-01", "1", "", "–", "–", "–", "–", "–");
  }

  @Test
  void nameAndMemoryNeverLeaveAndLongestLeavesBeforeProcs() {
    assertThat(priority("user")).isZero();
    assertThat(priority("vram_bytes")).isZero();
    assertThat(priority("longest_seconds")).isGreaterThan(priority("procs"));
  }

  @Test
  void columnsRefuseNegativeWidths() {
    assertThatThrownBy(() -> Column.words("user", "USER", -1, 0, Object::toString))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("user: expected a width and a priority of at least 0, got -1, 0");
  }

  private static int priority(String key) {
    return UserColumns.ALL.stream()
        .filter(c -> c.key().equals(key))
        .findFirst()
        .orElseThrow()
        .priority();
  }

  private static List<String> cells(int position) {
    GpuRow row = new GpuRow(HOST, HOST.gpus().get(position), position);
    return Column.onScreen(GpuColumns.ALL).stream().map(c -> c.text().apply(row)).toList();
  }

  private static <R> String csv(List<Column<R>> columns, List<R> rows) throws IOException {
    StringBuilder out = new StringBuilder();
    Csv.write(columns, rows, out);
    return out.toString();
  }
}
