package io.allsmi.core.usage;

import io.allsmi.core.Holdings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the users of all hosts. Number 0 is the unattributed group, under each of the names
 * that mean that the user is not known.
 *
 * <p>Ten thousand hosts ask half a million times, so a small cache stands before the map: the names
 * of a cluster are few. The first to come stay in it.
 */
final class UserNames {
  static final int UNATTRIBUTED = 0;

  private static final int CACHE_BITS = 11;
  private static final int PROBES = 8;
  private static final int CACHE = (1 << CACHE_BITS) + PROBES;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final @Nullable String[] cachedName = new @Nullable String[CACHE];
  private final int[] cachedNumber = new int[CACHE];

  UserNames() {
    names.add(UserAggregate.UNATTRIBUTED);
    numbers.put(UserAggregate.UNATTRIBUTED, UNATTRIBUTED);
  }

  int size() {
    return names.size();
  }

  /**
   * The names of users in order, without the unattributed group.
   *
   * @param nodes by number: hosts of the user; one without any is left out
   */
  String[] sorted(int[] nodes) {
    String[] sorted = new String[nodes.length];
    int size = 0;
    for (int number = UNATTRIBUTED + 1; number < nodes.length; number++) {
      if (nodes[number] > 0) {
        sorted[size++] = names.get(number);
      }
    }
    sorted = Arrays.copyOf(sorted, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The number of each user of a host. */
  int[] numbers(Holdings holdings) {
    int[] numbers = new int[holdings.userCount()];
    for (int user = 0; user < numbers.length; user++) {
      numbers[user] = number(holdings.user(user));
    }
    return numbers;
  }

  int number(String name) {
    // Names that count up hash to neighbours; the multiplication drives them apart.
    int first = (name.hashCode() * 0x9E3779B9) >>> (32 - CACHE_BITS);
    for (int slot = first; slot < first + PROBES; slot++) {
      String cached = cachedName[slot];
      // Hosts mostly share the string itself, and then its text is not looked at.
      if (name.equals(cached)) {
        return cachedNumber[slot];
      }
      if (cached == null) {
        cachedName[slot] = name;
        cachedNumber[slot] = lookUp(Holdings.groupOf(name));
        return cachedNumber[slot];
      }
    }
    return lookUp(Holdings.groupOf(name));
  }

  private int lookUp(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = names.size();
    numbers.put(name, number);
    names.add(name);
    return number;
  }
}
