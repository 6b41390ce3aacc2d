package io.allsmi.collect.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ssh.Keygen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several programs that add to one file. */
class KnownHostsProcessTest {
  private static final int COUNT = 40;

  @TempDir Path folder;

  private Process start(Path file, String name, String key) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), AddsHosts.class.getName()));
    command.addAll(List.of(file.toString(), name, Integer.toString(COUNT)));
    command.addAll(List.of(key.split(" ", -1)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .start();
  }

  @Test
  void twoProgramsLoseNoHost() throws Exception {
    String key = Keygen.publicLine(Keygen.key(folder, "key", "ed25519"));
    Path file = folder.resolve("known_hosts");
    List<Process> processes = List.of(start(file, "a", key), start(file, "b", key));
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as(Files.readString(folder.resolve("a.out")) + Files.readString(folder.resolve("b.out")))
          .isZero();
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2 * COUNT).allMatch(line -> line.endsWith(key));
    TreeSet<String> names = new TreeSet<>();
    lines.forEach(line -> names.add(line.substring(0, line.indexOf(' '))));
    assertThat(names).hasSize(2 * COUNT);
  }
}
