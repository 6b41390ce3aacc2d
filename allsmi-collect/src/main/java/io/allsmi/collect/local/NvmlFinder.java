package io.allsmi.collect.local;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where NVIDIA's library lies, by names of files alone: loading what is needed to call it takes
 * longer than all other readers together, and most machines have no such GPU.
 */
final class NvmlFinder {
  /** What the loader knows it by; driver packages have no other name. */
  static final String NAME = "libnvidia-ml.so.1";

  private static final String WINDOWS_NAME = "nvml.dll";

  /** Where distributions, containers, WSL, NixOS and GKE put it; 64-bit folders first. */
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib64/nvidia",
          "/usr/lib/x86_64-linux-gnu/nvidia/current",
          "/usr/lib/wsl/lib",
          "/usr/local/nvidia/lib64",
          "/run/opengl-driver/lib",
          "/home/kubernetes/bin/nvidia/lib64",
          "/usr/lib",
          "/usr/local/nvidia/lib");

  private static final String CONFIGURED = "/etc/ld.so.conf.d";
  private static final int MOST_FOLDERS = 256;

  private final FolderFiles files;
  private final Map<String, String> environment;

  NvmlFinder(FolderFiles files, Map<String, String> environment) {
    this.files = files;
    this.environment = environment;
  }

  /** The library's path on Linux. */
  Optional<String> find() {
    for (String folder : environment.getOrDefault("LD_LIBRARY_PATH", "").split(":", -1)) {
      File library = new File(folder, NAME);
      if (folder.startsWith("/") && library.exists()) {
        return Optional.of(library.getPath());
      }
    }
    for (String folder : folders()) {
      File library = files.file(folder + "/" + NAME);
      if (library.exists()) {
        return Optional.of(library.getPath());
      }
    }
    return Optional.empty();
  }

  /** The known folders, then those that the loader is configured to look in. */
  private List<String> folders() {
    List<String> folders = new ArrayList<>(FOLDERS);
    for (String name : files.names(CONFIGURED)) {
      String text = files.text(CONFIGURED + "/" + name, FolderFiles.USUAL_LIMIT).orElse("");
      for (String line : text.split("\n", -1)) {
        if (line.startsWith("/") && folders.size() < MOST_FOLDERS) {
          folders.add(line.strip());
        }
      }
    }
    return folders;
  }

  /** The library's path on Windows. */
  Optional<String> findOnWindows() {
    List<File> places = new ArrayList<>();
    place(places, "SystemRoot", "System32");
    place(places, "ProgramFiles", "NVIDIA Corporation\\NVSMI");
    return places.stream().filter(File::exists).map(File::getPath).findFirst();
  }

  private void place(List<File> places, String variable, String folder) {
    String root = environment.getOrDefault(variable, "");
    if (!root.isEmpty()) {
      places.add(new File(new File(root, folder), WINDOWS_NAME));
    }
  }
}
