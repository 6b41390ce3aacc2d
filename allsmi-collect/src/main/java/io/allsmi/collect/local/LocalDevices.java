package io.allsmi.collect.local;

import io.allsmi.collect.command.LocalCommands;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.core.Issue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which devices this machine has, and who reads them: found by names of files, without loading a
 * library or running a program.
 */
final class LocalDevices {
  /** The makers' numbers on the bus. */
  static final String NVIDIA = "0x10de";

  private static final String CLASS = "/sys/class/drm";
  private static final String ACCELERATORS = "/sys/class/accel";
  private static final String GAUDI = "0x1da3";

  /** Where ROCm puts its programs, which few add to their PATH. */
  private static final String ROCM = "/opt/rocm/bin";

  private final FolderFiles files;
  private final LocalOptions options;
  private final Map<String, String> environment;
  private final String system;
  private final LocalCommands tools;

  LocalDevices(LocalOptions options, Map<String, String> environment, String system) {
    this.files = new FolderFiles(options.root());
    this.options = options;
    this.environment = environment;
    this.system = system;
    List<Path> folders = new ArrayList<>();
    folders.addAll(LocalCommands.folders(environment.getOrDefault("PATH", "")));
    folders.add(files.file(ROCM).toPath());
    this.tools = LocalCommands.in(folders);
  }

  /** Looks on the machine that this program runs on. */
  static List<DeviceReader> find(LocalOptions options) {
    String system = System.getProperty("os.name", "");
    return new LocalDevices(options, System.getenv(), system).find();
  }

  /** Readers in the order in which their devices are numbered. */
  List<DeviceReader> find() {
    List<DeviceReader> readers = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    if (system.equals("Linux")) {
      Set<String> makers = makers();
      nvidia(makers, readers, issues);
      cards(makers, readers);
      if (tools.find(DeviceTool.HL_SMI.program()).isPresent()) {
        readers.add(tool(DeviceTool.HL_SMI));
      } else if (hasGaudi()) {
        issues.add(
            new Issue(
                0,
                "gaudi: expected the program hl-smi to read the accelerators in this machine,"
                    + " got none; install it or put it on the PATH"));
      }
    } else {
      NvmlFinder finder = new NvmlFinder(files, environment);
      options
          .nvmlLibrary()
          .map(Object::toString)
          .or(
              system.toLowerCase(Locale.ROOT).startsWith("windows")
                  ? finder::findOnWindows
                  : Optional::empty)
          .ifPresent(library -> readers.add(NvidiaReader.of(library, files)));
      issues.add(
          new Issue(
              0,
              "devices: expected Linux to read GPUs of all makers, got "
                  + system
                  + ", where those of NVIDIA alone are read; this is untested"));
    }
    if (!issues.isEmpty()) {
      readers.add(new NoticeReader(issues));
    }
    return readers;
  }

  /** The makers of the machine's displays and accelerators. */
  private Set<String> makers() {
    Set<String> makers = new HashSet<>();
    for (String name : files.names(CLASS)) {
      if (DrmCard.isCard(name)) {
        files.line(CLASS + "/" + name + "/device/vendor").ifPresent(makers::add);
      }
    }
    return makers;
  }

  private void nvidia(Set<String> makers, List<DeviceReader> readers, List<Issue> issues) {
    Optional<String> library =
        options.nvmlLibrary().map(Object::toString).or(new NvmlFinder(files, environment)::find);
    if (library.isPresent()) {
      readers.add(NvidiaReader.of(library.get(), files));
    } else if (files.exists("/proc/driver/nvidia/version")) {
      // The driver is there: its library may be where only the loader knows.
      readers.add(NvidiaReader.of(NvmlFinder.NAME, files));
    } else if (makers.contains(NVIDIA)) {
      issues.add(
          new Issue(
              0,
              "nvidia: expected the driver's library "
                  + NvmlFinder.NAME
                  + " to read the GPU in this machine, got none; install the driver"));
    }
  }

  private ToolReader tool(DeviceTool tool) {
    return new ToolReader(tool, tools, ToolReader.PATIENCE);
  }

  /** AMD by its tools, the newer first, else by files; Intel, which has no such tool, by files. */
  private void cards(Set<String> makers, List<DeviceReader> readers) {
    DrmUses uses = new DrmUses(DrmClients.open(options.root()));
    List<DeviceReader> amd = new ArrayList<>();
    if (makers.contains(AmdCards.MAKER) || files.exists("/sys/module/amdgpu")) {
      for (DeviceTool tool : List.of(DeviceTool.AMD_SMI, DeviceTool.ROCM_SMI)) {
        if (tools.find(tool.program()).isPresent()) {
          amd.add(tool(tool));
        }
      }
      amd.add(new AmdCards(files));
      readers.add(uses.joinedTo(new PreferredReader(amd)));
    }
    if (makers.contains(IntelCards.MAKER)) {
      readers.add(uses.joinedTo(new IntelCards(files)));
    }
  }

  private boolean hasGaudi() {
    return files.names(ACCELERATORS).stream()
        .map(name -> files.line(ACCELERATORS + "/" + name + "/device/vendor").orElse(""))
        .anyMatch(GAUDI::equals);
  }
}
