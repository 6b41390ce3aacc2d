package io.allsmi.core.json;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.AppleSiliconInfo.CoreCluster;
import io.allsmi.core.ChassisInfo;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.Transport;
import io.allsmi.core.VgpuInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Clusters by chance, the same for the same seed. Every component of every value is there at times
 * and absent at times, within what is believed of a reading from outside.
 */
public final class RandomClusters {
  private static final String[] TEXTS = {
    "",
    "a",
    "null",
    "NVIDIA H200",
    "zoë",
    "日本語",
    "a \"b\" \\c/",
    "x,\"t\":1,\"timestamp\":\"y\"}",
    "0",
    "😀",
    "python3 train.py --note='it works'",
    "true",
    "{\"schema\":2}",
    "é".repeat(60)
  };
  private static final int LONGEST_COMMAND = 16 << 10;
  private static final double[] REALS = {
    0, 0.1, 1, 12.5, 33.333333333333336, 99.9999, 100, 0.41999998688697815, 1e-5, 4.9e-324, 0.001
  };

  private final Random random;

  private RandomClusters(long seed) {
    random = new Random(seed);
  }

  public static ClusterSnapshot of(long seed) {
    return new RandomClusters(seed).cluster();
  }

  private ClusterSnapshot cluster() {
    List<HostSnapshot> hosts = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      hosts.add(host("host-" + i + (random.nextBoolean() ? ":9090" : "")));
    }
    return new ClusterSnapshot(
        time(),
        one(ClusterSnapshot.Source.values()),
        Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(100_000)),
        hosts,
        issues(),
        random.nextInt(3) == 0 ? Optional.of(RandomJobs.of(random)) : Optional.empty());
  }

  private HostSnapshot host(String id) {
    HostSnapshot.Builder host =
        HostSnapshot.builder(
                id,
                time(),
                new HostStatus(
                    one(HostState.values()),
                    one(Transport.values()),
                    maybe(() -> one(FailureKind.values())),
                    text(),
                    random.nextInt(3),
                    maybe(this::time)))
            .hostname(text())
            .address(text())
            .processCollection(one(ProcessCollection.values()))
            .gpus(some(3, this::gpu))
            .cpus(some(2, this::cpu))
            .memory(some(2, this::memory))
            .storage(some(2, this::disk))
            .processes(some(6, this::process))
            .issues(issues());
    int kind = random.nextInt(3);
    if (kind > 0) {
      host.chassis(kind == 1 ? ChassisInfo.NONE : chassis());
    }
    return host.build();
  }

  private List<Issue> issues() {
    return some(2, () -> new Issue(random.nextInt(3), "line 1: " + text()));
  }

  private GpuInfo gpu() {
    String name = random.nextInt(4) == 0 ? "Apple M2 Max" : text();
    return new GpuInfo(
        small(9),
        maybe(this::text),
        name,
        text(),
        percent(),
        bytes(),
        bytes(),
        celsius(),
        real(1000),
        real(1000),
        real(1000),
        megahertz(),
        small(2000),
        small(2000),
        small(15),
        small(9000),
        random.nextBoolean()
            ? TemperatureThresholds.NONE
            : new TemperatureThresholds(small(99), small(99), small(99), small(99)),
        small(6),
        small(16),
        small(8),
        small(2),
        maybe(this::text),
        some(2, () -> new NvLink(random.nextInt(18), text(), small(50_000))),
        real(1),
        real(1),
        small(40),
        engine(name),
        percent(),
        percent(),
        maybe(() -> new MigInfo(random.nextBoolean(), some(2, this::partition))),
        maybe(this::vgpu),
        detail());
  }

  /** Only Apple's devices have a neural engine that may draw nothing. */
  private OptionalDouble engine(String device) {
    return random.nextBoolean()
        ? OptionalDouble.empty()
        : OptionalDouble.of(random.nextInt(3) + (device.startsWith("Apple") ? 0 : 1));
  }

  private MigInfo.Instance partition() {
    return new MigInfo.Instance(
        random.nextInt(8),
        text(),
        text(),
        small(8),
        small(8),
        percent(),
        percent(),
        bytes(),
        bytes());
  }

  private VgpuInfo vgpu() {
    return new VgpuInfo(
        maybe(this::text),
        small(2),
        small(3),
        maybe(random::nextBoolean),
        some(
            2,
            () ->
                new VgpuInfo.Instance(
                    random.nextInt(9) - 1,
                    text(),
                    text(),
                    text(),
                    maybe(random::nextBoolean),
                    percent(),
                    percent(),
                    bytes(),
                    bytes())));
  }

  private CpuInfo cpu() {
    return new CpuInfo(
        random.nextInt(3),
        text(),
        text(),
        random.nextBoolean() ? "AppleSilicon" : text(),
        small(4),
        small(256),
        small(256),
        megahertz(),
        megahertz(),
        megahertz(),
        megahertz(),
        percent(),
        celsius(),
        real(500),
        some(
            2,
            () ->
                new CpuInfo.Socket(
                    random.nextInt(4) - 1,
                    small(64),
                    small(64),
                    percent(),
                    celsius(),
                    megahertz())),
        some(4, () -> new CpuInfo.Core(random.nextInt(99) - 1, text(), number(100))),
        maybe(() -> new AppleSiliconInfo(cores(), cores(), cores(), small(40), real(1_000_000))));
  }

  private CoreCluster cores() {
    return random.nextInt(3) == 0
        ? CoreCluster.NONE
        : new CoreCluster(small(16), percent(), megahertz(), megahertz());
  }

  private MemoryInfo memory() {
    return new MemoryInfo(
        random.nextInt(3),
        bytes(),
        bytes(),
        bytes(),
        bytes(),
        bytes(),
        bytes(),
        bytes(),
        bytes(),
        bytes(),
        percent());
  }

  private StorageInfo disk() {
    return new StorageInfo(random.nextInt(3), "/" + text(), bytes(), bytes());
  }

  private ChassisInfo chassis() {
    return new ChassisInfo(
        real(9000),
        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number(60) - 20),
        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(-1),
        maybe(this::text),
        real(900),
        real(900),
        real(900),
        some(2, () -> new ChassisInfo.Fan(random.nextInt(9) - 1, text(), small(9000), small(9000))),
        some(
            2,
            () -> new ChassisInfo.PowerSupply(random.nextInt(9) - 1, text(), text(), real(3000))),
        detail());
  }

  private ProcessInfo process() {
    return new ProcessInfo(
        random.nextInt(1 << 22),
        maybe(this::text),
        small(Integer.MAX_VALUE),
        text(),
        command(),
        maybe(this::text),
        small(8),
        bytes(),
        maybe(
            () ->
                Instant.ofEpochMilli(
                    random.nextBoolean()
                        ? random.nextInt(9999) * 1000L
                        : random.nextLong() >>> 20)),
        real(1600),
        random.nextBoolean() ? ProcessDetails.NONE : details());
  }

  /** At times as long as those of real programs are, at times the longest that is kept. */
  private String command() {
    int kind = random.nextInt(8);
    if (kind > 2) {
      return text();
    }
    String word = kind == 0 ? "日本/é " : "--option=" + random.nextInt(1000) + " ";
    int bytes = word.getBytes(StandardCharsets.UTF_8).length;
    int most = kind == 1 ? LONGEST_COMMAND : random.nextInt(LONGEST_COMMAND);
    String some = word.repeat(most / bytes);
    return kind == 1 ? some + "x".repeat(most - some.length()) : some;
  }

  private ProcessDetails details() {
    return new ProcessDetails(
        small(1 << 22),
        text(),
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt() & 0xFFFFFFF),
        bytes(),
        bytes(),
        percent(),
        percent(),
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(40) - 20),
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(200) - 100),
        small(500),
        maybe(this::text),
        maybe(this::text),
        small(8),
        small(8),
        text(),
        maybe(this::text));
  }

  private Map<String, String> detail() {
    Map<String, String> detail = new TreeMap<>();
    some(3, () -> detail.put(text(), text()));
    return detail;
  }

  private <T> List<T> some(int most, Supplier<T> make) {
    List<T> made = new ArrayList<>();
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      made.add(make.get());
    }
    return made;
  }

  private <T> Optional<T> maybe(Supplier<T> make) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(make.get());
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private String text() {
    return one(TEXTS);
  }

  private Instant time() {
    return Instant.ofEpochMilli(
        random.nextBoolean()
            ? 1_776_688_496_000L
            : 1_776_688_496_000L + random.nextInt(Integer.MAX_VALUE));
  }

  private double number(double most) {
    int kind = random.nextInt(3);
    return kind == 0
        ? Math.min(most, REALS[random.nextInt(REALS.length)])
        : kind == 1
            ? Math.round(random.nextDouble() * most * 1000) / 1000.0
            : random.nextDouble() * most;
  }

  private OptionalDouble real(double most) {
    return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number(most));
  }

  private OptionalDouble percent() {
    return real(100);
  }

  private OptionalDouble celsius() {
    return real(120);
  }

  private OptionalInt small(int most) {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(most));
  }

  /** 0 at times, as of all that may be counted. */
  private OptionalInt megahertz() {
    return random.nextInt(4) == 0 ? OptionalInt.of(0) : small(5000);
  }

  private OptionalLong bytes() {
    return random.nextBoolean()
        ? OptionalLong.empty()
        : OptionalLong.of(random.nextLong() >>> (24 + random.nextInt(39)));
  }
}
