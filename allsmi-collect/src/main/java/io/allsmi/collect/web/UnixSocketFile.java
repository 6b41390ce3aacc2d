package io.allsmi.collect.web;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The place of a Unix socket. The socket is made in a folder that only its owner enters, gets mode
 * 0600 there, and is then put in its place: there is no moment at which others can connect. What is
 * at that place and is no socket stays.
 */
final class UnixSocketFile {
  /** What the address of a Unix socket holds. */
  private static final int MAX_PATH_BYTES = 107;

  private final Path path;
  private final Path nursery;
  private boolean published;

  private UnixSocketFile(Path path, Path nursery) {
    this.path = path;
    this.nursery = nursery;
  }

  /**
   * Prepares a place.
   *
   * @throws IOException when something that is no socket is there, when a program listens there, or
   *     when its folder cannot be made or written
   */
  static UnixSocketFile prepare(Path place) throws IOException {
    Path path = place.toAbsolutePath().normalize();
    Path folder = path.getParent();
    if (folder == null) {
      throw new IOException(path + ": expected a path for a socket, got the root of a file system");
    }
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + ": expected a folder, got a file; choose another path", e);
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!isSocket(path)) {
        throw new IOException(
            path + ": expected a socket or nothing, got " + kind(path) + "; choose another path");
      }
      if (isAnswered(path)) {
        throw new IOException(
            path + ": expected nobody to listen there, got a program that does; end it first");
      }
    }
    UnixSocketFile file = new UnixSocketFile(path, Files.createTempDirectory(folder, "."));
    if (Math.max(bytes(path), bytes(file.birthplace())) > MAX_PATH_BYTES) {
      file.remove();
      throw new IOException(
          path + ": expected a path short enough for a socket, got one too long; choose another");
    }
    return file;
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Where the socket is to be made. */
  Path birthplace() {
    return nursery.resolve("s");
  }

  /** Puts the socket that was made into its place. */
  void publish() throws IOException {
    Files.setPosixFilePermissions(birthplace(), PosixFilePermissions.fromString("rw-------"));
    Files.move(birthplace(), path, StandardCopyOption.ATOMIC_MOVE);
    published = true;
    Files.delete(nursery);
  }

  /** Removes the socket, wherever it has come to. */
  void remove() throws IOException {
    Files.deleteIfExists(birthplace());
    Files.deleteIfExists(nursery);
    if (published && isSocket(path)) {
      Files.delete(path);
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    int type = 0;
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      type = mode instanceof Integer bits ? bits & 0170000 : 0;
    }
    return type == 0140000;
  }

  private static String kind(Path path) {
    return Files.isSymbolicLink(path)
        ? "a symbolic link"
        : Files.isDirectory(path) ? "a folder" : "a file";
  }

  private static boolean isAnswered(Path path) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      return false; // nobody listens: what is left of a program that was killed
    }
  }
}
