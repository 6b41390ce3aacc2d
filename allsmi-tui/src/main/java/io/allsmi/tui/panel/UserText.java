package io.allsmi.tui.panel;

import io.allsmi.core.usage.UserAggregate;
import java.util.List;
import java.util.OptionalLong;

/** Figures of users. A user without devices has none of them to show. */
final class UserText {
  private UserText() {}

  static String bytes(int gpus, OptionalLong bytes) {
    return gpus == 0 ? Figures.UNKNOWN : Figures.bytes(bytes);
  }

  static String power(int gpus, OptionalLong microwatts) {
    return gpus == 0 || microwatts.isEmpty()
        ? Figures.UNKNOWN
        : Figures.watts(microwatts.getAsLong() / 1e6);
  }

  static String bytes(List<UserAggregate> users) {
    return Figures.bytes(users.stream().mapToLong(u -> u.vramBytes().orElse(0)).sum());
  }

  static String power(List<UserAggregate> users) {
    return Figures.watts(users.stream().mapToLong(u -> u.powerMicrowatts().orElse(0)).sum() / 1e6);
  }

  /** {@code 6d 03:12:08} or {@code 2:15:02}. */
  static String duration(OptionalLong seconds) {
    if (seconds.isEmpty()) {
      return Figures.UNKNOWN;
    }
    long all = seconds.getAsLong();
    String rest = two(all / 60 % 60) + ":" + two(all % 60);
    return all < 86_400
        ? all / 3600 + ":" + rest
        : all / 86_400 + "d " + two(all / 3600 % 24) + ":" + rest;
  }

  private static String two(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }

  /** {@code 0-3,5}. */
  static String ranges(List<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < numbers.size(); ) {
      int end = i;
      while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
        end++;
      }
      text.append(text.length() == 0 ? "" : ",").append(numbers.get(i));
      if (end > i) {
        text.append(end == i + 1 ? "," : "-").append(numbers.get(end));
      }
      i = end + 1;
    }
    return text.length() == 0 ? Figures.UNKNOWN : text.toString();
  }
}
