package io.allsmi.cli;

import io.allsmi.record.Damage;
import io.allsmi.record.RecordingInfo;
import io.allsmi.record.RecordingTools;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Whether a recording is whole. */
@Command(
    name = "verify",
    sortOptions = false,
    description = "Read every line of a recording; exit status 1 when something is damaged.")
final class RecordVerifyCommand extends RecordTool {
  @Override
  int run() throws IOException {
    List<Damage> damage = RecordingTools.verify(file);
    complain(damage);
    if (damage.isEmpty()) {
      for (RecordingInfo.File each : RecordingTools.info(file).files()) {
        if (!each.closed()) {
          console.complain(
              "record: "
                  + each.path()
                  + ": expected an end as a recording that was closed has, got another one ("
                  + each.tornBytes()
                  + " bytes of an unfinished part): it may be cut off, or still be written");
        }
      }
      console.complain("record: " + file + ": every snapshot in it is whole");
      return ExitCodes.DONE;
    }
    return ExitCodes.FAILED;
  }
}
