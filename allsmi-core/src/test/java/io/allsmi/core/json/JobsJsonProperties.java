package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.slurm.TimeLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JobsJsonProperties {
  private final JobsReader reader = new JobsReader();

  private static byte[] json(JobList list) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JobsJson.write(list, out);
    return out.toByteArray();
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBack(@ForAll long seed) throws IOException, SnapshotFormatException {
    JobList list = list(new Random(seed));
    JobsReader.Result read = reader.read(json(list));
    assertThat(read.list()).isEqualTo(list);
    assertThat(read.issues()).isEmpty();
  }

  @Property(tries = 300)
  void damageIsNoMoreThanALoss(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] json = json(list(random));
    String likely = "{}[]\",:-0e\\ ";
    for (int i = 0; i < 4; i++) {
      json[random.nextInt(json.length)] = (byte) likely.charAt(random.nextInt(likely.length()));
    }
    try {
      JobsReader.Result read = reader.read(json);
      assertThat(read.list().jobs()).allMatch(job -> !job.id().isEmpty());
    } catch (SnapshotFormatException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }

  @Property(tries = 1)
  void whatIsNotKnownHasNoKey() throws IOException {
    JobList list =
        new JobList(
            List.of(JobInfo.builder("7").nodes(List.of(JobNode.of("n1"))).build()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(new String(json(list), StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"jobs\":[{\"id\":\"7\",\"state\":\"UNKNOWN\",\"nodes\":[{\"name\":\"n1\"}]}]}");
  }

  private static JobList list(Random random) {
    List<JobInfo> jobs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      jobs.add(job(random));
    }
    return new JobList(
        jobs, maybe(random, instant(random)), text(random, "hpc"), text(random, "down"));
  }

  private static JobInfo job(Random random) {
    JobState state = JobState.values()[random.nextInt(JobState.values().length)];
    List<JobNode> nodes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean known = random.nextBoolean();
      nodes.add(
          new JobNode(
              "n" + i, known, known ? grants(random) : List.of(), count(random), whole(random)));
    }
    return new JobInfo(
        "7602_" + random.nextInt(9),
        whole(random),
        whole(random),
        text(random, "2-5%2"),
        whole(random),
        count(random),
        text(random, "a \"b\" 日本 | \\"),
        text(random, "ann"),
        whole(random),
        text(random, "phys"),
        text(random, "gpu,debug"),
        text(random, "normal"),
        state,
        state == JobState.UNKNOWN ? text(random, "NEW") : Optional.empty(),
        random.nextBoolean() ? List.of() : List.of("COMPLETING", "REQUEUED"),
        text(random, "Resources"),
        nodes,
        count(random),
        grants(random),
        count(random),
        whole(random),
        maybe(random, instant(random)),
        maybe(random, instant(random)),
        maybe(random, instant(random)),
        maybe(random, Duration.ofSeconds(random.nextInt(1 << 30))),
        limit(random));
  }

  private static List<GpuGrant> grants(Random random) {
    List<GpuGrant> grants = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      grants.add(
          random.nextBoolean()
              ? GpuGrant.of("shard", random.nextBoolean() ? "" : "h100", random.nextInt(9))
              : GpuGrant.gpus("1g.10gb", List.of(i, i + 2)));
    }
    return grants;
  }

  private static TimeLimit limit(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> TimeLimit.UNKNOWN;
      case 1 -> TimeLimit.UNLIMITED;
      default -> TimeLimit.of(Duration.ofSeconds(random.nextInt(1 << 30)));
    };
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static Optional<String> text(Random random, String text) {
    return maybe(random, text + random.nextInt(3));
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochSecond(random.nextInt(1 << 30), random.nextInt(3) * 1_000_000L);
  }

  private static OptionalLong whole(Random random) {
    return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong() >>> 8);
  }

  private static OptionalInt count(Random random) {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(1 << 20));
  }
}
