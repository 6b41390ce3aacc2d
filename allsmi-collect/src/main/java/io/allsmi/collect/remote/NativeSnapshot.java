package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.json.SnapshotFormatException;
import io.allsmi.core.json.SnapshotReader;
import java.util.Optional;

/** Finds the snapshot in what a host's own program wrote; lines around it are passed over. */
final class NativeSnapshot {
  private static final int MOST_TRIES = 16;

  private final SnapshotReader reader = new SnapshotReader();

  /**
   * The first host of it.
   *
   * @throws HostReadException {@code MALFORMED_REPLY} when there is none
   */
  HostSnapshot read(String program, byte[] output) throws HostReadException {
    int end = output.length;
    while (end > 0 && output[end - 1] != '}') {
      end--;
    }
    String reason = "no line that begins one";
    int tries = 0;
    for (int at = 0; at < end && tries < MOST_TRIES; at++) {
      if (output[at] == '{' && (at == 0 || output[at - 1] == '\n')) {
        tries++;
        try {
          Optional<HostSnapshot> host =
              reader.read(output, at, end - at).cluster().hosts().stream().findFirst();
          if (host.isPresent()) {
            return host.get();
          }
          reason = "one without a host";
        } catch (SnapshotFormatException e) {
          reason = String.valueOf(e.getMessage());
        }
      }
    }
    throw new HostReadException(
        FailureKind.MALFORMED_REPLY, program + ": expected a snapshot, got " + reason);
  }
}
