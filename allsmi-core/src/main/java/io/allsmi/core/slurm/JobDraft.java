package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job while it is put together from the fields of an output. */
final class JobDraft {
  private static final Pattern SHOWN =
      Pattern.compile("([0-9]{1,18})(?:_(?:([0-9]{1,18})|\\[([^\\]]*)\\]?)|\\+([0-9]{1,9}))?");

  String shownId = "";
  OptionalLong rawId = OptionalLong.empty();
  OptionalLong arrayJobId = OptionalLong.empty();
  Optional<String> arrayTask = Optional.empty();
  OptionalLong hetJobId = OptionalLong.empty();
  OptionalInt hetOffset = OptionalInt.empty();
  Optional<String> name = Optional.empty();
  Optional<String> user = Optional.empty();
  OptionalLong uid = OptionalLong.empty();
  Optional<String> account = Optional.empty();
  Optional<String> partition = Optional.empty();
  Optional<String> qos = Optional.empty();
  JobState state = JobState.UNKNOWN;
  String stateText = "";
  final List<String> stateFlags = new ArrayList<>();
  Optional<String> reason = Optional.empty();
  List<String> nodes = List.of();
  OptionalInt nodeCount = OptionalInt.empty();
  OptionalInt cpus = OptionalInt.empty();
  OptionalInt tasks = OptionalInt.empty();
  OptionalLong memoryBytes = OptionalLong.empty();
  Optional<Instant> submitTime = Optional.empty();
  Optional<Instant> startTime = Optional.empty();
  Optional<Instant> endTime = Optional.empty();
  Optional<Duration> runTime = Optional.empty();
  TimeLimit timeLimit = TimeLimit.UNKNOWN;
  List<GpuGrant> tres = List.of();
  List<GpuGrant> perNode = List.of();
  List<GpuGrant> perJob = List.of();
  List<GpuGrant> perTask = List.of();

  /** What it has on each node, by name, in the order it was said. */
  final Map<String, JobNode> onNodes = new LinkedHashMap<>();

  /** Takes the state as it is printed: a name or several, joined by + or commas. */
  void state(List<String> words) {
    boolean isFirst = true;
    for (String word : words) {
      String flag = Intake.text(word, Caps.NAME_BYTES).orElse("");
      if (flag.isEmpty()) {
        continue;
      }
      if (isFirst) {
        state = JobState.of(flag);
        stateText = state == JobState.UNKNOWN ? flag : "";
        isFirst = false;
      } else if (stateFlags.size() < 32) {
        stateFlags.add(flag.toUpperCase(Locale.ROOT));
      }
    }
  }

  /**
   * Takes a column named JOBID, which is the number that is shown or the one that processes have.
   */
  void anyId(String cell, int line, Intake in) {
    String text = cell.strip();
    boolean isPlain = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isPlain) {
      rawId = in.whole("JOBID", text, line);
    }
    if (shownId.isEmpty() || !isPlain) {
      shownId = Intake.text(text, Caps.VALUE_BYTES).orElse(shownId);
    }
  }

  /** The job; absent, with a complaint, when it has no number. */
  Optional<JobInfo> build(int line, Intake in) {
    if (!shownId.isEmpty() && !readShownId()) {
      in.refuse(line, "job", "a job's number", shownId);
      return Optional.empty();
    }
    if (shownId.isEmpty() && rawId.isEmpty()) {
      in.complaints.add(line, "job: expected a job's number, got none");
      return Optional.empty();
    }
    List<JobNode> jobNodes = jobNodes();
    boolean hasArray = arrayJobId.orElse(0) > 0 && arrayTask.isPresent();
    boolean hasHet = hetJobId.orElse(0) > 0;
    return Optional.of(
        new JobInfo(
            shownId(hasArray, hasHet),
            rawId,
            hasArray ? arrayJobId : OptionalLong.empty(),
            hasArray ? arrayTask : Optional.empty(),
            hasHet ? hetJobId : OptionalLong.empty(),
            hasHet ? hetOffset : OptionalInt.empty(),
            name,
            user,
            uid,
            account,
            partition,
            qos,
            state,
            stateText.isEmpty() ? Optional.empty() : Optional.of(stateText),
            stateFlags,
            reason,
            jobNodes,
            nodeCount.isEmpty() && !jobNodes.isEmpty()
                ? OptionalInt.of(jobNodes.size())
                : nodeCount,
            asked(),
            cpus,
            memory(jobNodes),
            submitTime,
            startTime,
            endTime,
            runTime,
            timeLimit));
  }

  /** What the shown number says; false when it is none. */
  private boolean readShownId() {
    Matcher found = SHOWN.matcher(shownId);
    if (!found.matches()) {
      return false;
    }
    long number = Long.parseLong(found.group(1));
    String task = found.group(2) != null ? found.group(2) : found.group(3);
    if (task != null) {
      arrayJobId = OptionalLong.of(number);
      arrayTask = arrayTask.isPresent() ? arrayTask : Optional.of(task);
    } else if (found.group(4) != null) {
      hetJobId = OptionalLong.of(number);
      hetOffset = OptionalInt.of(Integer.parseInt(found.group(4)));
      // The first component has the number of the whole.
      rawId = rawId.isEmpty() && hetOffset.getAsInt() == 0 ? hetJobId : rawId;
    } else if (rawId.isEmpty()) {
      rawId = OptionalLong.of(number);
    }
    return true;
  }

  private String shownId(boolean hasArray, boolean hasHet) {
    boolean isShown = shownId.indexOf('_') >= 0 || shownId.indexOf('+') >= 0;
    if (isShown || (!hasArray && !hasHet)) {
      return shownId.isEmpty() ? Long.toString(rawId.getAsLong()) : shownId;
    }
    if (hasHet) {
      return hetJobId.getAsLong() + "+" + hetOffset.orElse(0);
    }
    String task = arrayTask.orElse("");
    boolean isOne = task.chars().allMatch(c -> c >= '0' && c <= '9');
    return arrayJobId.getAsLong() + "_" + (isOne ? task : "[" + task + "]");
  }

  private List<JobNode> jobNodes() {
    if (nodes.isEmpty()) {
      return List.copyOf(onNodes.values());
    }
    List<JobNode> all = new ArrayList<>(nodes.size());
    for (String node : nodes) {
      JobNode known = onNodes.get(node);
      all.add(known == null ? JobNode.of(node) : known);
    }
    return all;
  }

  private OptionalLong memory(List<JobNode> jobNodes) {
    boolean isKnown =
        !jobNodes.isEmpty() && jobNodes.stream().allMatch(n -> n.memoryBytes().isPresent());
    if (memoryBytes.isPresent() || !isKnown) {
      return memoryBytes;
    }
    return OptionalLong.of(jobNodes.stream().mapToLong(n -> n.memoryBytes().orElse(0)).sum());
  }

  private List<GpuGrant> asked() {
    if (!tres.isEmpty()) {
      return tres;
    }
    if (!perJob.isEmpty()) {
      return GresText.times(perJob, 1);
    }
    if (!perNode.isEmpty() && nodeCount.isPresent()) {
      return GresText.times(perNode, nodeCount.getAsInt());
    }
    return perTask.isEmpty() || tasks.isEmpty()
        ? List.of()
        : GresText.times(perTask, tasks.getAsInt());
  }

  /** Takes a TRES text: devices and memory of the whole job. */
  void tres(String cell, int line, Intake in) {
    List<GpuGrant> devices = GresText.tres(cell);
    if (!devices.isEmpty()) {
      tres = devices;
    }
    for (String entry : cell.split(",", -1)) {
      if (entry.startsWith("mem=")) {
        memoryBytes = in.memory("mem", entry.substring(4), line);
      }
    }
  }
}
