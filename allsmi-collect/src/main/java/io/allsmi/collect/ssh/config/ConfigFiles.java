package io.allsmi.collect.ssh.config;

import io.allsmi.collect.internal.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files, each read once. */
final class ConfigFiles {
  /** The largest file that is read. */
  static final int MAX_BYTES = 1 << 20;

  private final OptionalInt uid;
  private final Map<Path, Optional<List<ConfigLine>>> read = new ConcurrentHashMap<>();

  ConfigFiles(OptionalInt uid) {
    this.uid = uid;
  }

  /** Takes what is in a file from elsewhere. */
  void add(Path file, byte[] text) throws SshConfigException {
    read.put(file, Optional.of(lines(file, text)));
  }

  /** The lines that say something; empty when there is no such file. */
  Optional<List<ConfigLine>> lines(Path file, boolean isChecked) throws SshConfigException {
    Optional<List<ConfigLine>> known = read.get(file);
    if (known == null) {
      known = load(file, isChecked);
      read.put(file, known);
    }
    return known;
  }

  private Optional<List<ConfigLine>> load(Path file, boolean isChecked) throws SshConfigException {
    try {
      if (isChecked && Files.exists(file)) {
        checkOwner(file);
      }
      if (Files.isDirectory(file)) {
        return Optional.of(List.of());
      }
      try (InputStream in = RegularFile.open(file)) {
        return Optional.of(lines(file, in.readNBytes(MAX_BYTES + 1)));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (SshConfigException e) {
      throw e;
    } catch (RegularFile.NoFileException e) {
      throw new SshConfigException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new SshConfigException(file + ": expected a file that can be read, got " + e);
    }
  }

  private static List<ConfigLine> lines(Path file, byte[] bytes) throws SshConfigException {
    if (bytes.length > MAX_BYTES) {
      throw new SshConfigException(file + ": expected at most 1 MiB, got more");
    }
    List<ConfigLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      ConfigLine.of(number, line).ifPresent(lines::add);
    }
    return List.copyOf(lines);
  }

  /** A file that somebody else may write could make us run his programs. */
  private void checkOwner(Path file) throws IOException {
    if (uid.isEmpty() || Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
      return;
    }
    int owner = (Integer) Files.getAttribute(file, "unix:uid");
    if (owner != 0 && owner != uid.getAsInt()) {
      throw new SshConfigException(
          file + ": expected a file of this account or of root, got one of uid " + owner);
    }
    Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
    if (may.contains(PosixFilePermission.GROUP_WRITE)
        || may.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new SshConfigException(
          file + ": expected a file that no one else may write, got one; run chmod go-w " + file);
    }
  }
}
