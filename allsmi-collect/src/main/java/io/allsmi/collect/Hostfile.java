package io.allsmi.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of targets, see {@link HostList}. As a {@link HostSupplier} it reads the file again when
 * its size or time of change differs, so an edit adds and removes hosts of a running poller.
 *
 * @since 0.30
 */
public final class Hostfile implements HostSupplier {
  /** The largest file that is read: 10 MiB. */
  public static final int MAX_BYTES = 10 << 20;

  private final Path path;
  private Optional<Version> version = Optional.empty();
  private HostList list = HostList.of(List.of());

  private Hostfile(Path path) {
    this.path = Objects.requireNonNull(path, "path");
  }

  /** Watches a file; it is first read by {@link #current()}. */
  public static Hostfile watch(Path path) {
    return new Hostfile(path);
  }

  /**
   * Reads a file once.
   *
   * @throws IOException when it is missing, unreadable or larger than {@link #MAX_BYTES}, or when
   *     it names no host; the message begins with the path
   */
  public static HostList read(Path path) throws IOException {
    HostList list = HostList.parse(text(path));
    if (list.targets().isEmpty()) {
      String why = list.issues().isEmpty() ? "" : " (" + list.issues().get(0) + ")";
      throw new IOException(path + ": expected at least one host, got none" + why);
    }
    return list;
  }

  /**
   * The file's hosts; the file is only read when it has changed.
   *
   * @throws IOException as {@link #read(Path)}
   */
  @Override
  public synchronized HostList current() throws IOException {
    Optional<Version> now = Optional.of(version());
    if (!now.equals(version)) {
      list = read(path);
      version = now;
    }
    return list;
  }

  private Version version() throws IOException {
    try {
      BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(facts.size(), facts.lastModifiedTime());
    } catch (IOException e) {
      throw explained(path, e);
    }
  }

  private static String text(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + ": expected a file, got a directory");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw explained(path, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(path + ": expected at most 10 MiB, got more");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static IOException explained(Path path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new IOException(path + ": expected a hostfile, got no file at that path", e);
    }
    if (e instanceof AccessDeniedException) {
      return new IOException(path + ": expected a file that may be read, got one that may not", e);
    }
    return new IOException(path + ": cannot be read (" + e + ")", e);
  }

  private record Version(long size, FileTime changedAt) {}
}
