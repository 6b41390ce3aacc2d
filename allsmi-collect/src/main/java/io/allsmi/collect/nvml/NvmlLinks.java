package io.allsmi.collect.nvml;

import io.allsmi.core.NvLink;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The links between GPUs that are up. */
final class NvmlLinks {
  /** As many as any reader of ours believes; today's devices have up to 18. */
  private static final int MOST_LINKS = 32;

  /** Some links of a board may be out of use; when so many in a row are, there are none. */
  private static final int MOST_SILENT = 6;

  private static final int FASTEST = 2_000_000;

  private NvmlLinks() {}

  /** Its active links by number. */
  static List<NvLink> read(NvmlDevice device) {
    List<Integer> active = new ArrayList<>();
    int[] state = new int[1];
    int silent = 0;
    for (int link = 0; link < MOST_LINKS && silent < MOST_SILENT; link++) {
      int status = device.status("nvmlDeviceGetNvLinkState", link, state);
      if (status == NvmlStatus.INVALID_ARGUMENT || status == NvmlStatus.FUNCTION_NOT_FOUND) {
        break; // no link of that number, nor of a higher one
      }
      silent = status == NvmlStatus.SUCCESS ? 0 : silent + 1;
      if (status == NvmlStatus.SUCCESS && state[0] == 1) {
        active.add(link);
      }
    }
    return active.isEmpty() ? List.of() : links(device, active);
  }

  private static List<NvLink> links(NvmlDevice device, List<Integer> active) {
    List<NvmlFields.Field> asked = new ArrayList<>();
    asked.add(new NvmlFields.Field(NvmlFields.NVLINK_SPEED, 0));
    active.forEach(link -> asked.add(new NvmlFields.Field(NvmlFields.NVLINK_SPEED_OF_LINK, link)));
    List<OptionalLong> speeds = NvmlFields.read(device, asked);
    List<NvLink> links = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      int[] remote = {-1};
      device.ask("nvmlDeviceGetNvLinkRemoteDeviceType", active.get(i), remote);
      OptionalInt own = speed(speeds.get(i + 1));
      links.add(
          new NvLink(
              active.get(i),
              NvmlNames.remote(remote[0]),
              own.isPresent() ? own : speed(speeds.get(0))));
    }
    return links;
  }

  private static OptionalInt speed(OptionalLong speed) {
    return speed.orElse(0) > 0 && speed.getAsLong() <= FASTEST
        ? OptionalInt.of((int) speed.getAsLong())
        : OptionalInt.empty();
  }
}
