package io.allsmi.core.shim;

import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.JsonTree;
import java.util.List;

/**
 * Finds the JSON in what an AMD tool printed: warnings come before it, several texts may follow one
 * another, and other words behind them.
 */
final class AmdDocuments {
  /** A warning may begin with a bracket as well: that many beginnings are tried. */
  private static final int MAX_BEGINNINGS = 16;

  private AmdDocuments() {}

  static List<JsonTree> read(byte[] bytes, Harvest harvest) {
    String text = Lines.text(bytes, harvest.complaints);
    int line = 1;
    int tried = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      String words = text.substring(from, Math.min(end, from + 4096)).strip();
      if ((words.startsWith("{") || words.startsWith("[")) && tried++ < MAX_BEGINNINGS) {
        Complaints complaints = new Complaints(1);
        List<JsonTree> documents = JsonTree.read(text.substring(from), line, complaints);
        if (documents.stream().anyMatch(AmdDocuments::saysAnything)) {
          complaints.all().forEach(issue -> harvest.complain(issue.line(), issue.message()));
          return documents;
        }
        if (complaints.isEmpty()) {
          return documents;
        }
      }
      if (!words.isEmpty()) {
        harvest.refuse(new Lines.Line(line, words), "JSON");
      }
      from = end + 1;
      line++;
    }
    return List.of();
  }

  private static boolean saysAnything(JsonTree document) {
    return !document.members().isEmpty()
        || document.elements().stream().anyMatch(element -> !element.members().isEmpty());
  }
}
