package io.allsmi.cli;

import io.allsmi.core.hostlist.HostNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with hosts, a line for each thing and not for each host: {@code node[0001-0512]:
 * connection refused}. As many lines and as much of the names as people read.
 */
final class HostComplaints {
  private static final int MOST_LINES = 50;
  private static final int MOST_CHARS = 200;
  private static final Pattern PORT = Pattern.compile("(.*[^:])(:[0-9]{1,5})");

  /** By what is wrong, whose it is; as many as there are lines for. */
  private final Map<String, TreeSet<String>> hosts = new LinkedHashMap<>();

  private int untold;

  /** Takes up that something is wrong with a host. */
  void add(String host, String message) {
    TreeSet<String> known = hosts.get(message);
    if (known == null) {
      if (hosts.size() == MOST_LINES) {
        untold++;
        return;
      }
      known = new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(name -> name));
      hosts.put(message, known);
    }
    known.add(host);
  }

  /** Says everything. */
  void tell(Console console) {
    hosts.forEach((message, of) -> console.complain(names(List.copyOf(of)) + ": " + message));
    if (untold > 0) {
      console.complain(untold + " more complaints, each of another kind");
    }
  }

  /** The names in as few characters as it takes, or the first of them and how many more. */
  static String names(List<String> names) {
    int shown = names.size();
    String text = folded(names);
    while (text.length() > MOST_CHARS && shown > 1) {
      shown = (shown + 1) / 2;
      text = folded(names.subList(0, shown));
    }
    int more = names.size() - shown;
    return more == 0 ? text : text + " and " + more + " more";
  }

  private static String folded(List<String> names) {
    List<String> stems = new ArrayList<>();
    String port = null;
    for (String name : names) {
      Matcher found = PORT.matcher(name);
      String own = found.matches() ? found.group(2) : "";
      if (port != null && !port.equals(own)) {
        return foldedWhole(names);
      }
      port = own;
      stems.add(own.isEmpty() ? name : found.group(1));
    }
    return foldedWhole(stems) + (port == null ? "" : port);
  }

  /** Addresses in brackets are no names. */
  private static String foldedWhole(List<String> names) {
    try {
      return HostNames.fold(names);
    } catch (IllegalArgumentException e) {
      return String.join(",", names);
    }
  }
}
