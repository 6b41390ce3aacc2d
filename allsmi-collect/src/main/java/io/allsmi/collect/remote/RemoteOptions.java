package io.allsmi.collect.remote;

import io.allsmi.core.json.SnapshotSection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of a host and with what.
 *
 * @param fallbacks the tools that are tried, in this order, where the host has no program of ours;
 *     none when empty
 * @param sections what is read besides devices
 * @param masksSecrets whether secrets in command lines become {@code ***}
 * @param stream how often a tool that can go on by itself tells its readings; where it is empty the
 *     tool is started for each read
 * @param clock tells when readings were taken
 */
public record RemoteOptions(
    List<RemoteTool> fallbacks,
    Set<SnapshotSection> sections,
    boolean masksSecrets,
    Optional<Duration> stream,
    Clock clock) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Checks the arguments. */
  public RemoteOptions {
    fallbacks = fallbacks.stream().filter(tool -> tool != RemoteTool.NATIVE).distinct().toList();
    sections = Set.copyOf(sections);
    if (stream.isPresent()
        && (stream.get().compareTo(SHORTEST) < 0 || stream.get().toHours() > 0)) {
      throw new IllegalArgumentException(
          "stream: expected 100 ms to an hour, got " + stream.get().toMillis() + " ms");
    }
    Objects.requireNonNull(clock, "clock");
  }

  /** All tools, everything, secrets masked, the tool started for each read. */
  public static RemoteOptions defaults() {
    return new RemoteOptions(
        List.of(RemoteTool.NVIDIA_SMI, RemoteTool.AMD_SMI, RemoteTool.ROCM_SMI),
        SnapshotSection.all(),
        true,
        Optional.empty(),
        Clock.systemUTC());
  }

  /** These options with other {@link #fallbacks()}. */
  public RemoteOptions withFallbacks(List<RemoteTool> fallbacks) {
    return new RemoteOptions(fallbacks, sections, masksSecrets, stream, clock);
  }

  /** These options with other {@link #sections()}. */
  public RemoteOptions withSections(Set<SnapshotSection> sections) {
    return new RemoteOptions(fallbacks, sections, masksSecrets, stream, clock);
  }

  /** These options with another {@link #masksSecrets()}. */
  public RemoteOptions withMasksSecrets(boolean masksSecrets) {
    return new RemoteOptions(fallbacks, sections, masksSecrets, stream, clock);
  }

  /** These options with another {@link #stream()}. */
  public RemoteOptions withStream(Duration stream) {
    return new RemoteOptions(fallbacks, sections, masksSecrets, Optional.of(stream), clock);
  }

  /** These options with another {@link #clock()}. */
  public RemoteOptions withClock(Clock clock) {
    return new RemoteOptions(fallbacks, sections, masksSecrets, stream, clock);
  }
}
