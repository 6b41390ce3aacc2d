package io.allsmi.collect.local;

import io.allsmi.collect.nvml.JnaNvml;
import io.allsmi.collect.nvml.Nvml;
import io.allsmi.collect.nvml.NvmlException;
import io.allsmi.collect.nvml.NvmlLibrary;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The NVIDIA GPUs of this machine, as the driver's library tells.
 *
 * <p>Every GPU is read on a thread of its own, all at once, and is waited for until a common
 * deadline: one that hangs costs its own readings, and nothing is asked of it before it has
 * answered. A GPU that was seen and is lost, hangs or has gone stays listed by what it is, without
 * readings; one that never told what it is stays listed by its number.
 */
final class NvidiaReader implements DeviceReader {
  /** A driver that has to wake up its GPUs takes seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String SUBJECT = "nvidia";

  /** How often a driver with a lost GPU is closed and opened, which is how it finds it again. */
  private static final Duration BETWEEN_OPENINGS = Duration.ofSeconds(30);

  /** What came of opening the driver. */
  private record Opening(Optional<Nvml> nvml, String failure) {}

  private final Supplier<NvmlLibrary> loader;
  private final NvidiaSurroundings surroundings;
  private final Duration limit;
  private final Patience opener;
  private final AtomicReference<@Nullable Opening> opened = new AtomicReference<>();
  private final Map<String, GpuInfo> identities = new LinkedHashMap<>();
  private @Nullable NvmlLibrary library;
  private Optional<Nvml> nvml = Optional.empty();
  private List<NvidiaSeat> seats = List.of();
  private Instant openedAt = Instant.MIN;
  private boolean hasLoss;

  NvidiaReader(Supplier<NvmlLibrary> loader, SystemFiles files, Duration limit) {
    this.loader = loader;
    this.surroundings = new NvidiaSurroundings(files);
    this.limit = limit;
    this.opener = new Patience(limit);
  }

  /** Prepares to read through a library; it is loaded at the first read. */
  static NvidiaReader of(String library, SystemFiles files) {
    return new NvidiaReader(() -> JnaNvml.load(library), files, PATIENCE);
  }

  @Override
  public DeviceReading read(Instant takenAt) {
    List<Issue> issues = new ArrayList<>();
    open(takenAt, issues);
    List<GpuInfo> gpus = new ArrayList<>();
    List<DeviceUse> uses = new ArrayList<>();
    if (nvml.isPresent()) {
      nvml.get().complaints().forEach(text -> issues.add(issue(text)));
      readAll(gpus, uses, issues);
    }
    addMissing(gpus, issues);
    addUnknown(gpus);
    gpus.sort(Comparator.comparingInt(gpu -> gpu.index().orElse(Integer.MAX_VALUE)));
    return new DeviceReading(gpus, uses, issues);
  }

  private static Issue issue(String text) {
    return new Issue(0, SUBJECT + ": " + text);
  }

  private void open(Instant takenAt, List<Issue> issues) {
    boolean isDue = !takenAt.isBefore(openedAt.plus(BETWEEN_OPENINGS));
    boolean isHung = seats.stream().anyMatch(NvidiaSeat::isAsking);
    boolean isOpening = opener.isAsking(); // asked first: what it opened meanwhile is then there
    Opening late = opened.getAndSet(null);
    if (late == null && isOpening) {
      issues.add(silence());
    } else if (late == null && (nvml.isEmpty() || (hasLoss && isDue && !isHung))) {
      Optional<Nvml> old = nvml;
      forget();
      Optional<Boolean> answer =
          opener.ask(
              "nvml",
              () -> {
                opened.set(openDriver(old));
                return true;
              });
      late = opened.getAndSet(null);
      if (answer.isEmpty() && late == null) {
        issues.add(silence());
      }
    }
    if (late != null) {
      nvml = late.nvml();
      openedAt = takenAt;
      seats =
          nvml.map(Nvml::gpus).orElse(List.of()).stream()
              .map(gpu -> new NvidiaSeat(gpu, surroundings, limit))
              .toList();
      if (nvml.isEmpty()) {
        issues.add(issue(late.failure()));
      }
    }
  }

  private Issue silence() {
    return issue("expected the driver to answer within " + seconds() + ", got nothing");
  }

  private void forget() {
    nvml = Optional.empty();
    seats = List.of();
    hasLoss = false;
  }

  private String seconds() {
    return limit.toMillis() / 1000.0 + " s";
  }

  /** Runs on a thread of its own, one at a time. */
  private Opening openDriver(Optional<Nvml> old) {
    try {
      old.ifPresent(Nvml::close);
      NvmlLibrary loaded = library;
      if (loaded == null) {
        loaded = loader.get();
        library = loaded;
      }
      return new Opening(Optional.of(Nvml.open(loaded)), "");
    } catch (NvmlException e) {
      return new Opening(Optional.empty(), String.valueOf(e.getMessage()));
    } catch (NoClassDefFoundError e) {
      return new Opening(
          Optional.empty(),
          "expected net.java.dev.jna:jna among the libraries, got none; add it to read NVIDIA GPUs");
    } catch (LinkageError e) {
      return new Opening(
          Optional.empty(), "expected a library that can be loaded, got: " + firstLine(e));
    }
  }

  private static String firstLine(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
      root = root.getCause();
    }
    return CommandLine.visible(String.valueOf(root.getMessage()).lines().findFirst().orElse(""));
  }

  private void readAll(List<GpuInfo> gpus, List<DeviceUse> uses, List<Issue> issues) {
    seats.forEach(NvidiaSeat::begin);
    long deadline = System.nanoTime() + limit.toNanos();
    for (NvidiaSeat seat : seats) {
      Optional<NvidiaSeat.Answer> answer = answer(seat, deadline - System.nanoTime(), issues);
      if (answer.isEmpty()) {
        seat.identity().ifPresent(gpus::add);
        continue;
      }
      answer.get().complaints().forEach(c -> issues.add(issue(seat.title() + ": " + c)));
      hasLoss |= answer.get().isLost();
      if (!answer.get().isLost() || answer.get().gpu().uuid().isPresent()) {
        gpus.add(answer.get().gpu());
      }
      uses.addAll(answer.get().uses());
      seat.identity().ifPresent(gpu -> identities.put(gpu.uuid().orElse(seat.title()), gpu));
    }
  }

  private Optional<NvidiaSeat.Answer> answer(
      NvidiaSeat seat, long nanoseconds, List<Issue> issues) {
    try {
      Optional<NvidiaSeat.Answer> answer = seat.answer(nanoseconds);
      if (answer.isEmpty()) {
        issues.add(
            issue(seat.title() + ": expected an answer within " + seconds() + ", got nothing"));
      }
      return answer;
    } catch (IllegalStateException e) {
      // What its reader did not expect costs this GPU only.
      issues.add(issue(seat.title() + ": " + e.getMessage()));
      return Optional.empty();
    }
  }

  /** GPUs that were there: after a loss a driver may count fewer, and number the others anew. */
  private void addMissing(List<GpuInfo> gpus, List<Issue> issues) {
    Set<String> listed = new HashSet<>();
    Set<Integer> taken = new HashSet<>();
    for (GpuInfo gpu : gpus) {
      gpu.uuid().ifPresent(listed::add);
      gpu.index().ifPresent(taken::add);
    }
    identities.forEach(
        (uuid, known) -> {
          if (known.uuid().isPresent() && !listed.contains(uuid)) {
            GpuInfo.Builder gpu =
                GpuInfo.builder().uuid(uuid).name(known.name()).detail(known.detail());
            known.memoryTotalBytes().ifPresent(gpu::memoryTotalBytes);
            if (taken.add(known.index().orElse(-1))) {
              known.index().ifPresent(gpu::index);
            }
            gpus.add(gpu.build());
            if (nvml.isPresent()) {
              issues.add(issue(uuid + ": expected it where it was, got no such GPU"));
            }
          }
        });
  }

  /** GPUs that the driver counts and that never said what they are. */
  private void addUnknown(List<GpuInfo> gpus) {
    Set<Integer> taken = new HashSet<>();
    gpus.forEach(gpu -> gpu.index().ifPresent(taken::add));
    for (NvidiaSeat seat : seats) {
      if (seat.identity().isEmpty() && taken.add(seat.index())) {
        gpus.add(GpuInfo.builder().index(seat.index()).build());
      }
    }
  }

  @Override
  public void close() {
    boolean isHung = seats.stream().anyMatch(NvidiaSeat::isAsking);
    Optional<Nvml> old = nvml;
    if (!isHung && old.isPresent()) {
      opener.ask(
          "nvml",
          () -> {
            old.get().close();
            return true;
          });
    }
    forget();
  }
}
