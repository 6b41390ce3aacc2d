package io.allsmi.collect.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which file systems of /proc/self/mounts are disks of this machine: those with a device or a pool
 * behind them, once each. Left out are what lives in memory, what the kernel shows of itself,
 * images that are read only by nature, and network file systems: their server may be gone, and then
 * asking for their size does not return.
 */
final class MountTable {
  private static final int MOST_MOUNTS = 256;

  /** Those without a device in /dev. */
  private static final Set<String> POOLS = Set.of("zfs", "btrfs", "bcachefs");

  private static final Set<String> IMAGES = Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs");

  /**
   * One mount.
   *
   * @param device what is mounted
   * @param point where, decoded
   * @param type the file system
   */
  record Mount(String device, String point, String type) {}

  private MountTable() {}

  /** The disks, by mount point; of several mounts of a device the one with the shortest path. */
  static List<Mount> disks(String mounts) {
    Map<String, Mount> byPoint = new LinkedHashMap<>();
    for (String line : mounts.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length >= 4) {
        Mount mount = new Mount(decoded(words[0]), decoded(words[1]), words[2]);
        // A later mount hides what was mounted there before, a disk or not.
        byPoint.remove(mount.point());
        byPoint.put(mount.point(), mount);
      }
    }
    Map<String, Mount> byDevice = new HashMap<>();
    for (Mount mount : byPoint.values()) {
      if (isDisk(mount)) {
        byDevice.merge(mount.device(), mount, MountTable::shorter);
      }
    }
    List<Mount> disks = new ArrayList<>(byDevice.values());
    disks.sort(Comparator.comparing(Mount::point));
    return disks.subList(0, Math.min(disks.size(), MOST_MOUNTS));
  }

  private static Mount shorter(Mount a, Mount b) {
    return b.point().length() < a.point().length() ? b : a;
  }

  /** The root of a container is an overlay, and its disk. */
  private static boolean isDisk(Mount mount) {
    if (mount.type().equals("overlay")) {
      return mount.point().equals("/");
    }
    boolean hasDevice = mount.device().startsWith("/dev/") && !isNetwork(mount.type());
    return (hasDevice || POOLS.contains(mount.type()))
        && !IMAGES.contains(mount.type())
        && !isOfContainer(mount.point());
  }

  /** Layers and volumes of the containers on this host. */
  private static boolean isOfContainer(String point) {
    return point.startsWith("/var/lib/docker/")
        || point.startsWith("/var/lib/containers/")
        || point.startsWith("/var/lib/kubelet/");
  }

  private static boolean isNetwork(String type) {
    return switch (type) {
      case "nfs", "nfs4", "cifs", "smb3", "lustre", "ceph", "gpfs", "beegfs", "9p", "virtiofs" ->
          true;
      default -> type.equals("fuse") || type.startsWith("fuse.");
    };
  }

  /** A path in which blanks are written as {@code \040}. */
  static String decoded(String path) {
    if (path.indexOf('\\') < 0) {
      return path;
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && isOctal(bytes, i + 1)) {
        decoded[length++] =
            (byte) ((bytes[i + 1] - '0') * 64 + (bytes[i + 2] - '0') * 8 + bytes[i + 3] - '0');
        i += 3;
      } else {
        decoded[length++] = bytes[i];
      }
    }
    return new String(decoded, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int at) {
    if (at + 3 > bytes.length) {
      return false;
    }
    for (int i = at; i < at + 3; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
