package io.allsmi.collect.local;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the groups of a process, which the kernel keeps and a process cannot choose, say about where
 * it belongs. A layout that is not known says nothing.
 *
 * @param jobId the Slurm job
 * @param jobUid the account number of the job's user, which the paths of v1 have
 * @param isJobDaemon whether it is Slurm's own process of the job and not the user's
 * @param containerId the innermost container, as {@code runtime://id}
 */
record CgroupPath(
    Optional<String> jobId, OptionalInt jobUid, boolean isJobDaemon, Optional<String> containerId) {
  static final CgroupPath NONE =
      new CgroupPath(Optional.empty(), OptionalInt.empty(), false, Optional.empty());

  private static final int ID_LENGTH = 64;

  /** Parses the text of /proc/PID/cgroup. */
  static CgroupPath parse(String cgroup) {
    CgroupPath found = NONE;
    for (String line : cgroup.split("\n", -1)) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[2].length() > 1) {
        String[] groups = parts[2].split("/", -1);
        CgroupPath job = found.jobId.isPresent() ? found : job(groups);
        Optional<String> container =
            found.containerId.isPresent() ? found.containerId : container(groups);
        found = new CgroupPath(job.jobId, job.jobUid, job.isJobDaemon, container);
      }
    }
    return found;
  }

  /**
   * {@code /slurm/uid_1001/job_2/step_batch} and {@code /slurm_node1/uid_…} are v1, {@code
   * /system.slice/node1_slurmstepd.scope/job_3/step_0/user/task_0} is v2, where Slurm's own process
   * is in {@code …/step_0/slurm}.
   */
  private static CgroupPath job(String[] groups) {
    boolean isSlurm = false;
    for (int i = 0; i < groups.length; i++) {
      String id = digitsAfter("job_", groups[i]);
      if (isSlurm && !id.isEmpty()) {
        OptionalLong uid = Numbers.whole(digitsAfter("uid_", groups[i - 1]));
        boolean known = uid.isPresent() && uid.getAsLong() <= Integer.MAX_VALUE;
        return new CgroupPath(
            Optional.of(id),
            known ? OptionalInt.of((int) uid.getAsLong()) : OptionalInt.empty(),
            i + 2 < groups.length && groups[i + 2].equals("slurm"),
            Optional.empty());
      }
      isSlurm |= isSlurm(groups[i]);
    }
    return NONE;
  }

  private static boolean isSlurm(String group) {
    return group.equals("slurm")
        || group.startsWith("slurm_")
        || group.endsWith("slurmstepd.scope");
  }

  private static String digitsAfter(String prefix, String group) {
    String rest = group.startsWith(prefix) ? group.substring(prefix.length()) : "";
    boolean isNumber = rest.length() <= 18 && Numbers.whole(rest).orElse(-1) >= 0;
    return isNumber ? rest : "";
  }

  private static Optional<String> container(String[] groups) {
    for (int i = groups.length - 1; i > 0; i--) {
      String runtime = runtime(groups, i);
      if (!runtime.isEmpty()) {
        return Optional.of(runtime);
      }
    }
    return Optional.empty();
  }

  private static String runtime(String[] groups, int at) {
    String group = groups[at];
    String name =
        group.endsWith(".scope") ? group.substring(0, group.length() - ".scope".length()) : group;
    int id = name.length() - ID_LENGTH;
    if (id >= 0 && isHex(name, id)) {
      String runtime = ofPrefix(name.substring(0, id), groups[at - 1]);
      if (runtime.isEmpty() && id == 0 && isPod(groups, at)) {
        runtime = "kubernetes";
      }
      return runtime.isEmpty() ? "" : runtime + "://" + name.substring(id);
    }
    if (group.startsWith("lxc.payload.") && group.length() > "lxc.payload.".length()) {
      return "lxc://" + group.substring("lxc.payload.".length());
    }
    boolean isLxc = groups[at - 1].equals("lxc") || groups[at - 1].equals("lxc.payload");
    return isLxc && !group.isEmpty() ? "lxc://" + group : "";
  }

  /** What stands before the id, or above it: monitors of a container have prefixes of their own. */
  private static String ofPrefix(String prefix, String above) {
    String last = prefix.substring(prefix.lastIndexOf(':', prefix.length() - 2) + 1);
    return switch (last) {
      case "docker-" -> "docker";
      case "cri-containerd-", "cri-containerd:", "nerdctl-" -> "containerd";
      case "crio-" -> "cri-o";
      case "libpod-" -> "podman";
      case "" -> above.equals("docker") ? "docker" : "";
      default -> "";
    };
  }

  /**
   * {@code /kubepods/burstable/pod…/ID}: of Kubernetes, by a runtime that the path does not name.
   */
  private static boolean isPod(String[] groups, int at) {
    for (int i = 0; i < at; i++) {
      if (groups[i].startsWith("kubepods")) {
        return groups[at - 1].contains("pod");
      }
    }
    return false;
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
