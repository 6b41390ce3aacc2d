package io.allsmi.collect.remote;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessInfo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A host of this machine with two devices, read over its real script. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
abstract class WithRemoteHost {
  /** Answers each column that it is asked for by name. */
  static final String NVIDIA =
      """
      case "$1" in
        -L) echo 'GPU 0: NVIDIA H100 (UUID: GPU-a)'; echo 'GPU 1: NVIDIA H100 (UUID: GPU-b)' ;;
        --query-gpu=*)
          for i in 0 1; do
            row=''
            IFS=,
            for column in ${1#--query-gpu=}; do
              case $column in
                index) cell=$i ;;
                uuid) [ $i = 0 ] && cell=GPU-a || cell=GPU-b ;;
                name) cell='NVIDIA H100' ;;
                memory.used) cell=$((i * 1000)) ;;
                memory.total) cell=81559 ;;
                power.draw) cell=100.50 ;;
                utilization.gpu) cell=[N/A] ;;
                clocks_throttle_reasons.active) cell=0x0000000000000004 ;;
                clocks.sm) cell=1980 ;;
                ecc.errors.uncorrected.volatile.total) cell=3 ;;
                pstate) cell=P2 ;;
                clocks_event_reasons.active)
                  echo 'Field "clocks_event_reasons.active" is not a valid field to query.'
                  exit 2 ;;
                *) cell='[N/A]' ;;
              esac
              row="$row, $cell"
            done
            unset IFS
            echo "${row#, }"
          done ;;
        --query-compute-apps=*) echo "GPU-b, $PPID, 1000" ;;
      esac
      """;

  @TempDir Path folder;

  FakeHost host;

  RemoteHost reader;

  @BeforeEach
  void begin() {
    host = new FakeHost(folder);
    reader = RemoteHost.of("none", "none", host, RemoteOptions.defaults());
  }

  final RemoteHost open(FakeHost fake) {
    return open(fake, RemoteOptions.defaults());
  }

  final RemoteHost open(FakeHost fake, RemoteOptions options) {
    host = fake;
    reader = RemoteHost.of("alice@node7:22", "node7", fake, options);
    return reader;
  }

  final FakeHost nvidia(String... login) {
    return new FakeHost(folder, login).tool("nvidia-smi", NVIDIA);
  }

  @AfterEach
  void close() {
    reader.close();
    host.close();
  }

  static List<String> messages(HostSnapshot snapshot) {
    return snapshot.issues().stream().map(Issue::message).toList();
  }

  static ProcessInfo ours(HostSnapshot snapshot) {
    long pid = ProcessHandle.current().pid();
    return snapshot.processes().stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
  }
}
