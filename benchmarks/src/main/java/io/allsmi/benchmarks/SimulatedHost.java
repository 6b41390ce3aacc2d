package io.allsmi.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One made-up host as a shell with our script on it would tell of it: what is known of it is told
 * to whoever checks, and each of its answers has other readings than the one before. Users,
 * processes and the memory they hold stay what they are, so that a table of any moment can be
 * checked.
 */
final class SimulatedHost {
  static final int GPUS = 8;
  static final int GPU_PROCESSES = 50;
  static final int OTHER_PROCESSES = 50;

  private static final int USERS = 100;
  private static final int FIRST_UID = 2000;
  private static final int CORES = 32;
  private static final int BOOTED = 500_000;
  private static final String[] PROGRAMS = {"python3", "torchrun", "vllm", "pt_main_thread"};

  /** A process that holds memory of a device. */
  record Holder(int pid, int user, int gpu, long mebibytes) {}

  final String name;
  private final Random random;
  private final List<Holder> holders = new ArrayList<>();
  private final String[] uuids = new String[GPUS];
  private final int firstPid;

  SimulatedHost(int number) {
    this.name = String.format(Locale.ROOT, "node-%04d", number);
    this.random = new Random(7919L * number + 13);
    for (int gpu = 0; gpu < GPUS; gpu++) {
      uuids[gpu] = String.format(Locale.ROOT, "GPU-%08x-0000-4000-8000-%012x", number, gpu + 1);
    }
    firstPid = 2000 + random.nextInt(100_000);
    for (int i = 0; i < GPU_PROCESSES; i++) {
      int pid = firstPid + 3 * i;
      holders.add(new Holder(pid, random.nextInt(USERS), i % GPUS, 200 + random.nextInt(9000)));
    }
  }

  List<Holder> holders() {
    return holders;
  }

  static String user(int number) {
    return String.format(Locale.ROOT, "user%02d", number);
  }

  /** What does not change while a connection lasts. */
  void facts(Marks out) {
    out.mark("missing").mark("units").line("4096 100").mark("machine").line("x86_64");
    out.mark("exists").mark("facts");
    out.line("/proc/sys/kernel/hostname:" + name).line("/proc/sys/kernel/arch:x86_64");
    out.line("/sys/class/dmi/id/product_name:Simulated").line("/sys/class/dmi/id/sys_vendor:None");
    for (int cpu = 0; cpu < CORES; cpu++) {
      String folder = "/sys/devices/system/cpu/cpu" + cpu;
      out.line(folder + "/topology/physical_package_id:0");
      out.line(folder + "/topology/thread_siblings_list:" + cpu);
      out.line(folder + "/cpufreq/cpuinfo_max_freq:3500000");
    }
    out.mark("cpuinfo");
    for (int cpu = 0; cpu < CORES; cpu++) {
      out.line("/proc/cpuinfo:processor\t: " + cpu);
      out.line("/proc/cpuinfo:vendor_id\t: AuthenticAMD");
      out.line("/proc/cpuinfo:model name\t: Simulated Processor");
      out.line("/proc/cpuinfo:physical id\t: 0").line("/proc/cpuinfo:core id\t\t: " + cpu);
    }
  }

  /** {@code nvidia-smi -L}. */
  void list(Marks out) {
    for (int gpu = 0; gpu < GPUS; gpu++) {
      out.line("GPU " + gpu + ": NVIDIA H100 80GB HBM3 (UUID: " + uuids[gpu] + ")");
    }
  }

  /**
   * What is around the devices.
   *
   * @param round how many answers of this connection came before, and one
   * @param seconds how long the simulation has gone on
   */
  void around(Marks out, int round, long seconds) {
    files(out.mark("files"), seconds);
    out.mark("details");
    if (round % 16 == 1) {
      details(out);
    }
    if (round % 4 == 1) {
      out.mark("sensors").line("/sys/class/thermal/thermal_zone0/temp:" + between(40_000, 60_000));
      out.mark("clocks");
      for (int cpu = 0; cpu < CORES; cpu++) {
        String file = "/sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_cur_freq:";
        out.line(file + between(1_500_000, 3_500_000));
      }
    }
    if (round % 16 == 1) {
      accounts(out);
    }
  }

  private void files(Marks out, long seconds) {
    long busy = (BOOTED + seconds) * 40;
    out.line("/proc/stat:cpu  " + times(busy * CORES + between(0, 999)));
    for (int cpu = 0; cpu < CORES; cpu++) {
      out.line("/proc/stat:cpu" + cpu + " " + times(busy + between(0, 99)));
    }
    out.line("/proc/stat:btime " + (System.currentTimeMillis() / 1000 - BOOTED - seconds));
    out.line("/proc/meminfo:MemTotal:       1056000000 kB");
    out.line("/proc/meminfo:MemFree:        " + between(100_000_000, 110_000_000) + " kB");
    out.line("/proc/meminfo:MemAvailable:   " + between(600_000_000, 610_000_000) + " kB");
    out.line("/proc/meminfo:Buffers:          400000 kB").line("/proc/meminfo:Cached: 9000000 kB");
    out.line("/proc/meminfo:SwapTotal:             0 kB").line("/proc/meminfo:SwapFree: 0 kB");
    out.line("/proc/uptime:" + (BOOTED + seconds) + ".25 " + (BOOTED + seconds) * CORES / 2 + ".5");
    for (int i = 0; i < OTHER_PROCESSES; i++) {
      process(out, 1 + i, "kworker/" + i, 1, seconds);
    }
    for (Holder holder : holders) {
      process(out, holder.pid, program(holder), 50 + holder.pid % 900, seconds);
    }
  }

  private static String times(long busy) {
    return busy + " 0 " + busy / 4 + " " + busy * 2 + " 0 0 0 0 0 0";
  }

  private static String program(Holder holder) {
    return PROGRAMS[holder.pid % PROGRAMS.length];
  }

  private void process(Marks out, int pid, String program, int load, long seconds) {
    out.text("/proc/").number(pid).text("/stat:").number(pid).text(" (").text(program);
    out.text(") S 1 ").number(pid).text(" ").number(pid).text(" 0 -1 4194304 5000 0 10 0 ");
    out.number(load * (1000 + seconds) + between(0, 9)).text(" ").number(load * 3L);
    out.text(" 0 0 20 0 4 0 ").number(100L * (pid % 400_000)).text(" 9000000000 ");
    out.number(between(400_000, 410_000)).line("");
  }

  private void details(Marks out) {
    for (int i = 0; i < OTHER_PROCESSES; i++) {
      out.line("/proc/" + (1 + i) + "/status:Uid:\t0\t0\t0\t0");
    }
    for (Holder holder : holders) {
      int uid = FIRST_UID + holder.user;
      String ids = "\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid;
      out.line("/proc/" + holder.pid + "/status:Uid:" + ids);
    }
    for (Holder holder : holders) {
      String group = "/proc/" + holder.pid + "/cgroup:0::/system.slice/slurmstepd.scope/job_";
      out.line(group + (4000 + holder.user)).line("/proc/" + holder.pid + "/loginuid:4294967295");
    }
    for (Holder holder : holders) {
      out.line(
          "/proc/"
              + holder.pid
              + "/cmdline:"
              + program(holder)
              + "\0train.py\0--model=llama-3-70b\0--batch-size=128\0--data\0/data/c4/part-"
              + holder.pid
              + "\0");
    }
    out.mark("environs").mark("names");
  }

  private void accounts(Marks out) {
    out.mark("accounts").line("/etc/passwd:root:x:0:0:root:/root:/bin/sh");
    for (int user = 0; user < USERS; user++) {
      int uid = FIRST_UID + user;
      String name = user(user);
      out.line("/etc/passwd:" + name + ":x:" + uid + ":" + uid + "::/home/" + name + ":/bin/sh");
    }
    out.mark("mounts").line("/proc/self/mounts:/dev/nvme0n1p2 / ext4 rw 0 0").mark("disks");
    out.line("Filesystem 1024-blocks Used Available Capacity Mounted on");
    out.line("/dev/nvme0n1p2 1800000000 900000000 900000000 50% /");
  }

  /** The rows of {@code nvidia-smi --query-gpu} with these columns. */
  void gpus(Marks out, List<String> columns) {
    long[] used = new long[GPUS];
    holders.forEach(holder -> used[holder.gpu] += holder.mebibytes);
    for (int gpu = 0; gpu < GPUS; gpu++) {
      for (int i = 0; i < columns.size(); i++) {
        out.text(i == 0 ? "" : ", ").text(cell(columns.get(i), gpu, used[gpu]));
      }
      out.line("");
    }
  }

  private String cell(String column, int gpu, long used) {
    return switch (column) {
      case "index" -> String.valueOf(gpu);
      case "memory.used" -> String.valueOf(used + 500);
      case "uuid" -> uuids[gpu];
      case "name" -> "NVIDIA H100 80GB HBM3";
      case "driver_version" -> "570.86.15";
      case "pci.bus_id" -> "00000000:" + (10 + gpu) + ":00.0";
      case "utilization.gpu" -> String.valueOf(between(0, 100));
      case "memory.total" -> "81559";
      case "temperature.gpu" -> String.valueOf(between(30, 80));
      case "power.draw" -> between(100, 699) + "." + between(10, 99);
      case "power.limit" -> "700.00";
      case "clocks.gr", "clocks.sm" -> String.valueOf(between(1200, 1980));
      case "clocks.mem" -> "2619";
      case "pstate" -> "P0";
      case "mig.mode.current" -> "Disabled";
      default -> "[N/A]";
    };
  }

  /** The rows of {@code nvidia-smi --query-compute-apps=gpu_uuid,pid,used_memory}. */
  void holders(Marks out) {
    for (Holder holder : holders) {
      out.text(uuids[holder.gpu]).text(", ").number(holder.pid).text(", ");
      out.number(holder.mebibytes).line("");
    }
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }
}
