package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import io.allsmi.core.internal.Utf8;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.slurm.TimeLimit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the objects of jobs. */
final class JobReader {
  private static final int MOST_NODES = 20_000;
  private static final int MOST_GRANTS = 256;
  private static final int MOST_INDICES = 65_536;
  private static final int MOST_FLAGS = 32;

  private final Shape shape =
      new Shape(
          "id",
          "raw_id",
          "array_job_id",
          "array_task",
          "het_job_id",
          "het_offset",
          "name",
          "user",
          "uid",
          "account",
          "partition",
          "qos",
          "state",
          "state_text",
          "state_flags",
          "reason",
          "nodes",
          "node_count",
          "gpus_asked",
          "cpus",
          "memory_bytes",
          "submit_time",
          "start_time",
          "end_time",
          "run_seconds",
          "time_limit_seconds",
          "unlimited");

  private final Shape node = new Shape("name", "cpus", "memory_bytes", "gpus");
  private static final int NODE_NAME = 0;
  private static final int NODE_CPUS = 1;
  private static final int NODE_MEMORY = 2;
  private static final int NODE_GPUS = 3;

  private final Shape grant = new Shape("gres", "type", "count", "indices");
  private static final int GRANT_GRES = 0;
  private static final int GRANT_TYPE = 1;
  private static final int GRANT_COUNT = 2;
  private static final int GRANT_INDICES = 3;

  /** Reads one whose object has begun; none, and a complaint, when it has no id. */
  Optional<JobInfo> read(Cells cells) throws Json.Malformed {
    JobInfo.Builder job = JobInfo.builder("");
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      if (key == Shape.OTHER) {
        cells.in.skipValue();
      } else {
        member(key, shape.name(key), job, cells);
      }
    }
    JobInfo read = job.build();
    if (read.id().isEmpty()) {
      cells.complain("expected a job with an id, got none");
      return Optional.empty();
    }
    return Optional.of(read);
  }

  private void member(int key, String name, JobInfo.Builder job, Cells cells)
      throws Json.Malformed {
    switch (name) {
      case "id" -> text(shape, key, cells).ifPresent(job::id);
      case "array_task" -> text(shape, key, cells).ifPresent(job::arrayTask);
      case "name" -> text(shape, key, cells).ifPresent(job::name);
      case "user" -> text(shape, key, cells).ifPresent(job::user);
      case "account" -> text(shape, key, cells).ifPresent(job::account);
      case "partition" -> text(shape, key, cells).ifPresent(job::partition);
      case "qos" -> text(shape, key, cells).ifPresent(job::qos);
      case "state" -> job.state(JobState.of(text(shape, key, cells).orElse("")));
      case "state_text" -> text(shape, key, cells).ifPresent(job::stateText);
      case "state_flags" -> job.stateFlags(JobsReader.texts(shape, key, MOST_FLAGS, cells));
      case "reason" -> text(shape, key, cells).ifPresent(job::reason);
      case "nodes" -> job.nodes(nodes(key, cells));
      case "gpus_asked" -> job.asked(grants(shape, key, cells));
      case "submit_time" -> time(shape, key, cells).ifPresent(job::submitTime);
      case "start_time" -> time(shape, key, cells).ifPresent(job::startTime);
      case "end_time" -> time(shape, key, cells).ifPresent(job::endTime);
      case "unlimited" -> {
        if (cells.truth(shape, key) == 1) {
          job.timeLimit(TimeLimit.UNLIMITED);
        }
      }
      default -> number(key, name, job, cells);
    }
  }

  private void number(int key, String name, JobInfo.Builder job, Cells cells)
      throws Json.Malformed {
    switch (name) {
      case "raw_id" -> whole(shape, key, cells).ifPresent(job::rawId);
      case "array_job_id" -> whole(shape, key, cells).ifPresent(job::arrayJobId);
      case "het_job_id" -> whole(shape, key, cells).ifPresent(job::hetJobId);
      case "het_offset" -> count(shape, key, cells).ifPresent(job::hetOffset);
      case "uid" -> whole(shape, key, cells).ifPresent(job::uid);
      case "node_count" -> count(shape, key, cells).ifPresent(job::nodeCount);
      case "cpus" -> count(shape, key, cells).ifPresent(job::cpus);
      case "memory_bytes" -> whole(shape, key, cells).ifPresent(job::memoryBytes);
      case "run_seconds" ->
          whole(shape, key, cells).ifPresent(s -> job.runTime(Duration.ofSeconds(s)));
      default ->
          whole(shape, key, cells)
              .ifPresent(s -> job.timeLimit(TimeLimit.of(Duration.ofSeconds(s))));
    }
  }

  private List<JobNode> nodes(int key, Cells cells) throws Json.Malformed {
    List<JobNode> nodes = new ArrayList<>();
    int leftOut = 0;
    if (cells.array(shape, key)) {
      while (cells.element("nodes: ")) {
        if (nodes.size() < MOST_NODES) {
          node(cells).ifPresent(nodes::add);
        } else {
          cells.in.skip();
          leftOut++;
        }
      }
    }
    cells.leftOut("nodes", leftOut);
    return nodes;
  }

  private Optional<JobNode> node(Cells cells) throws Json.Malformed {
    Optional<String> name = Optional.empty();
    OptionalInt cpus = OptionalInt.empty();
    OptionalLong memory = OptionalLong.empty();
    boolean gpusKnown = false;
    List<GpuGrant> gpus = List.of();
    for (int key = cells.in.member(node); key != Shape.END; key = cells.in.member(node)) {
      switch (key) {
        case NODE_NAME -> name = text(node, key, cells);
        case NODE_CPUS -> cpus = count(node, key, cells);
        case NODE_MEMORY -> memory = whole(node, key, cells);
        case NODE_GPUS -> {
          gpus = grants(node, key, cells);
          gpusKnown = true;
        }
        default -> cells.in.skipValue();
      }
    }
    if (name.isEmpty()) {
      cells.complain("nodes: expected a node with a name, got none");
      return Optional.empty();
    }
    return Optional.of(new JobNode(name.get(), gpusKnown, gpus, cpus, memory));
  }

  private List<GpuGrant> grants(Shape of, int key, Cells cells) throws Json.Malformed {
    List<GpuGrant> grants = new ArrayList<>();
    if (cells.array(of, key)) {
      while (cells.element(of.name(key) + ": ")) {
        if (grants.size() < MOST_GRANTS) {
          grants.add(grant(cells));
        } else {
          cells.in.skip();
        }
      }
    }
    return grants;
  }

  private GpuGrant grant(Cells cells) throws Json.Malformed {
    String gres = GpuGrant.GPU;
    String type = "";
    OptionalInt count = OptionalInt.empty();
    List<Integer> indices = List.of();
    boolean indicesKnown = false;
    for (int key = cells.in.member(grant); key != Shape.END; key = cells.in.member(grant)) {
      switch (key) {
        case GRANT_GRES -> gres = text(grant, key, cells).orElse(gres);
        case GRANT_TYPE -> type = text(grant, key, cells).orElse("");
        case GRANT_COUNT -> count = count(grant, key, cells);
        case GRANT_INDICES -> {
          indices = indices(cells);
          indicesKnown = true;
        }
        default -> cells.in.skipValue();
      }
    }
    return new GpuGrant(gres, type, count.orElse(indices.size()), indices, indicesKnown);
  }

  private List<Integer> indices(Cells cells) throws Json.Malformed {
    List<Integer> indices = new ArrayList<>();
    if (cells.array(grant, GRANT_INDICES)) {
      for (Kind kind = cells.in.value(); kind != Kind.END; kind = cells.in.value()) {
        long index = kind == Kind.WHOLE ? cells.in.whole() : -1;
        if (index >= 0 && index < MOST_INDICES && indices.size() < MOST_INDICES) {
          indices.add((int) index);
        } else {
          cells.in.skip();
          cells.complain("indices: expected numbers of devices, got " + kind);
        }
      }
    }
    return indices;
  }

  private static OptionalLong whole(Shape shape, int key, Cells cells) throws Json.Malformed {
    long number = cells.whole(shape, key, 0, Long.MAX_VALUE);
    return number == Cells.ABSENT ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static OptionalInt count(Shape shape, int key, Cells cells) throws Json.Malformed {
    long number = cells.whole(shape, key, 0, Integer.MAX_VALUE);
    return number == Cells.ABSENT ? OptionalInt.empty() : OptionalInt.of((int) number);
  }

  static Optional<String> text(Shape shape, int key, Cells cells) throws Json.Malformed {
    return Optional.ofNullable(cells.textOrNone(shape, key, cells.limits.textBytes()));
  }

  static Optional<Instant> time(Shape shape, int key, Cells cells) throws Json.Malformed {
    Optional<String> text = text(shape, key, cells);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text.get()));
    } catch (DateTimeException e) {
      cells.complain(
          shape.name(key) + ": expected a time in UTC, got '" + Utf8.cut(text.get(), 40) + "'");
      return Optional.empty();
    }
  }
}
