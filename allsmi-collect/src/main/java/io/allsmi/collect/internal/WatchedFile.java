package io.allsmi.collect.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/** A list of hosts in a file, which is read again when its size or time of change differs. */
public final class WatchedFile<T> {
  /** The largest file that is read: 10 MiB. */
  public static final int MAX_BYTES = 10 << 20;

  private final Path path;
  private final Reader<T> reader;
  private Optional<Version> version = Optional.empty();
  private Optional<T> content = Optional.empty();

  /** Makes something of a file. */
  public interface Reader<T> {
    /** Reads it; the message of what is thrown begins with the path. */
    T read(Path path) throws IOException;
  }

  /** It is first read by {@link #current()}. */
  public WatchedFile(Path path, Reader<T> reader) {
    this.path = Objects.requireNonNull(path, "path");
    this.reader = reader;
  }

  /** What is in it; only read when it has changed. */
  public synchronized T current() throws IOException {
    Optional<Version> now = Optional.of(version());
    if (content.isEmpty() || !now.equals(version)) {
      content = Optional.of(reader.read(path));
      version = now;
    }
    return content.get();
  }

  private Version version() throws IOException {
    try {
      BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(facts.size(), facts.lastModifiedTime());
    } catch (IOException e) {
      throw explained(path, e);
    }
  }

  /** All of a file. */
  public static String text(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + ": expected a file, got a directory");
    }
    byte[] bytes;
    try (InputStream in = RegularFile.open(path)) {
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
    if (e instanceof RegularFile.NoFileException) {
      return e;
    }
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
