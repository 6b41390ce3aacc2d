package io.allsmi.core.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a filter can ask about: how it is called, what kind of value it has and what it belongs to.
 *
 * @since 0.30.0
 */
public enum FilterField {
  /** Temperature of the GPU. */
  TEMP(Of.GPU, FilterKind.CELSIUS, "temperature of the GPU", "temp", "temperature"),
  /** Utilisation of the GPU. */
  UTIL(Of.GPU, FilterKind.PERCENT, "utilisation of the GPU", "util", "utilization"),
  /** Share of the device memory in use. */
  MEM_PCT(Of.GPU, FilterKind.PERCENT, "GPU memory in use", "mem_pct", "mempct", "mem_percent"),
  /** Device memory in use. */
  MEM_USED(Of.GPU, FilterKind.BYTES, "GPU memory in use", "mem_used", "memused"),
  /** Device memory. */
  MEM_TOTAL(Of.GPU, FilterKind.BYTES, "GPU memory there is", "mem_total", "memtotal"),
  /** Power draw of the GPU. */
  POWER(Of.GPU, FilterKind.WATTS, "power that the GPU draws", "power", "pwr"),
  /** The power limit in force. */
  POWER_LIMIT(Of.GPU, FilterKind.WATTS, "power limit in force", "power_limit", "limit"),
  /** Graphics clock. */
  CLOCK(Of.GPU, FilterKind.MEGAHERTZ, "clock of the GPU", "clock", "freq"),
  /** The GPU's number on its host. */
  INDEX(Of.GPU, FilterKind.NUMBER, "number of the GPU on its host", "index", "idx"),
  /** Performance state, 0 is the fastest. */
  PSTATE(Of.GPU, FilterKind.NUMBER, "performance state, 0 to 15", "pstate", "performance_state"),
  /** NUMA node. */
  NUMA(Of.GPU, FilterKind.NUMBER, "NUMA node of the GPU", "numa", "numa_node"),
  /** Model of the GPU. */
  GPU_NAME(Of.GPU, FilterKind.TEXT, "model of the GPU", "gpu_name", "name"),
  /** Version of the driver. */
  DRIVER(Of.GPU, FilterKind.TEXT, "version of the driver", "driver"),
  /** Version of CUDA. */
  CUDA(Of.GPU, FilterKind.TEXT, "version of CUDA", "cuda"),
  /** UUID of the GPU. */
  UUID(Of.GPU, FilterKind.TEXT, "UUID of the GPU", "uuid"),
  /** GPU, NPU or TPU. */
  DEVICE_TYPE(Of.GPU, FilterKind.TEXT, "GPU, NPU or TPU", "device_type", "type"),
  /** The account that a process runs as, or that a job is of. */
  USER(Of.PROCESS, FilterKind.TEXT, "user of the process, or of the job; ? where unknown", "user"),
  /** Number of the process. */
  PID(Of.PROCESS, FilterKind.NUMBER, "number of the process", "pid"),
  /** Command line. */
  CMD(Of.PROCESS, FilterKind.TEXT, "command line, or name of the program", "cmd", "command"),
  /** Device memory that the process holds. */
  VRAM(Of.PROCESS, FilterKind.BYTES, "GPU memory that the process holds", "vram", "proc_mem"),
  /** CPU use of the process. */
  CPU(Of.PROCESS, FilterKind.PERCENT, "percent of a core that the process uses", "cpu"),
  /** How long the process, or else the job, has run. */
  AGE(Of.PROCESS, FilterKind.DURATION, "how long the process, or the job, runs", "age"),
  /** Name of the host, or the address it is read at. */
  HOST(Of.HOST, FilterKind.TEXT, "name of the host, or its address", "host", "hostname"),
  /** Whether the host answers. */
  STATUS(Of.HOST, FilterKind.TEXT, "up, late, stale, down or pending", "status"),
  /** Number of the job. */
  JOB(Of.JOB, FilterKind.TEXT, "number of the job, or of its array", "job", "job_id"),
  /** Name of the job. */
  JOB_NAME(Of.JOB, FilterKind.TEXT, "name of the job", "job_name"),
  /** Account that the job is charged to. */
  ACCOUNT(Of.JOB, FilterKind.TEXT, "account that the job is charged to", "account"),
  /** Partition that the job is in. */
  PARTITION(Of.JOB, FilterKind.TEXT, "partition of the job", "partition"),
  /** Quality of service of the job. */
  QOS(Of.JOB, FilterKind.TEXT, "quality of service of the job", "qos"),
  /** State of the job, long or short. */
  STATE(Of.JOB, FilterKind.TEXT, "state of the job: R, RUNNING, PD, …", "state");

  /** What a value belongs to. */
  public enum Of {
    /** A GPU. */
    GPU,
    /** A process. */
    PROCESS,
    /** A host. */
    HOST,
    /** A job of the batch system. */
    JOB
  }

  /** In which a bare word is looked for. */
  static final List<FilterField> NAMES = List.of(USER, HOST, GPU_NAME, JOB, JOB_NAME, CMD);

  private static final Map<String, FilterField> BY_WORD = new HashMap<>();

  static {
    for (FilterField field : values()) {
      for (String word : field.words) {
        BY_WORD.put(word, field);
      }
    }
  }

  private final Of of;
  private final FilterKind kind;
  private final String about;
  private final List<String> words;

  FilterField(Of of, FilterKind kind, String about, String... words) {
    this.of = of;
    this.kind = kind;
    this.about = about;
    this.words = List.of(words);
  }

  /** What its value belongs to. */
  public Of of() {
    return of;
  }

  /** What kind of value it has. */
  public FilterKind kind() {
    return kind;
  }

  /** What it is, for people; a few words. */
  public String about() {
    return about;
  }

  /** Its name in a filter. */
  public String word() {
    return words.get(0);
  }

  /** Its other names; may be empty. */
  public List<String> aliases() {
    return words.subList(1, words.size());
  }

  /** The operators that it can be compared with. */
  public List<String> operators() {
    List<String> symbols = new ArrayList<>();
    for (FilterOperator operator : FilterOperator.values()) {
      if (operator.fits(kind)) {
        symbols.add(operator.symbol());
      }
    }
    return List.copyOf(symbols);
  }

  /** The field of a name or alias in any case; empty for none. */
  public static Optional<FilterField> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
  }

  /** Whether the case of letters matters to {@code ==}: not for words that we chose ourselves. */
  boolean isCaseSensitive() {
    return this != STATE && this != STATUS && this != DEVICE_TYPE;
  }
}
