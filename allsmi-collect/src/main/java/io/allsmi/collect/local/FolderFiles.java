package io.allsmi.collect.local;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files below a root folder: this machine's, or a tree that resembles them. */
final class FolderFiles extends SystemFiles {
  private final String root;

  /** Grows to the largest file that was read. */
  private byte[] scratch = new byte[8 << 10];

  FolderFiles(Path root) {
    String folder = root.toAbsolutePath().normalize().toString();
    this.root = folder.equals("/") ? "" : folder;
  }

  @Override
  boolean isThisMachine() {
    return root.isEmpty();
  }

  /** The file as this program opens it; for any thread. */
  File file(String path) {
    return new File(root + path);
  }

  @Override
  boolean exists(String path) {
    return file(path).exists();
  }

  @Override
  int read(String path, byte[] buffer) {
    try (FileInputStream in = new FileInputStream(root + path)) {
      int length = 0;
      while (length < buffer.length) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read <= 0) {
          break;
        }
        length += read;
      }
      return length;
    } catch (IOException e) {
      return -1; // not available: see the class above
    }
  }

  @Override
  Optional<String> text(String path, int limit) {
    int length = read(path, scratch);
    while (length == scratch.length && length < limit) {
      scratch = new byte[Math.min(limit, scratch.length * 8)];
      length = read(path, scratch);
    }
    return length < 0
        ? Optional.empty()
        : Optional.of(new String(scratch, 0, Math.min(length, limit), StandardCharsets.UTF_8));
  }

  @Override
  Optional<String[]> listed(String path) {
    return Optional.ofNullable(file(path).list());
  }

  @Override
  long version(String path) {
    return file(path).lastModified();
  }

  @Override
  List<String> names(String path) {
    String[] names = file(path).list();
    if (names == null) {
      return new ArrayList<>();
    }
    Arrays.sort(names);
    return new ArrayList<>(Arrays.asList(names).subList(0, Math.min(names.length, MOST_NAMES)));
  }
}
