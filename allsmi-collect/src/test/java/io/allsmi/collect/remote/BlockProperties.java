package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlockProperties {
  private static final String TICK =
      """
      noise
      #m begin

      #m units
      4096 100

      #m accounts
      /etc/passwd:root:x:0:0::/root:/bin/sh
      /etc/passwd:mira:x:1001:1001::/home/mira:/bin/sh

      #m files
      /proc/stat:cpu  10 0 10 80 0 0 0 0
      /proc/stat:cpu0 10 0 10 80 0 0 0 0
      /proc/stat:btime 1700000000
      /proc/meminfo:MemTotal:       1000 kB
      /proc/meminfo:MemAvailable:    400 kB
      /proc/uptime:1000.00 900.00
      +/proc/42/stat:42 (python) S 1 1 1 0 -1 0 0 0 0 0 5 5 0 0 20 0 3 0 100 9 7

      #m details
      /proc/42/status:Uid:\t1001\t1001\t1001\t1001
      /proc/42/cgroup:0::/user.slice

      #m gpus
      0, 10, GPU-a, NVIDIA H100, 550.1

      #m status 0
      #m end
      """;

  private static HostSnapshot snapshot(byte[] sent) throws IOException {
    return snapshot(sent, 1 << 16);
  }

  /** The answers in what is sent in pieces; nothing of the room is kept. */
  private static List<Block> blocks(byte[] sent, int limit, int piece) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Room room = new Room(8L * limit);
    BlockReader reader = new BlockReader("m", limit, Clock.systemUTC(), room, blocks::add);
    for (int at = 0; at < sent.length; at += piece) {
      reader.take(sent, at, Math.min(piece, sent.length - at));
    }
    reader.finish();
    long held = blocks.stream().mapToLong(Block::size).sum();
    assertThat(room.left()).isEqualTo(8L * limit - held);
    return blocks;
  }

  private static HostSnapshot snapshot(byte[] sent, int limit) throws IOException {
    HostFrame frame = new HostFrame("h", "a", RemoteOptions.defaults());
    NvidiaDevices devices = new NvidiaDevices();
    Block empty = new Block(Instant.EPOCH, List.of(), false);
    frame.learn(empty);
    DevicesRead read = devices.read(empty);
    for (Block block : blocks(sent, limit, Math.max(1, sent.length))) {
      frame.apply(block);
      devices.dropRejected(block);
      read = devices.read(block);
    }
    return frame.snapshot(Transport.SSH_NVIDIA_SMI, Instant.ofEpochSecond(1_700_001_000), read);
  }

  @Example
  void aWholeAnswerIsRead() throws IOException {
    HostSnapshot snapshot = snapshot(TICK.getBytes(StandardCharsets.UTF_8));
    assertThat(snapshot.processes()).hasSize(1);
    assertThat(snapshot.processes().get(0).user()).contains("mira");
    assertThat(snapshot.processes().get(0).startedAt())
        .contains(Instant.ofEpochSecond(1_700_000_001));
    assertThat(snapshot.memory().get(0).totalBytes()).hasValue(1000 << 10);
  }

  @Example
  void aProcessThatEndedBeforeItWasAskedIsNotShown() throws IOException {
    String ended = "+/proc/43/stat:43 (awk) R 1 1 1 0 -1 0 0 0 0 0 5 5 0 0 20 0 3 0 100 9 7\n";
    String sent = TICK.replace("\n#m details", ended + "\n#m details");
    assertThat(snapshot(sent.getBytes(StandardCharsets.UTF_8)).processes())
        .extracting(ProcessInfo::pid)
        .containsExactly(42);
    String old = TICK.replace("\n#m details", ended.substring(1) + "\n#m details");
    assertThat(snapshot(old.getBytes(StandardCharsets.UTF_8)).processes())
        .extracting(ProcessInfo::pid)
        .containsExactly(42, 43);
  }

  @Example
  void aSectionThatWasCutSaysSoAndItsLastLineIsDropped() throws IOException {
    String uid = "/proc/42/status:Uid:\t1001\t1001\t1001\t1001\n";
    String filler = "/proc/7/cmdline:" + "x".repeat(4000) + "\n";
    StringBuilder details = new StringBuilder(uid);
    while (details.length() < 16 << 20) {
      details.append(filler);
    }
    details.setLength((16 << 20) - 25);
    details.append("\n/proc/42/cmdline:cut off");
    String sent = TICK.replace(uid + "/proc/42/cgroup:0::/user.slice\n", details);
    HostSnapshot snapshot = snapshot(sent.getBytes(StandardCharsets.UTF_8), 64 << 20);
    assertThat(snapshot.processes().get(0).user()).contains("mira");
    assertThat(snapshot.processes().get(0).command()).doesNotContain("cut off");
    assertThat(snapshot.issues())
        .extracting(Issue::message)
        .contains(
            "processes: expected command lines of at most 16777216 bytes, got more; the rest is"
                + " left out");
  }

  @Property(tries = 500)
  void damageNeverThrowsAndNeverShowsWhatCannotBe(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] sent = TICK.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(12); i >= 0; i--) {
      sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
    }
    HostSnapshot snapshot = snapshot(Arrays.copyOf(sent, random.nextInt(sent.length + 1)));
    assertThat(snapshot.processes().size()).isLessThanOrEqualTo(2);
    snapshot.gpus().forEach(gpu -> assertThat(gpu.powerWatts()).isEmpty());
    snapshot
        .cpus()
        .forEach(cpu -> assertThat(cpu.utilizationPercent().orElse(0)).isBetween(0.0, 100.0));
  }

  @Property(tries = 300)
  void inWhateverPiecesItComesTheAnswerIsTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int piece) throws IOException {
    Random random = new Random(seed);
    byte[] sent = TICK.repeat(3).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
    }
    assertThat(told(blocks(sent, 1 << 12, piece))).isEqualTo(told(blocks(sent, 1 << 12, 1 << 16)));
  }

  private static List<String> told(List<Block> blocks) {
    return blocks.stream()
        .flatMap(block -> block.sections().stream())
        .map(section -> section.name + section.status + section.text())
        .toList();
  }

  @Property(tries = 200)
  void anyBytesAreRead(@ForAll byte[] sent) throws IOException {
    assertThat(snapshot(sent).gpus()).isEmpty();
  }

  @Example
  void anAnswerBeyondTheLimitIsCutAndTheNextOneIsWhole() throws IOException {
    String text = "#m begin\n#m files\n" + "x".repeat(5000) + "\n#m end\n#m begin\n#m end\n";
    List<Block> blocks = blocks(text.getBytes(StandardCharsets.UTF_8), 4000, 100);
    assertThat(blocks).extracting(Block::isCut).containsExactly(true, false);
  }
}
