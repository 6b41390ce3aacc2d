package io.allsmi.collect.local;

import io.allsmi.core.Issue;
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

  private final SystemFiles files;
  private final LocalOptions options;
  private final Map<String, String> environment;
  private final String system;

  LocalDevices(LocalOptions options, Map<String, String> environment, String system) {
    this.files = new SystemFiles(options.root());
    this.options = options;
    this.environment = environment;
    this.system = system;
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
      if (name.startsWith("card") && name.indexOf('-') < 0) {
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
}
