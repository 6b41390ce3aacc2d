package io.allsmi.core.slurm;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Some devices of one type that a job was given or asks for, or that a node has: {@code
 * gpu:h100:2(IDX:0-1)}. What GPUs are divided into is told apart by its name ({@code shard}, {@code
 * mps}) or, for MIG, by its type ({@code 1g.10gb}). Source: the GRES and TRES texts of Slurm.
 *
 * @param gres {@code gpu}, {@code shard} or {@code mps}
 * @param type the type its administrator gave it, such as {@code h100}; empty when untyped
 * @param count how many
 * @param indices the numbers on the node, over all types of this name; for whole GPUs those of the
 *     devices in the order of the bus; ascending. They may be fewer than the count where Slurm's
 *     own output disagrees with itself
 * @param indicesKnown whether Slurm gave numbers at all
 * @since 0.30.0
 */
public record GpuGrant(
    String gres, String type, int count, List<Integer> indices, boolean indicesKnown) {
  /** The name of devices that are GPUs. */
  public static final String GPU = "gpu";

  private static final Pattern MIG = Pattern.compile("(?:.*[_.:-])?[0-9]+g\\.[0-9]+gb(?:\\+.*)?");

  /** Checks the arguments and copies the list. */
  public GpuGrant {
    Objects.requireNonNull(gres, "gres");
    Objects.requireNonNull(type, "type");
    if (count < 0) {
      throw new IllegalArgumentException("count: expected a number of at least 0, got " + count);
    }
    indices = List.copyOf(indices);
    if (!indicesKnown && !indices.isEmpty()) {
      throw new IllegalArgumentException(
          "indices: expected none while they are not known, got " + indices);
    }
  }

  /** So many devices of which the numbers are not known. */
  public static GpuGrant of(String gres, String type, int count) {
    return new GpuGrant(gres, type, count, List.of(), false);
  }

  /** Whole GPUs of a node by number, as many as there are numbers. */
  public static GpuGrant gpus(String type, List<Integer> indices) {
    return new GpuGrant(GPU, type, indices.size(), indices, true);
  }

  /** The GPUs among some grants, partitions counted each, shares of a GPU not at all. */
  static int gpus(List<GpuGrant> grants) {
    long sum = grants.stream().filter(GpuGrant::isGpu).mapToLong(GpuGrant::count).sum();
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  /** Whether these are GPUs or partitions of GPUs, and not shares of one. */
  public boolean isGpu() {
    return gres.equals(GPU);
  }

  /** Whether these are partitions of GPUs, going by the type. */
  public boolean isMig() {
    return isGpu() && MIG.matcher(type).matches();
  }

  /** Whether these are whole GPUs, so that a number is the number of a device. */
  public boolean isWholeGpu() {
    return isGpu() && !isMig();
  }
}
