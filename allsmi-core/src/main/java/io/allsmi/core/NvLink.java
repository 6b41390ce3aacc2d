package io.allsmi.core;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One active NVLink of a GPU. Source: {@code all_smi_nvlink_remote_device_type}.
 *
 * @param index the link's number, 0–31
 * @param remoteType what is at the other end: gpu, switch, ibmnpu or unknown
 * @param bandwidthMbPerSecond megabytes per second
 */
public record NvLink(int index, String remoteType, OptionalInt bandwidthMbPerSecond) {
  /** Checks the arguments. */
  public NvLink {
    Checks.notNegative("index", OptionalInt.of(index));
    Objects.requireNonNull(remoteType, "remoteType");
    Checks.notNegative("bandwidthMbPerSecond", bandwidthMbPerSecond);
  }
}
