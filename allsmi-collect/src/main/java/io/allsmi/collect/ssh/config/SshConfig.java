package io.allsmi.collect.ssh.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * The user's and the system's {@code ssh_config}, read as OpenSSH 9.2 reads them.
 *
 * <pre>{@code
 * SshConfig config = SshConfig.open(Optional.empty(), SshAccount.current());
 * SshSettings settings =
 *     config.resolve("dgx-01", Optional.of("ann"), OptionalInt.empty(), SshOverrides.none());
 * }</pre>
 *
 * <p>{@code ssh -G} is the reference. Read are {@code Host}, {@code Match} and {@code Include}
 * everywhere they may stand, every keyword of that version, tokens, variables, quotes and comments;
 * the first value wins, and one that is not a value is an error wherever it stands. What is known
 * and not done is named in {@link SshSettings#unsupported()}. Differences: a program of {@code
 * Match exec} is run only when that is allowed, and once, {@code ~name} is only the account's own
 * home, and the names of {@code CanonicalDomains} are not looked up.
 *
 * <p>Files are read once, when a host first needs them: open it again to see a change. At most 1
 * MiB of a file is read. Safe for use by several threads.
 *
 * @since 0.30
 */
public final class SshConfig {
  private static final Path SYSTEM_FOLDER = Path.of("/etc/ssh");

  private final List<Source> sources;
  private final SshAccount account;
  private final ConfigFiles files;
  private final MatchExec programs;
  private final Optional<Path> captureFolder;
  private final Optional<Path> named;

  /** A file to begin with, or one that is included. */
  record Source(Path file, boolean isUser, boolean isChecked) {}

  /** What stays the same while a host's settings are read. */
  record Reading(
      ConfigFiles files,
      SshAccount account,
      String host,
      Optional<MatchExec> programs,
      Optional<Path> captureFolder) {
    /** The files of a word of {@code Include}. */
    List<Path> included(String word, boolean isUser) throws IOException {
      String home = account.home().toString();
      if (word.equals("~") || word.startsWith("~/")) {
        return IncludeFiles.matching(home + word.substring(1));
      }
      if (word.startsWith("/") || word.startsWith("~")) {
        return word.startsWith("~") ? List.of() : IncludeFiles.matching(word);
      }
      Path folder = isUser ? account.sshFolder() : SYSTEM_FOLDER;
      List<Path> found = IncludeFiles.matching(folder + "/" + word);
      return found.isEmpty() && captureFolder.isPresent()
          ? IncludeFiles.matching(captureFolder.get() + "/" + word)
          : found;
    }
  }

  private SshConfig(
      List<Source> sources,
      SshAccount account,
      Optional<Path> named,
      Optional<Path> captureFolder) {
    this.named = named;
    this.sources = List.copyOf(sources);
    this.account = Objects.requireNonNull(account, "account");
    this.captureFolder = captureFolder;
    files = new ConfigFiles(account.uid());
    programs = new MatchExec(account);
  }

  /**
   * The configuration of an account: {@code ~/.ssh/config} and then {@code /etc/ssh/ssh_config}, or
   * one named file alone. A default file that does not exist says nothing.
   *
   * @throws IOException when the named file does not exist or may not be read
   */
  public static SshConfig open(Optional<Path> named, SshAccount account) throws IOException {
    if (named.isPresent()) {
      return new SshConfig(List.of(namedSource(named.get())), account, named, Optional.empty());
    }
    return new SshConfig(
        List.of(
            new Source(account.sshFolder().resolve("config"), true, true),
            new Source(SYSTEM_FOLDER.resolve("ssh_config"), false, false)),
        account,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A configuration that was copied from elsewhere, alone: paths of {@code Include} that lead
   * nowhere from {@code ~/.ssh} are taken from the folder of the file as well.
   *
   * @param text what is in the file; at most 1 MiB
   * @param file where it is, for messages too; it is not read
   * @param account whom it is read for
   * @throws SshConfigException when it is larger
   */
  public static SshConfig ofCapture(byte[] text, Path file, SshAccount account)
      throws SshConfigException {
    Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    SshConfig config =
        new SshConfig(
            List.of(new Source(file, true, false)),
            account,
            Optional.of(file),
            Optional.of(folder));
    config.files.add(file, text);
    return config;
  }

  /**
   * Whether {@code ssh -G} prints a line for each value of a key, as of {@code identityfile}; of
   * others it prints one line.
   */
  public static boolean isRepeated(String key) {
    return Keyword.of(key)
        .filter(k -> k.shape() == Keyword.Shape.EACH || k.shape() == Keyword.Shape.WORDS)
        .isPresent();
  }

  private static Source namedSource(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": expected an ssh_config, got no file at that path");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": expected an ssh_config, got a folder");
    }
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(
          file + ": expected a file that may be read, got one that may not");
    }
    return new Source(file, true, false);
  }

  /**
   * How a host is reached.
   *
   * @param host as the user wrote it
   * @param user the account there that the user named, which wins over the files
   * @param port the port that the user named, which wins over the files
   * @param overrides what else wins over the files
   * @throws SshConfigException when a file says what is not valid, whether it is about this host or
   *     not; when it belongs to someone else or others may write it; or when a token, a variable or
   *     a loop of {@code ProxyJump} makes the host one that cannot be reached
   */
  public SshSettings resolve(
      String host, Optional<String> user, OptionalInt port, SshOverrides overrides)
      throws SshConfigException {
    return read(host, user, port, overrides).settings();
  }

  /**
   * What {@code ssh -G} prints for a host, for people and tests: keys in lower case, sorted, each
   * with the lines it has; defaults that depend on how OpenSSH was built, such as {@code ciphers},
   * are left out unless a file names them. Arguments and errors are those of {@link #resolve}.
   *
   * @throws SshConfigException as {@link #resolve} does
   */
  public SortedMap<String, List<String>> values(
      String host, Optional<String> user, OptionalInt port, SshOverrides overrides)
      throws SshConfigException {
    return read(host, user, port, overrides).printed();
  }

  private ResolvedHost read(
      String host, Optional<String> user, OptionalInt port, SshOverrides overrides)
      throws SshConfigException {
    ConfigValues values = new ConfigValues(account.environment());
    user.ifPresent(name -> values.set("user", List.of(name)));
    port.ifPresent(number -> values.set("port", List.of(Integer.toString(number))));
    ResolvedHost.override(values, overrides);
    Reading reading =
        new Reading(
            files,
            account,
            host,
            overrides.allowsMatchExec() ? Optional.of(programs) : Optional.empty(),
            captureFolder);
    ConfigPass first = new ConfigPass(reading, values, host, false);
    List<String> skipped = new ArrayList<>(pass(first));
    String hostName = ResolvedHost.hostName(values, host);
    if (first.wantsFinal()) {
      values.replace("hostname", hostName);
      skipped.addAll(pass(new ConfigPass(reading, values, hostName, true)));
    }
    return new ResolvedHost(account, host, hostName, values, overrides, named, skipped);
  }

  private List<String> pass(ConfigPass pass) throws SshConfigException {
    for (Source source : sources) {
      pass.read(source);
    }
    return pass.skipped();
  }
}
