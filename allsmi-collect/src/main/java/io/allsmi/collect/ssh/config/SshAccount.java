package io.allsmi.collect.ssh.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who asks on this machine: what defaults, tokens and {@code Match localuser} are about.
 *
 * @param userName the account's name
 * @param uid its number; empty where accounts have none, and then no file's owner is checked
 * @param home its home folder
 * @param localHostName this machine's name, with or without a domain
 * @param environment the variables that {@code ${NAME}} and {@code SSH_AUTH_SOCK} are taken from;
 *     unmodifiable
 * @since 0.30
 */
public record SshAccount(
    String userName,
    OptionalInt uid,
    Path home,
    String localHostName,
    Map<String, String> environment) {
  /** Checks the arguments and copies the environment. */
  public SshAccount {
    Objects.requireNonNull(userName, "userName");
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(localHostName, "localHostName");
    environment = Map.copyOf(environment);
  }

  /** The account this program runs as, with its home as the system knows it. */
  public static SshAccount current() {
    Path home = Path.of(System.getProperty("user.home", ""));
    return new SshAccount(
        System.getProperty("user.name", ""), uid(home), home, localName(), System.getenv());
  }

  /** The owner of this process where the system shows it, else of the home folder. */
  private static OptionalInt uid(Path home) {
    OptionalInt own = owner(Path.of("/proc/self"));
    return own.isPresent() ? own : owner(home);
  }

  /** Empty where there is no such file, or where files have no owners. */
  private static OptionalInt owner(Path file) {
    try {
      return OptionalInt.of((Integer) Files.getAttribute(file, "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  private static String localName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElseGet(SshAccount::resolvedName);
    }
  }

  private static String resolvedName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The folder that relative paths of the user's file are taken from. */
  Path sshFolder() {
    return home.resolve(".ssh");
  }

  /** The name without its domain. */
  String shortLocalName() {
    int dot = localHostName.indexOf('.');
    return dot < 0 ? localHostName : localHostName.substring(0, dot);
  }

  /** Without the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "SshAccount[" + userName + ", " + home + ", " + localHostName + "]";
  }
}
