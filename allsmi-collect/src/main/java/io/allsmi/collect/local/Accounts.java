package io.allsmi.collect.local;

import io.allsmi.core.usage.SystemAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Names of account numbers: from /etc/passwd, and on this machine what the name service says of the
 * folder of a process (accounts of LDAP are in no file). That service is asked in the background
 * and not waited for long.
 */
final class Accounts {
  private static final int PASSWD_LIMIT = 4 << 20;
  private static final int MOST_ACCOUNTS = 65_536;

  /** Reads after which an account that nobody knew is asked for again. */
  private static final int PATIENT_READS = 64;

  /** Says whose a file is; the number as text when nobody knows the name. */
  @FunctionalInterface
  interface NameService {
    String ownerOf(String path) throws IOException;
  }

  private final SystemFiles files;
  private final NameService service;
  private final Patience patience;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> homes = new HashMap<>();
  private final Map<Integer, Optional<String>> asked = new HashMap<>();
  private long changedAt = -1;
  private int reads;

  Accounts(SystemFiles files, NameService service, Patience patience) {
    this.files = files;
    this.service = service;
    this.patience = patience;
  }

  /** The system's own service. */
  static String owner(FolderFiles files, String path) throws IOException {
    return Files.getOwner(files.file(path).toPath()).getName();
  }

  /** Looks whether the file has changed; call it once for each read. */
  void refresh() {
    if (reads++ % PATIENT_READS == 0) {
      asked.values().removeIf(Optional::isEmpty);
    }
    long changed = files.version("/etc/passwd");
    if (changed != changedAt) {
      changedAt = changed;
      parse(files.text("/etc/passwd", PASSWD_LIMIT).orElse(""));
    }
  }

  private void parse(String passwd) {
    names.clear();
    numbers.clear();
    homes.clear();
    for (String line : passwd.split("\n", MOST_ACCOUNTS)) {
      String[] fields = line.split(":", -1);
      OptionalLong uid = fields.length >= 6 ? Numbers.whole(fields[2]) : OptionalLong.empty();
      if (uid.isPresent()
          && uid.getAsLong() >= 0
          && uid.getAsLong() <= Integer.MAX_VALUE
          && !fields[0].isEmpty()) {
        names.putIfAbsent((int) uid.getAsLong(), fields[0]);
        numbers.putIfAbsent(fields[0], (int) uid.getAsLong());
        if (!SystemAccounts.isSystem(fields[0], (int) uid.getAsLong())) {
          // -1: two accounts share the folder, so it is nobody's.
          homes.merge(fields[5], (int) uid.getAsLong(), (a, b) -> -1);
        }
      }
    }
  }

  /** The name of an account; empty when neither the file nor a process of it tells. */
  Optional<String> name(int uid) {
    String name = names.get(uid);
    return name != null ? Optional.of(name) : asked.getOrDefault(uid, Optional.empty());
  }

  /** The name of the account that a process runs as. */
  Optional<String> name(int uid, int pid) {
    Optional<String> name = name(uid);
    if (name.isPresent() || asked.containsKey(uid) || !files.isThisMachine()) {
      return name;
    }
    Optional<String> owner = patience.ask("names", () -> ask("/proc/" + pid));
    // The process may have ended, and its number be that of another account's process.
    Optional<String> known = owner.filter(o -> !o.isEmpty() && Numbers.whole(o).isEmpty());
    asked.put(uid, known);
    return known;
  }

  private String ask(String path) {
    try {
      return service.ownerOf(path);
    } catch (IOException e) {
      return ""; // the process ended: its account stays a number
    } catch (UncheckedIOException e) {
      return "";
    }
  }

  /** The number of a named account, from the file. */
  OptionalInt number(String name) {
    Integer uid = numbers.get(name);
    return uid == null ? OptionalInt.empty() : OptionalInt.of(uid);
  }

  /** The person in whose home a folder lies; empty when it lies in nobody's. */
  Optional<String> ofFolder(String folder) {
    String path = folder;
    while (path.length() > 1) {
      int uid = homes.getOrDefault(path, -1);
      if (uid >= 0) {
        return name(uid);
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    return Optional.empty();
  }
}
