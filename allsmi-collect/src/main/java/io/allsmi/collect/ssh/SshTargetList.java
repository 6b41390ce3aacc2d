package io.allsmi.collect.ssh;

import io.allsmi.collect.internal.WatchedFile;
import io.allsmi.core.Issue;
import io.allsmi.core.hostlist.HostNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Hosts for SSH that a user has listed, and what in the list could not be used.
 *
 * <p>A hostfile has one target or host list a line, and after it options of that line:
 *
 * <pre>{@code
 * # comments and blank lines are passed over
 * ann@dgx-01
 * gpu[01-16]                 user=ann port=2222     # a comment
 * [fd00::5]:2222             key=~/.ssh/id_cluster
 * node7,node8                jump=gate,ann@inner:2222
 * }</pre>
 *
 * <p>{@code user} and {@code port} are those of the line's hosts that name none before {@code @} or
 * after a colon; {@code key} is a private key and may come several times; {@code jump} names the
 * hosts on the way, the first one first, or {@code none}. A value with blanks stands in double
 * quotes.
 *
 * @param targets in the order of the text, each once; at most {@link HostNames#MOST}; unmodifiable
 * @param issues the entries that were left out, at most about 100; unmodifiable
 * @since 0.30
 */
public record SshTargetList(List<SshTarget> targets, List<Issue> issues) {
  /** Copies the lists; of equal targets the first stays. */
  public SshTargetList {
    targets = List.copyOf(new LinkedHashSet<>(targets));
    issues = List.copyOf(issues);
  }

  /**
   * Reads lists from the command line: targets as {@link SshTarget#parse} reads them and host lists
   * as {@link HostNames#expand} does, separated by commas or blanks. A user and a port belong to a
   * whole bracket expression and to nothing after a comma: in {@code ann@dgx-01,dgx-02} only the
   * first host has a user. Never throws for what is in them: a bad entry is an issue, with its
   * position among all entries as its line.
   */
  public static SshTargetList parse(List<String> lists) {
    TargetLines lines = new TargetLines(Path.of(System.getProperty("user.home", "")));
    int position = 0;
    for (String list : lists) {
      for (String entry : HostNames.split(list)) {
        position++;
        lines.entry(entry, position);
      }
    }
    return lines.list();
  }

  /**
   * Reads a hostfile once. A bad line is an issue and costs itself alone.
   *
   * @throws IOException when it is missing, unreadable or larger than 10 MiB, or when it names no
   *     host; the message begins with the path
   */
  public static SshTargetList readFile(Path path) throws IOException {
    SshTargetList list =
        parseFile(WatchedFile.text(path), Path.of(System.getProperty("user.home", "")));
    if (list.targets().isEmpty()) {
      String why = list.issues().isEmpty() ? "" : " (" + list.issues().get(0) + ")";
      throw new IOException(path + ": expected at least one host, got none" + why);
    }
    return list;
  }

  static SshTargetList parseFile(String text, Path home) {
    TargetLines lines = new TargetLines(home);
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int number = 0;
    for (String line : (Iterable<String>) body.lines()::iterator) {
      number++;
      lines.line(line, number);
    }
    return lines.list();
  }
}
