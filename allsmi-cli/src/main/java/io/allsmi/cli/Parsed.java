package io.allsmi.cli;

import io.allsmi.core.Issue;
import io.allsmi.core.exposition.Exposition;
import io.allsmi.core.hostlist.HostNames;
import io.allsmi.core.json.ExpositionJson;
import io.allsmi.core.json.ShimJson;
import io.allsmi.core.json.ValuesJson;
import io.allsmi.core.shim.ShimReadings;
import io.allsmi.record.RecordingSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What came of a text.
 *
 * @param isEmpty whether nothing was accepted, be it that there was nothing
 * @param issues what could not be accepted
 * @param json how it is written
 */
record Parsed(boolean isEmpty, List<Issue> issues, JsonWriter json) {
  /** Writes a result as JSON. */
  interface JsonWriter {
    void write(OutputStream out) throws IOException;
  }

  static Parsed of(Exposition page) {
    return new Parsed(
        page.samples().isEmpty(), page.issues(), out -> ExpositionJson.write(page, out));
  }

  static Parsed of(ShimReadings readings) {
    return new Parsed(readings.isEmpty(), readings.issues(), out -> ShimJson.write(readings, out));
  }

  static Parsed names(HostLists lists) {
    return new Parsed(
        lists.names().isEmpty(), lists.issues(), out -> ValuesJson.write(lists.names(), out));
  }

  static Parsed folded(HostLists lists) {
    String folded = HostNames.fold(lists.names());
    return new Parsed(
        lists.names().isEmpty(), lists.issues(), out -> ValuesJson.write(folded, out));
  }

  static Parsed of(RecordingSummary summary) {
    return new Parsed(summary.frames() == 0, summary.issues(), summary::writeJson);
  }
}
