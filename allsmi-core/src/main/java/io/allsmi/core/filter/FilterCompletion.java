package io.allsmi.core.filter;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the text of a filter can go on with.
 *
 * @param from where the word begins that the choices replace
 * @param to where it ends: the cursor
 * @param choices what can stand there instead, by name, at most {@link #MOST}; empty for nothing
 * @since 0.30.0
 */
public record FilterCompletion(int from, int to, List<String> choices) {
  /** The most choices. */
  public static final int MOST = 200;

  /** A longer name is nothing to type. */
  private static final int LONGEST = 128;

  /** Checks the arguments and copies the list. */
  public FilterCompletion {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "range: expected 0 or more, in order, got " + from + " to " + to);
    }
    choices = List.copyOf(choices);
  }

  /**
   * Completes the word before a cursor: the names of fields, and behind an operator the values that
   * a snapshot has for a text.
   *
   * @param text the text
   * @param cursor a place in it; one outside counts as its nearest end
   * @param cluster where values come from; absent for none
   */
  public static FilterCompletion at(String text, int cursor, Optional<ClusterSnapshot> cluster) {
    int to = Math.max(0, Math.min(text.length(), cursor));
    int from = to;
    while (from > 0 && FilterLexer.isWord(text.substring(from - 1, from))) {
      from--;
    }
    String word = text.substring(from, to);
    String before = text.substring(0, from).stripTrailing();
    Set<String> all = new TreeSet<>();
    int operator = startOfOperator(before);
    if (operator < before.length()) {
      String field = lastWord(before.substring(0, operator).stripTrailing());
      FilterField.of(field).ifPresent(known -> values(known, cluster, all));
    } else {
      Arrays.stream(FilterField.values()).map(FilterField::word).forEach(all::add);
    }
    return new FilterCompletion(from, to, beginningWith(word, all));
  }

  private static int startOfOperator(String text) {
    int start = text.length();
    while (start > 0 && "<>=!~".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    boolean isOperator = FilterOperator.of(text.substring(start)).isPresent();
    return isOperator ? start : text.length();
  }

  private static String lastWord(String text) {
    int start = text.length();
    while (start > 0 && FilterLexer.isWord(text.substring(start - 1, start))) {
      start--;
    }
    return text.substring(start);
  }

  private static List<String> beginningWith(String word, Set<String> all) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(choice -> choice.toLowerCase(Locale.ROOT).startsWith(wanted))
        .limit(MOST)
        .toList();
  }

  /** The start that all choices share, at least the word itself; empty when there is no choice. */
  public String common() {
    String common = choices.isEmpty() ? "" : choices.get(0);
    for (String choice : choices) {
      int same = 0;
      while (same < Math.min(common.length(), choice.length())
          && common.charAt(same) == choice.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    boolean splits =
        !common.isEmpty() && Character.isHighSurrogate(common.charAt(common.length() - 1));
    return splits ? common.substring(0, common.length() - 1) : common;
  }

  private static void values(
      FilterField field, Optional<ClusterSnapshot> cluster, Set<String> into) {
    switch (field) {
      case STATE -> Arrays.stream(JobState.values()).map(JobState::wireName).forEach(into::add);
      case STATUS -> Arrays.stream(HostState.values()).map(HostState::wireName).forEach(into::add);
      default -> {
        for (HostSnapshot host : cluster.map(ClusterSnapshot::hosts).orElse(List.of())) {
          ofHost(field, host, into);
        }
        List<JobInfo> jobs =
            cluster.flatMap(ClusterSnapshot::jobs).map(JobList::jobs).orElse(List.of());
        for (JobInfo job : jobs) {
          List<String> texts =
              field == FilterField.USER ? JobFacts.user(job) : JobFacts.texts(field, job);
          texts.forEach(text -> add(text, into));
        }
      }
    }
  }

  private static void ofHost(FilterField field, HostSnapshot host, Set<String> into) {
    if (field == FilterField.HOST) {
      add(host.hostname(), into);
    } else if (field == FilterField.USER) {
      ProcessTable table = host.processTable();
      for (int user = 0; user < table.holdings().userCount(); user++) {
        add(Holdings.groupOf(table.holdings().user(user)), into);
      }
    } else if (field.of() == FilterField.Of.GPU && field != FilterField.UUID) {
      host.gpus().forEach(gpu -> GpuFacts.texts(field, gpu).forEach(text -> add(text, into)));
    }
  }

  private static void add(String text, Set<String> into) {
    if (!text.isEmpty() && text.length() <= LONGEST) {
      into.add(FilterLexer.isWord(text) ? text : FilterLexer.quote(text));
    }
  }

  /** The text with the word replaced. */
  public String with(String text, String choice) {
    Objects.requireNonNull(choice, "choice");
    return text.substring(0, from) + choice + text.substring(to);
  }
}
