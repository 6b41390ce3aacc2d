package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.internal.RegularFile;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.core.file.FileFaults;
import io.allsmi.core.internal.Caps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of known hosts, and what they say of servers: as OpenSSH 9.2 has it, with one
 * exception. A key that is revoked is refused even where every key is trusted. A file is read again
 * when it has changed.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.30
 */
public final class KnownHosts {
  private final Clock clock;
  private final Consumer<String> notices;
  private final Map<Path, Read> files = new HashMap<>();
  private final Map<String, SshKey> trustedUntilEnd = new ConcurrentHashMap<>();

  /** A file as it was when it was read. */
  private record Read(FileTime changed, long size, @Nullable Object file, KnownHostsFile content) {
    boolean isOf(BasicFileAttributes now) {
      return changed.equals(now.lastModifiedTime())
          && size == now.size()
          && Objects.equals(file, now.fileKey());
    }
  }

  /**
   * Reads nothing yet.
   *
   * @param clock what certificates are valid at
   * @param notices is told in one line of a key that could not be added to its file and is trusted
   *     until this program ends, and of a file that is there and cannot be read; any thread
   */
  public KnownHosts(Clock clock, Consumer<String> notices) {
    this.clock = clock;
    this.notices = notices;
  }

  /** A check for one host; its files are read each time that it is asked something. */
  public HostKeyCheck checkFor(SshSettings settings) {
    return new KnownHostCheck(this, settings);
  }

  /**
   * The name that a host is looked up by: {@code HostKeyAlias}, or the name or address that is
   * connected to, in lower case and with its port as {@code [name]:port} when that is not 22.
   */
  public static String lookupName(SshSettings settings) {
    Optional<String> alias = settings.hostKeyAlias();
    if (alias.isPresent()) {
      return alias.orElseThrow();
    }
    String host = HostPatterns.lower(settings.hostName());
    return settings.port() == 22 ? host : "[" + host + "]:" + settings.port();
  }

  /** The lines about a host in the user's files and then in those for all. */
  List<KnownHostLine> find(SshSettings settings, String name) {
    List<KnownHostLine> found = new ArrayList<>();
    settings.userKnownHostsFiles().forEach(file -> found.addAll(content(file).find(name)));
    settings.globalKnownHostsFiles().forEach(file -> found.addAll(content(file).find(name)));
    return found;
  }

  private synchronized KnownHostsFile content(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Read read = files.get(file);
      if (read == null || !read.isOf(now)) {
        read = new Read(now.lastModifiedTime(), now.size(), now.fileKey(), read(file));
        files.put(file, read);
      }
      return read.content;
    } catch (NoSuchFileException e) {
      files.remove(file);
    } catch (IOException e) {
      notices.accept("known hosts: " + FileFaults.explain(e));
    }
    return KnownHostsFile.parse(file, new byte[0]);
  }

  private static KnownHostsFile read(Path file) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      return KnownHostsFile.parse(file, in.readNBytes(Caps.TEXT_BYTES + 1));
    }
  }

  Clock clock() {
    return clock;
  }

  /** The key that is trusted for a name until the end of this program. */
  Optional<SshKey> trusted(String name) {
    return Optional.ofNullable(trustedUntilEnd.get(name));
  }

  /** Trusts a key until the end of this program, unless another is; the one that is. */
  SshKey trust(String name, SshKey key, String why) {
    SshKey before = trustedUntilEnd.putIfAbsent(name, key);
    if (before == null) {
      notices.accept(name + ": its key is trusted until this program ends and not added: " + why);
      return key;
    }
    return before;
  }
}
