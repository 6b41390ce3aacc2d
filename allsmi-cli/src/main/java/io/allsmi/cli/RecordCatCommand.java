package io.allsmi.cli;

import io.allsmi.record.RecordingTools;
import java.io.BufferedOutputStream;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The lines of a recording. */
@Command(
    name = "cat",
    sortOptions = false,
    description = "Print the lines of a recording, whatever it is compressed with.")
final class RecordCatCommand extends RecordTool {
  @Override
  int run() throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(console.out(), 1 << 16);
    long unused = RecordingTools.cat(file, out);
    out.flush();
    return ExitCodes.DONE;
  }
}
