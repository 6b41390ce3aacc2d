package io.allsmi.collect;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text of a {@link HostList}: plain lines, or CSV with a header. */
final class HostListParser {
  private static final List<String> HOST_COLUMNS = List.of("target", "address", "host", "hostname");
  private static final int MAX_ISSUES = 100;

  private final List<HostTarget> targets = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private boolean first = true;
  private int hostColumn = -1;
  private int portColumn = -1;

  HostList parse(String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int number = 0;
    for (String line : (Iterable<String>) body.lines()::iterator) {
      number++;
      int comment = line.indexOf('#');
      String content = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!content.isEmpty()) {
        line(content, number);
        first = false;
      }
    }
    return new HostList(targets, issues);
  }

  private void line(String content, int number) {
    if (first && isHeader(content)) {
      return;
    }
    if (hostColumn < 0) {
      add(content, HttpTarget.DEFAULT_PORT, number, targets, issues);
    } else {
      csvRow(cells(content), number);
    }
  }

  private boolean isHeader(String content) {
    List<String> names = cells(content).stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    hostColumn =
        HOST_COLUMNS.stream().mapToInt(names::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
    portColumn = names.indexOf("port");
    return hostColumn >= 0;
  }

  private void csvRow(List<String> cells, int line) {
    String host = hostColumn < cells.size() ? cells.get(hostColumn) : "";
    String port = portColumn >= 0 && portColumn < cells.size() ? cells.get(portColumn) : "";
    if (port.isEmpty()) {
      add(host, HttpTarget.DEFAULT_PORT, line, targets, issues);
      return;
    }
    int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    if (number < 1 || number > 65_535) {
      complain(line, host + ": expected a port from 1 to 65535, got '" + port + "'", issues);
    } else {
      add(host, number, line, targets, issues);
    }
  }

  static void add(
      String text, int defaultPort, int number, List<HostTarget> targets, List<Issue> issues) {
    try {
      targets.add(HttpTarget.parse(text, defaultPort));
    } catch (IllegalArgumentException e) {
      complain(number, message(e), issues);
    }
  }

  private static void complain(int number, String message, List<Issue> issues) {
    if (issues.size() < MAX_ISSUES) {
      issues.add(new Issue(number, message));
    } else if (issues.size() == MAX_ISSUES) {
      issues.add(new Issue(0, "more lines could not be used; only the first 100 are listed"));
    }
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }

  /** The cells of a CSV line: quotes are taken off, and a comma inside them is kept. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
