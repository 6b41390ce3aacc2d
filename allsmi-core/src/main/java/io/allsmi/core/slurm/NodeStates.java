package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** States of nodes in all spellings: {@code mix*}, {@code MIXED+DRAIN}, {@code down~}. */
final class NodeStates {
  private static final Map<String, String> SHORT =
      Map.of(
          "ALLOC", "ALLOCATED",
          "MIX", "MIXED",
          "COMP", "COMPLETING",
          "DRAIN", "DRAINED",
          "DRNG", "DRAINING",
          "RESV", "RESERVED",
          "PLND", "PLANNED",
          "FUTR", "FUTURE",
          "UNK", "UNKNOWN");

  /** What a character behind a state says. */
  private static final Map<Character, String> SUFFIXES =
      Map.of(
          '*', "NOT_RESPONDING",
          '~', "POWERED_DOWN",
          '#', "POWERING_UP",
          '!', "POWER_DOWN",
          '%', "POWERING_DOWN",
          '$', "MAINTENANCE",
          '@', "REBOOT_REQUESTED",
          '^', "REBOOT_ISSUED",
          '-', "PLANNED");

  private NodeStates() {}

  /** The state and its flags in upper case; the short names of sinfo in full. */
  static List<String> of(String text, boolean isSinfo) {
    List<String> states = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    for (String word : text.strip().split("[+,]", 33)) {
      String state = Intake.text(word, Caps.NAME_BYTES).orElse("").toUpperCase(Locale.ROOT);
      while (!state.isEmpty() && SUFFIXES.containsKey(state.charAt(state.length() - 1))) {
        flags.add(SUFFIXES.getOrDefault(state.charAt(state.length() - 1), ""));
        state = state.substring(0, state.length() - 1);
      }
      if (!state.isEmpty()) {
        states.add(isSinfo ? SHORT.getOrDefault(state, state) : state);
      }
    }
    states.addAll(flags);
    return states.stream().distinct().limit(32).toList();
  }
}
