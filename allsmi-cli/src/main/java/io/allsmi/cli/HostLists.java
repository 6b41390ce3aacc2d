package io.allsmi.cli;

import io.allsmi.core.Issue;
import io.allsmi.core.hostlist.HostNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Host lists in a text, a line at a time: a line that is none costs itself alone. */
record HostLists(List<String> names, List<Issue> issues) {
  private static final int MOST_ISSUES = 100;

  static HostLists of(byte[] text) {
    List<String> names = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    int number = 0;
    for (String line :
        (Iterable<String>) new String(text, StandardCharsets.UTF_8).lines()::iterator) {
      number++;
      try {
        names.addAll(HostNames.expand(line, HostNames.MOST - names.size()));
      } catch (IllegalArgumentException e) {
        if (issues.size() < MOST_ISSUES) {
          issues.add(new Issue(number, String.valueOf(e.getMessage())));
        }
      }
    }
    return new HostLists(List.copyOf(names), List.copyOf(issues));
  }
}
