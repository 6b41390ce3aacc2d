package io.allsmi.core.json;

import io.allsmi.core.Issue;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import io.allsmi.core.internal.Texts;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the object that {@link JobsJson} writes: the value it was made of comes back, but that
 * texts are printable and within {@link LineLimits}. Members that are not known are passed over; a
 * job without an id, and a reading that is none, are left out and complained of. There may be
 * 50,000 jobs and 20,000 nodes of each. It is for one thread at a time.
 *
 * @since 0.30.0
 */
public final class JobsReader {
  private static final int MOST_JOBS = 50_000;

  private final Texts texts = new Texts();
  private final JobReader jobs = new JobReader();
  private final Shape shape = new Shape("read_at", "cluster", "problem", "jobs");
  private static final int READ_AT = 0;
  private static final int CLUSTER = 1;
  private static final int PROBLEM = 2;
  private static final int JOBS = 3;

  /** Makes one. */
  public JobsReader() {}

  /**
   * What a text says.
   *
   * @param list the jobs
   * @param issues what could not be used; at most 100, and a count of the others
   */
  public record Result(JobList list, List<Issue> issues) {
    /** Copies the list. */
    public Result {
      issues = List.copyOf(issues);
    }
  }

  /**
   * Reads one object.
   *
   * @param json UTF-8; not kept
   * @throws SnapshotFormatException when it is no JSON object
   */
  public Result read(byte[] json) throws SnapshotFormatException {
    Json.Line in = new Json.Line(json, 0, json.length);
    Complaints complaints = new Complaints(Caps.ISSUES);
    try {
      SnapshotReader.beginObject(in);
      Cells cells = new Cells(in, texts, LineLimits.defaults());
      JobList list = read(cells);
      SnapshotReader.endLine(in);
      cells.give(complaints);
      return new Result(list, complaints.all());
    } catch (Json.Malformed e) {
      throw SnapshotReader.noJson(e);
    }
  }

  /** Reads one whose object has begun. */
  JobList read(Cells cells) throws Json.Malformed {
    cells.begin("jobs");
    Optional<Instant> readAt = Optional.empty();
    Optional<String> cluster = Optional.empty();
    Optional<String> problem = Optional.empty();
    List<JobInfo> list = List.of();
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      switch (key) {
        case READ_AT -> readAt = JobReader.time(shape, key, cells);
        case CLUSTER -> cluster = JobReader.text(shape, key, cells);
        case PROBLEM -> problem = JobReader.text(shape, key, cells);
        case JOBS -> list = jobs(key, cells);
        default -> cells.in.skipValue();
      }
    }
    return new JobList(list, readAt, cluster, problem);
  }

  private List<JobInfo> jobs(int key, Cells cells) throws Json.Malformed {
    List<JobInfo> list = new ArrayList<>();
    int leftOut = 0;
    if (cells.array(shape, key)) {
      while (cells.element("")) {
        if (list.size() < MOST_JOBS) {
          jobs.read(cells).ifPresent(list::add);
        } else {
          cells.in.skip();
          leftOut++;
        }
      }
    }
    cells.leftOut("list", leftOut);
    return list;
  }

  /** The texts of an array. */
  static List<String> texts(Shape shape, int key, int most, Cells cells) throws Json.Malformed {
    List<String> list = new ArrayList<>();
    if (cells.array(shape, key)) {
      for (Kind kind = cells.in.value(); kind != Kind.END; kind = cells.in.value()) {
        String text = cells.elementText(kind, shape.name(key), Cells.WORD_BYTES);
        if (text != null && list.size() < most) {
          list.add(text);
        }
      }
    }
    return list;
  }
}
