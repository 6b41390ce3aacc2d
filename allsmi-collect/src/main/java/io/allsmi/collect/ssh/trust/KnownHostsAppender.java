package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.internal.RegularFile;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.core.internal.Caps;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Adds hosts to a file of known hosts, one at a time among all threads and all programs that lock
 * it. The file is made for its owner alone when there is none; a symbolic link is not followed.
 */
final class KnownHostsAppender {
  private static final Set<OpenOption> READ_AND_WRITE =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  /** How often the file may be replaced by another while its lock is waited for. */
  private static final int MOST_TRIES = 100;

  private static final int SALT_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A lock on a file does not hold among the threads of one program. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private KnownHostsAppender() {}

  /** Looks at what the file has about the host while nobody else can add to it. */
  interface Recheck {
    /**
     * Whether nothing is to be added.
     *
     * @throws HostKeyRejectedException when the host has got another key meanwhile
     */
    boolean isKnown(List<KnownHostLine> lines) throws HostKeyRejectedException;
  }

  /**
   * Adds a key.
   *
   * @throws HostKeyRejectedException when the check has refused it
   * @throws IOException when the file cannot be locked, read or written
   */
  static void add(Path file, String name, SshKey key, boolean hashes, Recheck recheck)
      throws IOException {
    if (!HostPatterns.isWritable(name)) {
      throw new IOException(
          "name: expected one that means itself in a file of known hosts, got another");
    }
    THREADS.lock();
    try {
      makeFolder(file);
      for (int i = 0; i < MOST_TRIES; i++) {
        if (tryAdd(file, name, key, hashes, recheck)) {
          return;
        }
      }
      throw new IOException(
          file + ": expected a file that stays, got others in its place again and again");
    } finally {
      THREADS.unlock();
    }
  }

  private static boolean tryAdd(Path file, String name, SshKey key, boolean hashes, Recheck recheck)
      throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException(
          file + ": expected a file, got a symbolic link; name the file it leads to");
    }
    Optional<Object> before = identity(file);
    if (before.isPresent()) {
      RegularFile.check(file);
    }
    try (FileChannel channel =
        FileChannel.open(file, READ_AND_WRITE, attributes(file, "rw-------"))) {
      channel.lock();
      if (!Objects.equals(before, identity(file))) {
        return false; // made just now, or another one has taken its place
      }
      byte[] text = read(file, channel);
      if (!recheck.isKnown(KnownHostsFile.parse(file, text).find(name))) {
        write(channel, text, line(name, key, hashes));
      }
      return true;
    }
  }

  /** What tells a file from another that has its name later; empty when there is none. */
  private static Optional<Object> identity(Path file) throws IOException {
    try {
      Object key =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey();
      return Optional.of(key == null ? file : key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static byte[] read(Path file, FileChannel channel) throws IOException {
    if (channel.size() > Caps.TEXT_BYTES) {
      throw new IOException(file + ": expected at most 64 MiB, got more");
    }
    ByteBuffer text = ByteBuffer.allocate((int) channel.size());
    while (text.hasRemaining()) {
      if (channel.read(text, text.position()) < 0) {
        throw new EOFException(file + ": expected a file that nobody cuts, got a shorter one");
      }
    }
    return text.array();
  }

  private static void write(FileChannel channel, byte[] text, String line) throws IOException {
    boolean isCut = text.length > 0 && text[text.length - 1] != '\n';
    ByteBuffer bytes =
        ByteBuffer.wrap(((isCut ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes, text.length + bytes.position());
    }
    channel.force(true);
  }

  private static String line(String name, SshKey key, boolean hashes) {
    String names = name;
    if (hashes) {
      byte[] salt = new byte[SALT_BYTES];
      RANDOM.nextBytes(salt);
      names = HostPatterns.hash(name, salt);
    }
    return names + " " + key.type() + " " + key.base64() + "\n";
  }

  private static void makeFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      Files.createDirectories(folder, attributes(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
