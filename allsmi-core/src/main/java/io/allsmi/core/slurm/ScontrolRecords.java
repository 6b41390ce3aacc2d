package io.allsmi.core.slurm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of {@code scontrol show}, in blocks or one to a line. A key that people's words could
 * repeat counts where it comes first; what follows a key that only holds people's words is passed
 * over to the end of its line.
 */
final class ScontrolRecords {
  /** Keys behind which a person may have written anything. */
  private static final Set<String> FREE =
      Set.of(
          "Command",
          "WorkDir",
          "StdErr",
          "StdIn",
          "StdOut",
          "Comment",
          "AdminComment",
          "SystemComment",
          "Extra",
          "OS",
          "Reason",
          "MailUser",
          "SubmitLine",
          "Container");

  /** One record. */
  static final class Fields {
    private final int line;
    private final Map<String, String> values = new HashMap<>();

    /** What is said of nodes, in the order it is. */
    final List<Map<String, String>> nodes = new ArrayList<>();

    private @Nullable Map<String, String> node;

    Fields(int line) {
      this.line = line;
    }

    int line() {
      return line;
    }

    Optional<String> get(String key) {
      return Optional.ofNullable(values.get(key));
    }

    /** The value of a key; empty when it is not there. */
    String value(String key) {
      return values.getOrDefault(key, "");
    }

    Map<String, String> values() {
      return values;
    }

    private void put(String key, String value, boolean isOfNode) {
      if (isOfNode) {
        if (key.equals("Nodes")) {
          node = new HashMap<>();
          nodes.add(node);
        }
        if (node != null) {
          node.putIfAbsent(key, value);
        }
      } else {
        values.putIfAbsent(key, value);
      }
    }
  }

  private final String first;
  private final boolean hasNodes;
  private final Intake in;

  private ScontrolRecords(String first, boolean hasNodes, Intake in) {
    this.first = first + "=";
    this.hasNodes = hasNodes;
    this.in = in;
  }

  /**
   * Hands on each record.
   *
   * @param first the key that a record begins with
   * @param hasNodes whether a line of {@code Nodes=} tells of some of its nodes
   */
  static void read(byte[] output, String first, boolean hasNodes, Intake in, Consumer<Fields> to) {
    new ScontrolRecords(first, hasNodes, in).read(new RawLines(output, in.complaints), to);
  }

  private void read(RawLines lines, Consumer<Fields> to) {
    Fields record = null;
    int count = 0;
    for (RawLines.Line line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      if (text.startsWith(first)) {
        if (record != null) {
          to.accept(record);
        }
        record = null;
        if (!in.isRoom(count++, line.number())) {
          return;
        }
        record = new Fields(line.number());
        addLine(record, text);
      } else if (record != null && text.startsWith(" ")) {
        addLine(record, text);
      } else if (record == null && !text.startsWith("No ")) {
        in.refuse(line.number(), "line", "a record that begins with " + first, text);
      }
    }
    if (record != null) {
      to.accept(record);
    }
  }

  private void addLine(Fields record, String text) {
    int name = text.indexOf(" JobName=");
    if (hasNodes && name >= 0 && text.startsWith(first)) {
      words(record, text.substring(0, name));
      String rest = text.substring(name + " JobName=".length());
      int end = endOfName(rest);
      record.put("JobName", rest.substring(0, end), false);
      words(record, rest.substring(end));
    } else {
      words(record, text);
    }
  }

  /** On one line with all others a name ends where the user is named, in a block with the line. */
  private static int endOfName(String rest) {
    int end = rest.indexOf(" UserId=");
    return end >= 0 && rest.indexOf(" GroupId=", end) >= 0 ? end : rest.length();
  }

  private void words(Fields record, String text) {
    int at = 0;
    boolean isPassing = false;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      int equals = text.indexOf('=', at);
      if (equals > at && equals < end) {
        String key = text.substring(at, equals);
        isPassing |= take(record, key, text, equals + 1, end, isPassing);
      }
      at = end + 1;
    }
  }

  /** Takes a key and its value; true when what follows on the line is a person's words. */
  private boolean take(
      Fields record, String key, String text, int from, int end, boolean isPassing) {
    boolean isOfJob = key.startsWith("TresPer");
    if (isPassing && !(isOfJob && text.lastIndexOf(" " + key + "=") + key.length() + 2 == from)) {
      return true;
    }
    if (key.equals("Reason") && !hasNodes) {
      record.put(key, text.substring(from), false);
      return true;
    }
    boolean isOfNode = hasNodes && Set.of("Nodes", "CPU_IDs", "Mem", "GRES").contains(key);
    record.put(key, text.substring(from, end), isOfNode);
    return FREE.contains(key) && !(hasNodes && key.equals("Reason")) && !key.equals("OS");
  }
}
