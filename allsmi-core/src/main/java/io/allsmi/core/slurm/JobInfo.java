package io.allsmi.core.slurm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One Slurm job as it is on the cluster: an array task that has started and a component of a
 * heterogeneous job are each their own. Source: {@code squeue}, its details {@code scontrol show
 * job -d}.
 *
 * <pre>{@code
 * JobInfo job = JobInfo.builder("7602_3").rawId(7610).user("alice").state(JobState.RUNNING).build();
 * }</pre>
 *
 * @param id as Slurm shows it: {@code 7602}, {@code 7602_3}, {@code 13+0}, {@code 5_[2-5%2]}; a
 *     long array expression may be cut
 * @param rawId the number that processes carry as {@code SLURM_JOB_ID}, unlike for each array task
 *     and component
 * @param arrayJobId the array it belongs to; absent outside of arrays
 * @param arrayTask its task in the array, or those that wait: {@code 3}, {@code 2-5%2}
 * @param hetJobId the heterogeneous job it belongs to; absent outside of those
 * @param hetOffset its place in that, from 0
 * @param name what its owner calls it; any text without control characters
 * @param user the account it runs as
 * @param uid the number of that
 * @param account whom it is charged to
 * @param partition where it runs; several, with commas, while it waits
 * @param qos its quality of service
 * @param state what it does
 * @param stateText the state in the words of Slurm where we do not know it; absent otherwise
 * @param stateFlags what Slurm says beside the state, such as {@code COMPLETING}; upper case
 * @param reason why it waits or ended, such as {@code Resources}
 * @param nodes its nodes in the order of Slurm; empty while it waits, and where there are more than
 *     we list: {@link #nodeCount()} tells
 * @param nodeCount how many nodes it has or asks for
 * @param asked the devices it asked for on all of its nodes together, without indices; empty when
 *     it asked for none and when it is not known
 * @param cpus CPUs it has or asks for
 * @param memoryBytes memory it has or asks for on all of its nodes together, bytes
 * @param submitTime when it was submitted
 * @param startTime when it started; while it waits, when Slurm expects it to
 * @param endTime when it ended, or will have to
 * @param runTime how long it has run when it was read, without the time it was suspended
 * @param timeLimit how long it may run
 * @since 0.30.0
 */
public record JobInfo(
    String id,
    OptionalLong rawId,
    OptionalLong arrayJobId,
    Optional<String> arrayTask,
    OptionalLong hetJobId,
    OptionalInt hetOffset,
    Optional<String> name,
    Optional<String> user,
    OptionalLong uid,
    Optional<String> account,
    Optional<String> partition,
    Optional<String> qos,
    JobState state,
    Optional<String> stateText,
    List<String> stateFlags,
    Optional<String> reason,
    List<JobNode> nodes,
    OptionalInt nodeCount,
    List<GpuGrant> asked,
    OptionalInt cpus,
    OptionalLong memoryBytes,
    Optional<Instant> submitTime,
    Optional<Instant> startTime,
    Optional<Instant> endTime,
    Optional<Duration> runTime,
    TimeLimit timeLimit) {
  /** Checks the arguments and copies the lists. */
  public JobInfo {
    Objects.requireNonNull(id, "id");
    Numbers.notNegative("rawId", rawId);
    Numbers.notNegative("arrayJobId", arrayJobId);
    Objects.requireNonNull(arrayTask, "arrayTask");
    Numbers.notNegative("hetJobId", hetJobId);
    Numbers.notNegative("hetOffset", hetOffset);
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(user, "user");
    Numbers.notNegative("uid", uid);
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(qos, "qos");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(stateText, "stateText");
    stateFlags = List.copyOf(stateFlags);
    Objects.requireNonNull(reason, "reason");
    nodes = List.copyOf(nodes);
    Numbers.notNegative("nodeCount", nodeCount);
    asked = List.copyOf(asked);
    Numbers.notNegative("cpus", cpus);
    Numbers.notNegative("memoryBytes", memoryBytes);
    Objects.requireNonNull(submitTime, "submitTime");
    Objects.requireNonNull(startTime, "startTime");
    Objects.requireNonNull(endTime, "endTime");
    Objects.requireNonNull(runTime, "runTime");
    Objects.requireNonNull(timeLimit, "timeLimit");
  }

  /** Starts a value of which only the id is known. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder(id);
    b.rawId = rawId;
    b.arrayJobId = arrayJobId;
    b.arrayTask = arrayTask;
    b.hetJobId = hetJobId;
    b.hetOffset = hetOffset;
    b.name = name;
    b.user = user;
    b.uid = uid;
    b.account = account;
    b.partition = partition;
    b.qos = qos;
    b.state = state;
    b.stateText = stateText;
    b.stateFlags = stateFlags;
    b.reason = reason;
    b.nodes = nodes;
    b.nodeCount = nodeCount;
    b.asked = asked;
    b.cpus = cpus;
    b.memoryBytes = memoryBytes;
    b.submitTime = submitTime;
    b.startTime = startTime;
    b.endTime = endTime;
    b.runTime = runTime;
    b.timeLimit = timeLimit;
    return b;
  }

  /**
   * The devices of kind {@code gpu} it holds, whole ones and partitions; while that is not known of
   * each node, or it has none yet, those it asked for. Absent when neither is known.
   */
  public OptionalInt gpuCount() {
    if (!nodes.isEmpty() && nodes.stream().allMatch(JobNode::gpusKnown)) {
      return OptionalInt.of(
          GpuGrant.gpus(nodes.stream().flatMap(node -> node.gpus().stream()).toList()));
    }
    return asked.isEmpty() ? OptionalInt.empty() : OptionalInt.of(GpuGrant.gpus(asked));
  }

  /** Whether it holds its nodes now; one that is completing still does. */
  public boolean holdsNodes() {
    return state.holdsNodes() || stateFlags.contains("COMPLETING");
  }

  /** Collects what is known of one JobInfo; what is not set stays absent. */
  public static final class Builder {
    private String id;
    private OptionalLong rawId = OptionalLong.empty();
    private OptionalLong arrayJobId = OptionalLong.empty();
    private Optional<String> arrayTask = Optional.empty();
    private OptionalLong hetJobId = OptionalLong.empty();
    private OptionalInt hetOffset = OptionalInt.empty();
    private Optional<String> name = Optional.empty();
    private Optional<String> user = Optional.empty();
    private OptionalLong uid = OptionalLong.empty();
    private Optional<String> account = Optional.empty();
    private Optional<String> partition = Optional.empty();
    private Optional<String> qos = Optional.empty();
    private JobState state = JobState.UNKNOWN;
    private Optional<String> stateText = Optional.empty();
    private List<String> stateFlags = List.of();
    private Optional<String> reason = Optional.empty();
    private List<JobNode> nodes = List.of();
    private OptionalInt nodeCount = OptionalInt.empty();
    private List<GpuGrant> asked = List.of();
    private OptionalInt cpus = OptionalInt.empty();
    private OptionalLong memoryBytes = OptionalLong.empty();
    private Optional<Instant> submitTime = Optional.empty();
    private Optional<Instant> startTime = Optional.empty();
    private Optional<Instant> endTime = Optional.empty();
    private Optional<Duration> runTime = Optional.empty();
    private TimeLimit timeLimit = TimeLimit.UNKNOWN;

    private Builder(String id) {
      this.id = id;
    }

    /** Sets {@link JobInfo#id()}. */
    public Builder id(String id) {
      this.id = id;
      return this;
    }

    /** Sets {@link JobInfo#rawId()}. */
    public Builder rawId(long rawId) {
      this.rawId = OptionalLong.of(rawId);
      return this;
    }

    /** Sets {@link JobInfo#arrayJobId()}. */
    public Builder arrayJobId(long arrayJobId) {
      this.arrayJobId = OptionalLong.of(arrayJobId);
      return this;
    }

    /** Sets {@link JobInfo#arrayTask()}. */
    public Builder arrayTask(String arrayTask) {
      this.arrayTask = Optional.of(arrayTask);
      return this;
    }

    /** Sets {@link JobInfo#hetJobId()}. */
    public Builder hetJobId(long hetJobId) {
      this.hetJobId = OptionalLong.of(hetJobId);
      return this;
    }

    /** Sets {@link JobInfo#hetOffset()}. */
    public Builder hetOffset(int hetOffset) {
      this.hetOffset = OptionalInt.of(hetOffset);
      return this;
    }

    /** Sets {@link JobInfo#name()}. */
    public Builder name(String name) {
      this.name = Optional.of(name);
      return this;
    }

    /** Sets {@link JobInfo#user()}. */
    public Builder user(String user) {
      this.user = Optional.of(user);
      return this;
    }

    /** Sets {@link JobInfo#uid()}. */
    public Builder uid(long uid) {
      this.uid = OptionalLong.of(uid);
      return this;
    }

    /** Sets {@link JobInfo#account()}. */
    public Builder account(String account) {
      this.account = Optional.of(account);
      return this;
    }

    /** Sets {@link JobInfo#partition()}. */
    public Builder partition(String partition) {
      this.partition = Optional.of(partition);
      return this;
    }

    /** Sets {@link JobInfo#qos()}. */
    public Builder qos(String qos) {
      this.qos = Optional.of(qos);
      return this;
    }

    /** Sets {@link JobInfo#state()}. */
    public Builder state(JobState state) {
      this.state = state;
      return this;
    }

    /** Sets {@link JobInfo#stateText()}. */
    public Builder stateText(String stateText) {
      this.stateText = Optional.of(stateText);
      return this;
    }

    /** Sets {@link JobInfo#stateFlags()}. */
    public Builder stateFlags(List<String> stateFlags) {
      this.stateFlags = stateFlags;
      return this;
    }

    /** Sets {@link JobInfo#reason()}. */
    public Builder reason(String reason) {
      this.reason = Optional.of(reason);
      return this;
    }

    /** Sets {@link JobInfo#nodes()}. */
    public Builder nodes(List<JobNode> nodes) {
      this.nodes = nodes;
      return this;
    }

    /** Sets {@link JobInfo#nodeCount()}. */
    public Builder nodeCount(int nodeCount) {
      this.nodeCount = OptionalInt.of(nodeCount);
      return this;
    }

    /** Sets {@link JobInfo#asked()}. */
    public Builder asked(List<GpuGrant> asked) {
      this.asked = asked;
      return this;
    }

    /** Sets {@link JobInfo#cpus()}. */
    public Builder cpus(int cpus) {
      this.cpus = OptionalInt.of(cpus);
      return this;
    }

    /** Sets {@link JobInfo#memoryBytes()}. */
    public Builder memoryBytes(long memoryBytes) {
      this.memoryBytes = OptionalLong.of(memoryBytes);
      return this;
    }

    /** Sets {@link JobInfo#submitTime()}. */
    public Builder submitTime(Instant submitTime) {
      this.submitTime = Optional.of(submitTime);
      return this;
    }

    /** Sets {@link JobInfo#startTime()}. */
    public Builder startTime(Instant startTime) {
      this.startTime = Optional.of(startTime);
      return this;
    }

    /** Sets {@link JobInfo#endTime()}. */
    public Builder endTime(Instant endTime) {
      this.endTime = Optional.of(endTime);
      return this;
    }

    /** Sets {@link JobInfo#runTime()}. */
    public Builder runTime(Duration runTime) {
      this.runTime = Optional.of(runTime);
      return this;
    }

    /** Sets {@link JobInfo#timeLimit()}. */
    public Builder timeLimit(TimeLimit timeLimit) {
      this.timeLimit = timeLimit;
      return this;
    }

    /** The value. */
    public JobInfo build() {
      return new JobInfo(
          id,
          rawId,
          arrayJobId,
          arrayTask,
          hetJobId,
          hetOffset,
          name,
          user,
          uid,
          account,
          partition,
          qos,
          state,
          stateText,
          stateFlags,
          reason,
          nodes,
          nodeCount,
          asked,
          cpus,
          memoryBytes,
          submitTime,
          startTime,
          endTime,
          runTime,
          timeLimit);
    }
  }
}
