package io.allsmi.core.json;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a snapshot that can be asked for by name.
 *
 * @since 0.30.0
 */
public enum SnapshotSection {
  /** The accelerators. */
  GPU("gpu", "gpus", List.of("gpus")),
  /** The processors. */
  CPU("cpu", "cpus", List.of("cpus")),
  /** Main memory and swap. */
  MEMORY("memory", "memory", List.of("mem")),
  /** Power, air and fans. */
  CHASSIS("chassis", "chassis", List.of()),
  /** The processes. */
  PROCESS("process", "processes", List.of("processes")),
  /** The disks. */
  STORAGE("storage", "storage", List.of("disk"));

  private static final Map<String, SnapshotSection> BY_NAME = new LinkedHashMap<>();

  static {
    for (SnapshotSection section : values()) {
      BY_NAME.put(section.wireName, section);
      section.aliases.forEach(alias -> BY_NAME.put(alias, section));
    }
  }

  private final String wireName;
  private final String key;
  private final List<String> aliases;

  SnapshotSection(String wireName, String key, List<String> aliases) {
    this.wireName = wireName;
    this.key = key;
    this.aliases = aliases;
  }

  /** The name by which it is asked for: {@code gpu}, {@code process}. */
  public String wireName() {
    return wireName;
  }

  /** The key of its array in a snapshot: {@code gpus}, {@code processes}. */
  public String key() {
    return key;
  }

  /** What a snapshot has when nothing was asked for: all but processes and disks. */
  public static Set<SnapshotSection> defaults() {
    return Collections.unmodifiableSet(EnumSet.of(GPU, CPU, MEMORY, CHASSIS));
  }

  /** All of them. */
  public static Set<SnapshotSection> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(SnapshotSection.class));
  }

  /**
   * The section of that name or of another name for it, such as {@code disk}; upper case is taken
   * too.
   */
  public static Optional<SnapshotSection> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /**
   * The sections of a list such as {@code gpu,process}.
   *
   * @throws IllegalArgumentException when a name is none or there is no name at all; the message
   *     has no subject
   */
  public static Set<SnapshotSection> parse(String list) {
    EnumSet<SnapshotSection> sections = EnumSet.noneOf(SnapshotSection.class);
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        sections.add(named(name).orElseThrow(() -> unknown(name)));
      }
    }
    if (sections.isEmpty()) {
      throw unknown(list);
    }
    return Collections.unmodifiableSet(sections);
  }

  /**
   * The sections of a list, names that are none left out; {@link #defaults()} when no name is left.
   */
  public static Set<SnapshotSection> parseLeniently(String list) {
    EnumSet<SnapshotSection> sections = EnumSet.noneOf(SnapshotSection.class);
    for (String name : list.split(",", -1)) {
      named(name).ifPresent(sections::add);
    }
    return sections.isEmpty() ? defaults() : Collections.unmodifiableSet(sections);
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "expected some of gpu, cpu, memory, chassis, process, storage, got '" + name.strip() + "'");
  }
}
