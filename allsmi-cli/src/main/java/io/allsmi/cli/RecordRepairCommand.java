package io.allsmi.cli;

import io.allsmi.record.Damage;
import io.allsmi.record.RecordingTools;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** A recording without its damage. */
@Command(
    name = "repair",
    sortOptions = false,
    description = "Write what can be read of a recording to a new file, with a new index.")
final class RecordRepairCommand extends RecordTool.Making {
  @Override
  int run() throws IOException {
    List<Damage> damage = RecordingTools.repair(file, output);
    complain(damage);
    console.complain(
        "record: "
            + output
            + " has what can be read, "
            + (damage.isEmpty() ? "which is all" : count(damage.size(), "part") + " left out"));
    return ExitCodes.DONE;
  }
}
