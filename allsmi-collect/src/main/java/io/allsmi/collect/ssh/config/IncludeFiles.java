package io.allsmi.collect.ssh.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a pattern of {@code Include} names, as a shell would list them. */
final class IncludeFiles {
  private static final int MOST = 1024;

  private IncludeFiles() {}

  /** In order of their names; none where nothing matches. */
  static List<Path> matching(String pattern) throws IOException {
    List<Path> found = List.of(Path.of("/"));
    for (String segment : pattern.split("/", -1)) {
      if (!segment.isEmpty()) {
        found = step(found, segment);
      }
    }
    return found.stream().filter(Files::exists).toList();
  }

  private static List<Path> step(List<Path> folders, String segment) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (segment.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
        found.add(folder.resolve(segment));
      } else if (Files.isDirectory(folder)) {
        found.addAll(list(folder, segment));
      }
    }
    if (found.size() > MOST) {
      throw new SshConfigException(
          "Include: expected at most " + MOST + " files, got more for '" + segment + "'");
    }
    return found;
  }

  private static List<Path> list(Path folder, String segment) throws IOException {
    PathMatcher matcher = matcher(segment);
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> isShown(entry, segment))
          .filter(entry -> matcher.matches(entry.getFileName()))
          .sorted()
          .toList();
    }
  }

  private static boolean isShown(Path entry, String segment) {
    return segment.startsWith(".") || !String.valueOf(entry.getFileName()).startsWith(".");
  }

  private static PathMatcher matcher(String segment) {
    try {
      String glob = segment.replace("{", "\\{").replace("}", "\\}");
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      return name -> name.toString().equals(segment); // an open bracket stands for itself
    }
  }
}
