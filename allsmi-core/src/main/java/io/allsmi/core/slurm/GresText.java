package io.allsmi.core.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Devices as Slurm lists them: {@code gpu:a100:1(IDX:1,3),gres/gpu=2,gres:shard:4}. What is no
 * device of ours, such as {@code cpu=4} or {@code gres:pfsdir}, is passed over.
 */
final class GresText {
  private static final Set<String> NAMES = Set.of("gpu", "shard", "mps");
  private static final int MOST_COUNT = 1_000_000;
  private static final int MOST_INDEX = 4_095;
  private static final int MOST_GRANTS = 256;
  private static final int MOST_TYPE_CHARS = 128;
  private static final Pattern COUNT = Pattern.compile("([0-9]{1,9})([kKmM]?)");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  private GresText() {}

  /** The devices of each entry; an entry whose count cannot be believed is left out. */
  static List<GpuGrant> list(String text) {
    List<GpuGrant> grants = new ArrayList<>();
    for (String entry : entries(text)) {
      GpuGrant grant = entry(entry);
      if (grant != null && grants.size() < MOST_GRANTS) {
        grants.add(grant);
      }
    }
    return List.copyOf(grants);
  }

  /**
   * The devices of a TRES text, which has the sum of a name and, where types are counted, each type
   * beside it: {@code gres/gpu=3,gres/gpu:a100=1,gres/gpu:l40s=2} are three.
   */
  static List<GpuGrant> tres(String text) {
    List<GpuGrant> typed = new ArrayList<>();
    List<GpuGrant> sums = new ArrayList<>();
    for (GpuGrant grant : list(text)) {
      (grant.type().isEmpty() ? sums : typed).add(grant);
    }
    for (GpuGrant sum : sums) {
      int ofTypes =
          typed.stream().filter(g -> g.gres().equals(sum.gres())).mapToInt(GpuGrant::count).sum();
      if (sum.count() > ofTypes) {
        typed.add(GpuGrant.of(sum.gres(), "", sum.count() - ofTypes));
      }
    }
    return List.copyOf(typed);
  }

  /** The same devices so many times over, without numbers. */
  static List<GpuGrant> times(List<GpuGrant> grants, int times) {
    List<GpuGrant> all = new ArrayList<>();
    for (GpuGrant grant : grants) {
      long count = (long) grant.count() * times;
      if (count <= MOST_COUNT) {
        all.add(GpuGrant.of(grant.gres(), grant.type(), (int) count));
      }
    }
    return List.copyOf(all);
  }

  /** Cut at the commas outside of parentheses. */
  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (i == text.length() || (c == ',' && depth == 0)) {
        entries.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    return entries;
  }

  private static @Nullable GpuGrant entry(String entry) {
    String text =
        entry.startsWith("gres:") || entry.startsWith("gres/") ? entry.substring(5) : entry;
    int open = text.indexOf('(');
    String what = open < 0 ? text : text.substring(0, open);
    int equals = what.indexOf('=');
    String name = equals < 0 ? what : what.substring(0, equals);
    String[] parts = name.split(":", 3);
    if (!NAMES.contains(parts[0])) {
      return null;
    }
    String last = parts[parts.length - 1];
    boolean hasCount = equals < 0 && parts.length > 1 && COUNT.matcher(last).matches();
    long count = equals >= 0 ? count(what.substring(equals + 1)) : hasCount ? count(last) : 1;
    String type = parts.length == 3 || (parts.length == 2 && !hasCount) ? parts[1] : "";
    boolean isStrange = parts.length == 3 && equals < 0 && !hasCount;
    if (isStrange || count < 0 || type.length() > MOST_TYPE_CHARS || hasControls(type)) {
      return null;
    }
    List<Integer> indices = open < 0 ? null : indices(text.substring(open));
    return new GpuGrant(
        parts[0], type, (int) count, indices == null ? List.of() : indices, indices != null);
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static long count(String text) {
    Matcher count = COUNT.matcher(text);
    if (!count.matches()) {
      return -1;
    }
    String unit = count.group(2).toLowerCase(Locale.ROOT);
    long factor = unit.isEmpty() ? 1 : unit.equals("k") ? 1024 : 1024 * 1024;
    long value = Long.parseLong(count.group(1)) * factor;
    return value <= MOST_COUNT ? value : -1;
  }

  /** The numbers in {@code (IDX:0-3,7)}; null when it does not tell them. */
  private static @Nullable List<Integer> indices(String text) {
    int close = text.indexOf(')');
    if (!text.startsWith("(IDX:") || close < 0) {
      return null;
    }
    String ranges = text.substring(5, close);
    Set<Integer> numbers = new TreeSet<>();
    for (String range : ranges.split(",", -1)) {
      Matcher found = RANGE.matcher(range);
      if ((range.isEmpty() && ranges.isEmpty()) || range.equals("N/A")) {
        return List.of();
      }
      if (!found.matches()) {
        return null;
      }
      int first = Integer.parseInt(found.group(1));
      int last = found.group(2) == null ? first : Integer.parseInt(found.group(2));
      if (last < first || last > MOST_INDEX) {
        return null;
      }
      for (int i = first; i <= last; i++) {
        numbers.add(i);
      }
    }
    return List.copyOf(numbers);
  }
}
