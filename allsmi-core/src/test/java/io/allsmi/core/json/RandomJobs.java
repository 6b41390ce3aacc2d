package io.allsmi.core.json;

import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.slurm.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/** Lists of jobs by chance, with every component there at times and absent at times. */
final class RandomJobs {
  private static final String[] TEXTS = {
    "",
    "a",
    "null",
    "zoë",
    "日本語",
    "a \"b\" \\c/",
    "x,\"t\":1,\"timestamp\":\"y\"}",
    "0",
    "{\"jobs\":[]}"
  };

  private final Random random;

  private RandomJobs(Random random) {
    this.random = random;
  }

  static JobList of(Random random) {
    return new RandomJobs(random).list();
  }

  private JobList list() {
    return new JobList(some(3, this::job), maybe(this::time), maybe(this::text), maybe(this::text));
  }

  private JobInfo job() {
    return new JobInfo(
        random.nextInt(9000) + (random.nextBoolean() ? "_3" : ""),
        number(),
        number(),
        maybe(this::text),
        number(),
        count(),
        maybe(this::text),
        maybe(this::text),
        number(),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        JobState.values()[random.nextInt(JobState.values().length)],
        maybe(this::text),
        some(2, this::text),
        maybe(this::text),
        some(3, this::node),
        count(),
        some(2, this::grant),
        count(),
        number(),
        maybe(this::time),
        maybe(this::time),
        maybe(this::time),
        maybe(this::length),
        limit());
  }

  private JobNode node() {
    boolean known = random.nextBoolean();
    return new JobNode(text(), known, known ? some(2, this::grant) : List.of(), count(), number());
  }

  private GpuGrant grant() {
    boolean known = random.nextBoolean();
    List<Integer> indices = known ? some(3, () -> random.nextInt(16)) : List.of();
    return new GpuGrant(
        random.nextBoolean() ? "gpu" : "shard", text(), random.nextInt(9), indices, known);
  }

  private TimeLimit limit() {
    return switch (random.nextInt(3)) {
      case 0 -> TimeLimit.UNKNOWN;
      case 1 -> TimeLimit.UNLIMITED;
      default -> TimeLimit.of(length());
    };
  }

  private Duration length() {
    return Duration.ofSeconds(random.nextInt(1_000_000));
  }

  private Instant time() {
    return Instant.ofEpochMilli(1_776_688_496_000L + random.nextInt());
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private OptionalLong number() {
    return random.nextBoolean()
        ? OptionalLong.empty()
        : OptionalLong.of(random.nextLong() >>> (8 + random.nextInt(53)));
  }

  private OptionalInt count() {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(100));
  }

  private <T> Optional<T> maybe(Supplier<T> make) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(make.get());
  }

  private <T> List<T> some(int most, Supplier<T> make) {
    List<T> made = new ArrayList<>();
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      made.add(make.get());
    }
    return made;
  }
}
