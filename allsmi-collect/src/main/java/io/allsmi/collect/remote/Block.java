package io.allsmi.collect.remote;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One answer of the host, in sections. */
final class Block {
  /** What stands between two marks. */
  static final class Section {
    /** A program that was ended by {@code timeout}, or killed by it. */
    private static final List<Integer> TIMED_OUT = List.of(124, 137, 143);

    final String name;
    final byte[] bytes;
    final int status;

    /**
     * Makes one.
     *
     * @param status how its program ended; 0 when it is of none
     */
    Section(String name, byte[] bytes, int status) {
      this.name = name;
      this.bytes = bytes;
      this.status = status;
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    boolean isTimedOut() {
      return TIMED_OUT.contains(status);
    }
  }

  private final Instant arrivedAt;
  private final List<Section> sections;
  private final boolean isCut;

  Block(Instant arrivedAt, List<Section> sections, boolean isCut) {
    this.arrivedAt = arrivedAt;
    this.sections = List.copyOf(sections);
    this.isCut = isCut;
  }

  Instant arrivedAt() {
    return arrivedAt;
  }

  List<Section> sections() {
    return sections;
  }

  /** Whether it was larger than the limit, and the rest is lost. */
  boolean isCut() {
    return isCut;
  }

  /** What its sections take up. */
  long size() {
    return sections.stream().mapToLong(section -> section.bytes.length).sum();
  }

  Optional<Section> section(String name) {
    return sections.stream().filter(section -> section.name.equals(name)).findFirst();
  }
}
