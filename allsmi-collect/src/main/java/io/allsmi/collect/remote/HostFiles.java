package io.allsmi.collect.remote;

import io.allsmi.collect.local.CapturedFiles;
import io.allsmi.collect.remote.Block.Section;
import io.allsmi.core.Issue;
import io.allsmi.core.slurm.SlurmParsers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps the files of a host up to date with what its answers bring. */
final class HostFiles {
  private static final Pattern UNITS = Pattern.compile("(\\d{3,7}) (\\d{1,5})");
  private static final Pattern NAME = Pattern.compile("(\\d{1,10}) ([^\\s:]{1,128})");
  private static final Pattern MACHINE = Pattern.compile("[\\w.-]{1,32}");
  private static final Pattern PROCESS = Pattern.compile("/proc/(\\d{1,9})/[a-z]+");

  /** A row of {@code df -Pk}: what is mounted, kibibytes, used, available, percent, where. */
  private static final Pattern DISK =
      Pattern.compile(
          ".*\\s(\\d{1,16})\\s+-?\\d{1,16}\\s+(-?\\d{1,16})\\s+(?:\\d{1,3}%|-)\\s+(/.*)");

  private static final String PASSWD = "/etc/passwd";
  private static final String ARCHITECTURE = "/proc/sys/kernel/arch";
  private static final String CPUINFO = "/proc/cpuinfo";
  private static final int MOST_NAMES = 65_536;

  /** Where {@code host.sh} cuts what it says of processes, bytes. */
  private static final Map<String, Integer> MOST = Map.of("details", 16 << 20, "environs", 4 << 20);

  private final CapturedFiles files;

  /** By section, the files it brought the last time. */
  private final Map<String, Set<String>> brought = new HashMap<>();

  private final Map<Integer, String> names = new TreeMap<>();
  private byte[] passwd = new byte[0];
  private byte[] cpuinfo = new byte[0];
  private final Set<String> cut = new TreeSet<>();
  private boolean isUnread;

  /** The processes of an answer of which the host was to say what they are. */
  private final Set<Integer> asked = new HashSet<>();

  HostFiles(CapturedFiles files) {
    this.files = files;
  }

  /** Takes over what an answer says of files. */
  void apply(Block block) {
    if (block.section("details").isPresent()) {
      cut.clear();
      isUnread = block.section("unread").isPresent();
    }
    for (Section section : block.sections()) {
      switch (section.name) {
        case "facts", "sensors", "mounts" -> replace(section);
        case "files" -> processes(section);
        case "details", "environs" -> details(section);
        case "clocks" -> clocks(section);
        case "cpuinfo" -> cpuinfo = content(section, CPUINFO);
        case "accounts" -> accounts(content(section, PASSWD));
        case "names" -> names(section.text());
        case "units" -> units(section.text());
        case "machine" -> machine(section.text().strip());
        case "exists" -> section.text().lines().forEach(this::exists);
        case "disks" -> disks(section.text());
        case "steps" ->
            SlurmParsers.listPids(section.bytes)
                .values()
                .forEach(process -> files.putJob(process.pid(), process.jobId()));
        default -> {
          // Devices and marks are read by others.
        }
      }
    }
  }

  /** A file that was there and is not any more is gone. */
  private Map<String, ByteArrayOutputStream> replace(Section section) {
    Map<String, ByteArrayOutputStream> sent = FileLines.parse(section.bytes).files();
    replace(section.name, sent);
    return sent;
  }

  private void replace(String name, Map<String, ByteArrayOutputStream> sent) {
    Set<String> now = new HashSet<>(sent.keySet());
    Set<String> before = brought.getOrDefault(name, Set.of());
    before.stream().filter(path -> !now.contains(path)).forEach(files::remove);
    brought.put(name, now);
    sent.forEach((path, bytes) -> files.put(path, bytes.toByteArray()));
  }

  private void processes(Section section) {
    FileLines lines = FileLines.parse(section.bytes);
    replace(section.name, lines.files());
    Set<Integer> pids = new HashSet<>();
    asked.clear();
    for (String path : lines.files().keySet()) {
      Matcher process = PROCESS.matcher(path);
      if (process.matches()) {
        int pid = Integer.parseInt(process.group(1));
        pids.add(pid);
        if (lines.isYoung(path)) {
          // Its number may have been another's: what it is comes with the details.
          byte[] stat = lines.files().get(path).toByteArray();
          files.removeProcess(pid);
          files.put(path, stat);
          asked.add(pid);
        }
      }
    }
    files.keepProcesses(pids);
  }

  private void details(Section section) {
    boolean isEnvironment = section.name.equals("environs");
    FileLines.parse(whole(section))
        .files()
        .forEach(
            (path, bytes) -> {
              Matcher process = PROCESS.matcher(path);
              if (process.matches() && isThere(Integer.parseInt(process.group(1)))) {
                asked.remove(Integer.parseInt(process.group(1)));
                files.put(path, isEnvironment ? variables(bytes) : withoutLastLineEnd(bytes));
              }
            });
    if (!isEnvironment && !isUnread && !cut.contains(section.name)) {
      asked.forEach(files::removeProcess); // each ended before it was asked
      asked.clear();
    }
  }

  private boolean isThere(int pid) {
    return files.text("/proc/" + pid + "/stat").isPresent();
  }

  /** The whole lines of a section that may have been cut in the middle of one. */
  private byte[] whole(Section section) {
    int most = MOST.getOrDefault(section.name, Integer.MAX_VALUE);
    int length = section.bytes.length;
    // A line end right at the limit was taken for that before the next mark.
    if (length < most - 1) {
      return section.bytes;
    }
    cut.add(section.name);
    while (length > 0 && section.bytes[length - 1] != '\n') {
      length--;
    }
    return Arrays.copyOf(section.bytes, length);
  }

  /** What the last answer lacks, since the host has more than it sends, or does not read it. */
  List<Issue> issues() {
    List<Issue> issues = new ArrayList<>();
    if (isUnread) {
      issues.add(
          new Issue(
              0,
              "processes: expected their owners and command lines in time, got a part; /proc does not"
                  + " answer for one of them"));
    }
    cut.forEach(name -> issues.add(new Issue(0, tooLarge(name))));
    return issues;
  }

  private static String tooLarge(String name) {
    return "processes: expected "
        + (name.equals("details") ? "command lines" : "environments")
        + " of at most "
        + MOST.get(name)
        + " bytes, got more; the rest is left out";
  }

  private static byte[] variables(ByteArrayOutputStream lines) {
    byte[] bytes = lines.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '\n' ? 0 : bytes[i];
    }
    return bytes;
  }

  /** Arguments have no line end behind them. */
  private static byte[] withoutLastLineEnd(ByteArrayOutputStream lines) {
    byte[] bytes = lines.toByteArray();
    return Arrays.copyOf(bytes, Math.max(0, bytes.length - 1));
  }

  private static byte[] content(Section section, String path) {
    ByteArrayOutputStream file = FileLines.parse(section.bytes).files().get(path);
    return file == null ? new byte[0] : file.toByteArray();
  }

  /** The clocks stand before what does not change: the first of two lines counts. */
  private void clocks(Section section) {
    Map<String, ByteArrayOutputStream> sent = FileLines.parse(section.bytes).files();
    ByteArrayOutputStream all = sent.getOrDefault(CPUINFO, new ByteArrayOutputStream());
    all.writeBytes(cpuinfo);
    sent.remove(CPUINFO);
    replace(section.name, sent);
    files.put(CPUINFO, all.toByteArray());
  }

  private void accounts(byte[] file) {
    passwd = file;
    putAccounts();
  }

  /** What the name service says stands behind the file, where the file's own names win. */
  private void names(String text) {
    int known = names.size();
    text.lines()
        .forEach(
            line -> {
              Matcher name = NAME.matcher(line);
              if (name.matches()
                  && names.size() < MOST_NAMES
                  && !name.group(2).equals("UNKNOWN")
                  && Long.parseLong(name.group(1)) <= Integer.MAX_VALUE) {
                names.putIfAbsent((int) Long.parseLong(name.group(1)), name.group(2));
              }
            });
    if (names.size() != known) {
      putAccounts();
    }
  }

  private void putAccounts() {
    ByteArrayOutputStream all = new ByteArrayOutputStream(passwd.length + 32 * names.size());
    all.writeBytes(passwd);
    names.forEach(
        (uid, name) ->
            all.writeBytes((name + ":x:" + uid + "::::\n").getBytes(StandardCharsets.UTF_8)));
    files.put(PASSWD, all.toByteArray());
  }

  /** As the kernel gives them to each program: see {@code getauxval(3)}. */
  private void units(String text) {
    Matcher units = UNITS.matcher(text.strip());
    if (units.matches()) {
      ByteBuffer vector = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
      vector.putLong(6).putLong(Long.parseLong(units.group(1)));
      vector.putLong(17).putLong(Long.parseLong(units.group(2)));
      files.put("/proc/self/auxv", vector.array());
    }
  }

  private void machine(String name) {
    if (MACHINE.matcher(name).matches()) {
      files.put(ARCHITECTURE, (name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void exists(String path) {
    if (path.startsWith("/")) {
      files.put(path, new byte[0]);
    }
  }

  private void disks(String text) {
    files.clearSizes();
    text.lines()
        .forEach(
            line -> {
              Matcher disk = DISK.matcher(line);
              if (disk.matches()) {
                files.putSize(
                    disk.group(3), kibibytes(disk.group(1)), Math.max(0, kibibytes(disk.group(2))));
              }
            });
  }

  private static long kibibytes(String number) {
    long value = Long.parseLong(number);
    return value > Long.MAX_VALUE / 1024 ? 0 : value * 1024;
  }
}
