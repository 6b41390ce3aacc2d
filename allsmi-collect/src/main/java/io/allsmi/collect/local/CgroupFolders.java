package io.allsmi.collect.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the files of a cgroup lie: the groups of a process from its own up to the mount's top. */
final class CgroupFolders {
  private static final int MOST_LEVELS = 64;

  /**
   * The folders of one controller.
   *
   * @param v2 whether they are of the unified hierarchy
   * @param folders from the process's own group up; empty when the controller is not mounted
   */
  record Folders(boolean v2, List<String> folders) {}

  /**
   * One mounted hierarchy.
   *
   * @param root which group is seen at the mount point
   * @param point the mount point
   * @param options the controllers, for v1
   */
  private record Mount(boolean v2, String root, String point, List<String> options) {}

  private final List<Mount> mounts = new ArrayList<>();
  private final List<String> groups;

  private CgroupFolders(List<String> groups) {
    this.groups = groups;
  }

  /**
   * Finds them.
   *
   * @param mountinfo the text of /proc/self/mountinfo
   * @param cgroup the text of /proc/PID/cgroup
   */
  static CgroupFolders of(String mountinfo, String cgroup) {
    CgroupFolders folders = new CgroupFolders(List.of(cgroup.split("\n", -1)));
    for (String line : mountinfo.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      int dash = List.of(words).indexOf("-");
      if (dash >= 6 && words.length > dash + 3) {
        String type = words[dash + 1];
        if (type.equals("cgroup") || type.equals("cgroup2")) {
          folders.mounts.add(
              new Mount(
                  type.equals("cgroup2"),
                  MountTable.decoded(words[3]),
                  MountTable.decoded(words[4]),
                  List.of(words[dash + 3].split(",", -1))));
        }
      }
    }
    return folders;
  }

  /** The folders of a controller: of v1 where it is mounted there, as then v2 does not have it. */
  Folders of(String controller) {
    for (Mount mount : mounts) {
      if (!mount.v2 && mount.options.contains(controller)) {
        return new Folders(false, up(mount, group(controller)));
      }
    }
    for (Mount mount : mounts) {
      if (mount.v2) {
        return new Folders(true, up(mount, group("")));
      }
    }
    return new Folders(true, List.of());
  }

  /** The group's path of the line {@code 4:memory:/path}, or {@code 0::/path} for v2. */
  private Optional<String> group(String controller) {
    for (String line : groups) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller)) {
        return Optional.of(parts[2]);
      }
    }
    return Optional.empty();
  }

  /** Without a path below the mount (another namespace's, say) the mount's top is all there is. */
  private static List<String> up(Mount mount, Optional<String> group) {
    String below = group.orElse("/");
    if (!mount.root.equals("/") && below.startsWith(mount.root)) {
      below = below.substring(mount.root.length());
    }
    List<String> folders = new ArrayList<>();
    if (!below.contains("..")) {
      while (below.length() > 1 && folders.size() < MOST_LEVELS) {
        folders.add(mount.point + below);
        below = below.substring(0, Math.max(0, below.lastIndexOf('/')));
      }
    }
    folders.add(mount.point);
    return folders;
  }
}
