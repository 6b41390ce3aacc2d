package io.allsmi.core.slurm;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the commands of Slurm print. Every method takes the whole output, never throws on any
 * input, and leaves out what it cannot believe: a field costs itself, a row without a number or a
 * name itself, and each is in {@link SlurmReadings#issues()}. What Slurm does not know ({@code
 * (null)}, {@code N/A}, {@code Unknown} and their like) is absent and no issue. An output that is a
 * message of failure is {@link SlurmReadings#error()}.
 *
 * <pre>{@code
 * SlurmReadings<JobInfo> rows = SlurmParsers.squeue(squeue, List.of(), ZoneOffset.UTC);
 * SlurmReadings<JobInfo> details = SlurmParsers.scontrolJob(scontrol, ZoneOffset.UTC);
 * List<JobInfo> jobs = SlurmParsers.merge(rows.values(), details.values());
 * }</pre>
 *
 * <p>Texts of Slurm carry local times of the machine that ran the command: the zone says where that
 * is. Under {@link #ENVIRONMENT} they are seconds since the epoch, and the zone does not matter. An
 * output is read up to 64 MiB and 50,000 rows; a job has up to 20,000 nodes and all jobs together
 * 500,000 that are listed.
 *
 * @since 0.30.0
 */
public final class SlurmParsers {
  /** Between two columns: U+001F, which nothing but a job's name can hold. */
  static final String SEPARATOR = "\u001f";

  /**
   * What to ask {@code squeue -o} for. The letters are those that every release has; between them
   * is U+001F, which nothing but a job's name can hold, and the name is last, so that bars, tabs,
   * line ends and U+001F itself stay in it. Letters and not {@code -O}: that cuts each field at a
   * width. With the header (no {@code -h}) columns are found by name.
   */
  public static final String SQUEUE_FORMAT =
      String.join(
          SEPARATOR, "%i %A %F %K %u %U %a %P %q %T %r %D %C %b %N %V %S %e %l %M %j".split(" "));

  /**
   * The environment to run the commands in: times as seconds since the epoch, and the tasks of
   * arrays uncut.
   */
  public static final Map<String, String> ENVIRONMENT =
      Map.of("SLURM_TIME_FORMAT", "%s", "SLURM_BITSTR_LEN", "0");

  private SlurmParsers() {}

  /**
   * Reads {@code squeue} in any form that has a header, or whose fields are given: separated by
   * U+001F, {@code |#}, a bar or a tab, or in columns. Columns are found by name and unknown ones
   * passed over. A bar in a name is told from a separator where the rest of the row still holds.
   *
   * @param output its bytes, UTF-8
   * @param fields the fields of an output without header: letters of {@code -o} ({@code %i}), names
   *     of {@code -O} ({@code JobArrayID}, {@code NodeList:40}) or headers
   * @param zone where its times are local
   */
  public static SlurmReadings<JobInfo> squeue(byte[] output, List<String> fields, ZoneId zone) {
    return SqueueText.read(output, fields, zone);
  }

  /**
   * {@link #SQUEUE_FORMAT} for rows that nobody can forge: each begins with a mark.
   *
   * @param mark letters and digits that were chosen for this one question and told nobody
   * @throws IllegalArgumentException when there are other characters in it, or none
   */
  public static String squeueFormat(String mark) {
    if (!mark.matches("[A-Za-z0-9]{1,64}")) {
      throw new IllegalArgumentException("mark: expected up to 64 letters and digits");
    }
    return mark + SEPARATOR + SQUEUE_FORMAT;
  }

  /**
   * Reads the answer to {@link #squeueFormat}: a line without the mark, which a line end in a job's
   * name makes, belongs to the name and is no row, whatever is in it.
   *
   * @param output its bytes, UTF-8
   * @param mark that of the question
   * @param zone where its times are local
   */
  public static SlurmReadings<JobInfo> squeueMarked(byte[] output, String mark, ZoneId zone) {
    return SqueueText.read(MarkedRows.joined(output, mark), List.of(), zone);
  }

  /**
   * Reads {@code scontrol show job -d}, in blocks or with {@code -o}: which devices a job has on
   * each node. Blocks are the safer form, as a line end cannot stand in most fields.
   *
   * @param output its bytes, UTF-8
   * @param zone where its times are local
   */
  public static SlurmReadings<JobInfo> scontrolJob(byte[] output, ZoneId zone) {
    return ScontrolJobs.read(output, zone);
  }

  /**
   * Reads {@code squeue --json}, {@code scontrol show jobs --json} and slurmrestd, of any release.
   * An answer with errors is a failure although the command ends with 0. The devices are those of
   * each node in the order of the nodes.
   *
   * @param output its bytes, UTF-8
   */
  public static SlurmReadings<JobInfo> squeueJson(byte[] output) {
    return JobsDocument.read(output);
  }

  /**
   * Reads {@code scontrol show node}, in blocks or with {@code -o}; with {@code -d} it tells which
   * devices are in use.
   *
   * @param output its bytes, UTF-8
   */
  public static SlurmReadings<SlurmNode> scontrolNode(byte[] output) {
    return ScontrolNodes.read(output);
  }

  /**
   * Reads {@code scontrol show partition}, in blocks or with {@code -o}.
   *
   * @param output its bytes, UTF-8
   */
  public static SlurmReadings<SlurmPartition> scontrolPartition(byte[] output) {
    return ScontrolPartitions.read(output);
  }

  /**
   * Reads {@code sinfo} in any form that has a header, or whose fields are given, as {@link
   * #squeue} does, and one JSON object to a line. A node that is there for each of its partitions
   * is one.
   *
   * @param output its bytes, UTF-8
   * @param fields the fields of an output without header
   */
  public static SlurmReadings<SlurmNode> sinfo(byte[] output, List<String> fields) {
    return SinfoText.read(output, fields);
  }

  /**
   * Reads {@code sinfo --json}, {@code scontrol show nodes --json} and slurmrestd, of any release.
   *
   * @param output its bytes, UTF-8
   */
  public static SlurmReadings<SlurmNode> nodesJson(byte[] output) {
    return NodesDocument.read(output);
  }

  /**
   * Reads {@code scontrol listpids}: the processes of jobs on the node where it ran.
   *
   * @param output its bytes, UTF-8
   */
  public static SlurmReadings<StepProcess> listPids(byte[] output) {
    return StepProcesses.read(output);
  }

  /**
   * Reads the counters of {@code sdiag}: what slurmctld was asked, and by whom.
   *
   * @param output its bytes, UTF-8
   */
  public static SlurmReadings<RpcCount> sdiag(byte[] output) {
    return RpcCounts.read(output);
  }

  /**
   * What the text says that a command wrote to its error output, or a shell in its place.
   *
   * @param messages all of it
   * @return the most telling line and its kind; absent when there is no text
   */
  public static Optional<SlurmError> failure(String messages) {
    return SlurmFailures.of(messages);
  }

  /**
   * One job of what two outputs say of it: the row's word counts, and the detail fills in what is
   * absent, which is above all the devices on each node.
   *
   * @param row of {@link #squeue}
   * @param detail of {@link #scontrolJob}, for the same job
   */
  public static JobInfo merge(JobInfo row, JobInfo detail) {
    return JobMerge.one(row, detail);
  }

  /**
   * The rows, each with the detail of the same job where there is one; they are the same when the
   * number that processes carry is, or the one shown where that is not known.
   *
   * @return in the order of the rows; jobs of which there is only a detail are left out
   */
  public static List<JobInfo> merge(List<JobInfo> rows, List<JobInfo> details) {
    return JobMerge.all(rows, details);
  }
}
