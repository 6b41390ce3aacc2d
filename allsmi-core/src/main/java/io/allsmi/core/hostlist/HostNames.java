package io.allsmi.core.hostlist;

import java.util.ArrayList;
import java.util.List;

/**
 * Host lists as Slurm writes them, both ways.
 *
 * <pre>{@code
 * HostNames.expand("gpu[09-11],login", 100);               // gpu09, gpu10, gpu11, login
 * HostNames.expand("r[1-2]n[1-2]-ib", 100);                // r1n1-ib, r1n2-ib, r2n1-ib, r2n2-ib
 * HostNames.fold(List.of("gpu09", "gpu10", "login"));      // gpu[09-10],login
 * }</pre>
 *
 * <p>Source: {@code SLURM_JOB_NODELIST}, the nodes of {@code squeue} and {@code scontrol}, and what
 * people type. {@code scontrol show hostnames} is the reference.
 *
 * @since 0.30
 */
public final class HostNames {
  /** How many names Slurm itself allows in one range, and a good bound for a whole expression. */
  public static final int MOST = 65_536;

  private static final String SEPARATORS = ", \t\r\n";

  private HostNames() {}

  /**
   * The names of an expression. Names are separated by commas, blanks or line ends; brackets hold
   * numbers and ranges of them, and the numbers of a range are padded with zeros to the length of
   * its first one. Of several brackets the last turns fastest.
   *
   * @param most how many names there may be
   * @return in the order of the expression; a name that is said twice is there twice; unmodifiable
   * @throws IllegalArgumentException when the expression is not one, as where a bracket is open,
   *     empty or holds no numbers, or where a control character stands, or when it has more names
   *     than allowed or one of more than 255 characters; the message is one line that says what was
   *     expected and found
   */
  public static List<String> expand(String expression, int most) {
    List<String> names = new ArrayList<>();
    for (String part : split(expression)) {
      new HostExpression(part).expandInto(names, most);
    }
    return List.copyOf(names);
  }

  /**
   * The entries of an expression, not expanded: it is cut at commas, blanks and line ends that
   * stand outside of brackets. Empty entries are left out, and one whose bracket never closes is
   * given as it is, with all that follows.
   *
   * @return in order; unmodifiable
   */
  public static List<String> split(String expression) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean isInside = false;
    for (int i = 0; i <= expression.length(); i++) {
      char c = i < expression.length() ? expression.charAt(i) : ',';
      boolean isEnd = i == expression.length() || (!isInside && SEPARATORS.indexOf(c) >= 0);
      if (isEnd) {
        if (i > start) {
          parts.add(expression.substring(start, i));
        }
        start = i + 1;
      }
      isInside = c == '[' || (isInside && c != ']');
    }
    return List.copyOf(parts);
  }

  /**
   * One expression for these names: neighbours in the list that differ in their last number alone
   * share a bracket. It expands to the same names in the same order.
   *
   * @throws IllegalArgumentException when one is empty or has a comma, a bracket or a blank in it
   */
  public static String fold(List<String> names) {
    HostFolder folder = new HostFolder();
    names.forEach(folder::add);
    return folder.toString();
  }
}
