package io.allsmi.tui.state;

import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.jobs.GpuSums;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobGroup;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.table.UserProcess;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserHostUsage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** One row of a list. The cursor is kept by its key, so keys stay the same between snapshots. */
public sealed interface Row {
  /** The row's key, unique in its list. */
  String key();

  /** The GPU of this row; empty for rows about something else. */
  default Optional<GpuInfo> gpu() {
    return Optional.empty();
  }

  /** A GPU of a host. */
  record Gpu(String key, HostSnapshot host, GpuInfo device, int number) implements Row {
    @Override
    public Optional<GpuInfo> gpu() {
      return Optional.of(device);
    }
  }

  /** A host: one that has no GPU to show, or each of them where there is little room. */
  record Host(String key, HostSnapshot host) implements Row {}

  /** The sums of a host with several GPUs. */
  record Sum(String key, HostSnapshot host) implements Row {}

  /** What a GPU is at and was at, in one figure. */
  record Lane(String key, GpuHistory.Lane lane, HostSnapshot host, GpuInfo device) implements Row {}

  /** A part of a GPU: a MIG instance or a virtual GPU. */
  record Part(
      String key,
      String label,
      String name,
      OptionalDouble utilizationPercent,
      OptionalLong usedBytes,
      OptionalLong totalBytes)
      implements Row {}

  /**
   * The column titles of processes.
   *
   * @param shown how many are listed
   * @param all how many there are
   * @param told what is known of at least one of them, among what seldom is
   */
  record ProcessHeading(String key, int shown, int all, Set<Told> told) implements Row {
    /** Copies the set. */
    public ProcessHeading {
      told = Set.copyOf(told);
    }
  }

  /** What only some hosts tell of their processes. */
  enum Told {
    /** Their use of the GPU. */
    GPU_USE,
    /** Their main memory. */
    RESIDENT,
    /** Whether they run or wait. */
    STATE
  }

  /** One socket of several. */
  record Socket(String key, CpuInfo.Socket socket) implements Row {}

  /** The cores of a processor. */
  record Cores(String key, List<CpuInfo.Core> cores) implements Row {}

  /** The processors of a host. */
  record Cpu(String key, CpuInfo cpu) implements Row {}

  /** The memory of a host. */
  record Memory(String key, MemoryInfo memory) implements Row {}

  /** A file system of a host. */
  record Disk(String key, StorageInfo disk) implements Row {}

  /** A line about the machine itself: its label and what is known. */
  record Machine(String key, String label, String text) implements Row {}

  /** A user of the cluster. */
  record User(UserAggregate user) implements Row {
    @Override
    public String key() {
      return user.user();
    }
  }

  /** A host of a user. */
  record UserHost(UserHostUsage usage) implements Row {
    @Override
    public String key() {
      return usage.hostId();
    }
  }

  /** A process on a host. */
  record OnDevice(String key, UserProcess process) implements Row {}

  /** A job. */
  record Job(JobUsage usage) implements Row {
    @Override
    public String key() {
      return usage.job().id();
    }
  }

  /** The jobs of a user, an account or a partition. */
  record JobsOf(JobGroup group) implements Row {
    @Override
    public String key() {
      return group.name();
    }
  }

  /** A node of a job, where all of them are shown. */
  record JobNode(JobNodeUsage usage) implements Row {
    @Override
    public String key() {
      return "node " + usage.node();
    }
  }

  /**
   * A GPU on the node that is shown.
   *
   * @param host the host of the node, if any is
   * @param device the GPU as it was last read
   * @param own whether the job has it; else it is there for comparison
   */
  record JobDevice(String key, Optional<HostSnapshot> host, JobGpu device, boolean own)
      implements Row {}

  /**
   * The sums of a job: on a node, and over all of its nodes.
   *
   * @param old whether they are of a node that is not read any more, and count nowhere else
   */
  record JobSum(String key, GpuSums sums, boolean old) implements Row {}

  /** The column titles of the processes on the node that is shown. */
  record JobHeading(String key) implements Row {}

  /** A process on the node that is shown. */
  record JobProcess(String key, OptionalInt device, ProcessInfo process, Whose whose)
      implements Row {}

  /** Whose a process is, seen from a job. */
  enum Whose {
    /** Of the job, on a GPU that it was given. */
    ITS_OWN,
    /** Of the job, on a GPU that it was not given. */
    STRAY,
    /** Of somebody else, on a GPU of the job. */
    OTHER,
    /** It cannot be told. */
    UNTOLD
  }
}
