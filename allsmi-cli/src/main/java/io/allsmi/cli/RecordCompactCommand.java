package io.allsmi.cli;

import io.allsmi.core.table.Quantity;
import io.allsmi.record.RecordingTools;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;

/** A recording, smaller. */
@Command(
    name = "compact",
    sortOptions = false,
    description = "Write the same lines smaller: in larger blocks of zstd, compressed harder.")
final class RecordCompactCommand extends RecordTool.Making {
  @Override
  int run() throws IOException {
    long frames = RecordingTools.compact(file, output);
    console.complain(
        "record: "
            + count(frames, "frame")
            + " in "
            + output
            + ", "
            + Quantity.bytes(Files.size(output)));
    return ExitCodes.DONE;
  }
}
