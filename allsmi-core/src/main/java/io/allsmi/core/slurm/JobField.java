package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a job, by the names it has: the letter of {@code squeue -o}, the header over it, the
 * name for {@code squeue -O} and the key of {@code scontrol}.
 */
enum JobField {
  SHOWN_ID("%i", JobDraft::anyId, "JOBARRAYID"),
  RAW_ID("%A", JobDraft::anyId, "JOBID"),
  ARRAY_JOB_ID(
      "%F",
      (job, cell, line, in) -> job.arrayJobId = in.whole("ARRAY_JOB_ID", cell, line), "ARRAYJOBID"),
  ARRAY_TASK(
      "%K",
      (job, cell, line, in) -> job.arrayTask = Intake.text(cell, Caps.VALUE_BYTES), "ARRAYTASKID"),
  HET_JOB_ID(
      "",
      (job, cell, line, in) -> job.hetJobId = in.whole("HET_JOB_ID", cell, line),
      "HETJOBID",
      "PACKJOBID"),
  HET_OFFSET(
      "",
      (job, cell, line, in) -> job.hetOffset = in.count("HET_JOB_OFFSET", cell, line),
      "HETJOBOFFSET",
      "PACKJOBOFFSET"),
  NAME(
      "%j",
      (job, cell, line, in) -> job.name = Intake.named(cell, Caps.VALUE_BYTES), "NAME", "JOBNAME"),
  USER(
      "%u",
      (job, cell, line, in) -> job.user = Intake.text(cell, Caps.USER_BYTES), "USER", "USERNAME"),
  USER_AND_ID("", JobField::userAndId),
  UID("%U", (job, cell, line, in) -> job.uid = in.whole("UID", cell, line), "UID", "USERID"),
  ACCOUNT(
      "%a", (job, cell, line, in) -> job.account = Intake.text(cell, Caps.NAME_BYTES), "ACCOUNT"),
  PARTITION(
      "%P",
      (job, cell, line, in) -> job.partition = Intake.text(cell, Caps.VALUE_BYTES), "PARTITION"),
  QOS("%q", (job, cell, line, in) -> job.qos = Intake.text(cell, Caps.NAME_BYTES), "QOS"),
  STATE("%T", JobField::state, "STATE", "JOBSTATE"),
  STATE_CODE("%t", JobField::stateCode, "ST", "STATECOMPACT"),
  REASON("%r", (job, cell, line, in) -> job.reason = reason(cell), "REASON"),
  NODES_OR_REASON("%R", JobField::nodesOrReason, "NODELIST(REASON)", "REASONLIST"),
  NODES("%N", (job, cell, line, in) -> job.nodes = in.nodes(cell, line), "NODELIST"),
  NODE_COUNT(
      "%D",
      (job, cell, line, in) -> job.nodeCount = in.count("NODES", cell, line), "NODES", "NUMNODES"),
  CPUS("%C", (job, cell, line, in) -> job.cpus = in.count("CPUS", cell, line), "CPUS", "NUMCPUS"),
  TASKS(
      "", (job, cell, line, in) -> job.tasks = in.count("TASKS", cell, line), "TASKS", "NUMTASKS"),
  PER_NODE(
      "%b", (job, cell, line, in) -> job.perNode = in.devices(cell, line), "TRESPERNODE", "GRES"),
  PER_JOB("", (job, cell, line, in) -> job.perJob = in.devices(cell, line), "TRESPERJOB"),
  PER_TASK("", (job, cell, line, in) -> job.perTask = in.devices(cell, line), "TRESPERTASK"),
  TRES_REQUESTED("", JobDraft::tres, "REQTRES", "TRESREQ"),
  TRES("", JobDraft::tres, "TRES", "TRESALLOC", "ALLOCTRES"),
  SUBMIT_TIME(
      "%V",
      (job, cell, line, in) -> job.submitTime = in.moment("SUBMIT_TIME", cell, line), "SUBMITTIME"),
  START_TIME(
      "%S",
      (job, cell, line, in) -> job.startTime = in.moment("START_TIME", cell, line), "STARTTIME"),
  END_TIME(
      "%e", (job, cell, line, in) -> job.endTime = in.moment("END_TIME", cell, line), "ENDTIME"),
  TIME_LIMIT(
      "%l",
      (job, cell, line, in) -> job.timeLimit = in.limit("TIME_LIMIT", cell, line),
      "TIMELIMIT",
      "TIMELIMI"),
  RUN_TIME(
      "%M",
      (job, cell, line, in) -> job.runTime = in.period("TIME", cell, line),
      "TIME",
      "TIMEUSED",
      "RUNTIME");

  private static final Map<String, JobField> BY_NAME = new HashMap<>();

  static {
    for (JobField field : values()) {
      BY_NAME.put(field.letter, field);
      field.names.forEach(name -> BY_NAME.put(name, field));
    }
    BY_NAME.remove("");
  }

  /** Takes a cell into a job. */
  interface Setter {
    void set(JobDraft job, String cell, int line, Intake in);
  }

  private final String letter;
  private final Setter setter;
  private final List<String> names;

  JobField(String letter, Setter setter, String... names) {
    this.letter = letter;
    this.setter = setter;
    this.names = Arrays.asList(names);
  }

  void set(JobDraft job, String cell, int line, Intake in) {
    setter.set(job, cell, line, in);
  }

  /** The field of that name in any spelling; null when it is none of ours. */
  static @Nullable JobField of(String name) {
    String text = name.strip();
    if (text.startsWith("%")) {
      return BY_NAME.get("%" + text.charAt(text.length() - 1));
    }
    return BY_NAME.get(text.replaceAll("[-_ ]", "").toUpperCase(Locale.ROOT));
  }

  private static void userAndId(JobDraft job, String cell, int line, Intake in) {
    int open = cell.lastIndexOf('(');
    if (open < 0 || !cell.endsWith(")")) {
      USER.set(job, cell, line, in);
      return;
    }
    USER.set(job, cell.substring(0, open), line, in);
    UID.set(job, cell.substring(open + 1, cell.length() - 1), line, in);
  }

  private static void state(JobDraft job, String cell, int line, Intake in) {
    job.state(List.of(cell.split("[+,]", -1)));
  }

  private static void stateCode(JobDraft job, String cell, int line, Intake in) {
    if (job.state == JobState.UNKNOWN) {
      state(job, cell, line, in);
    }
  }

  private static void nodesOrReason(JobDraft job, String cell, int line, Intake in) {
    String text = cell.strip();
    if (!text.startsWith("(")) {
      NODES.set(job, cell, line, in);
    } else if (job.reason.isEmpty()) {
      int end = text.endsWith(")") ? text.length() - 1 : text.length();
      job.reason = reason(text.substring(1, end));
    }
  }

  private static Optional<String> reason(String cell) {
    return cell.strip().equalsIgnoreCase("None")
        ? Optional.empty()
        : Intake.text(cell, Caps.VALUE_BYTES);
  }
}
