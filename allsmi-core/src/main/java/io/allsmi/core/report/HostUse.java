package io.allsmi.core.report;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostTally;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.usage.UserAggregate;
import java.util.OptionalDouble;

/**
 * Who holds what on one host at one moment, device by device, and how a shared device is split.
 *
 * <p>A GPU that several users hold is split by the device memory their processes report there, as
 * its draw is: one rule for hours and watts, and a display server that keeps 4 MiB everywhere does
 * not take half of everybody's hours. Where no process reports memory, in equal parts. Parts are
 * rounded down to millionths of a GPU, and the rest goes to the user with the most memory (of
 * several, the first by name), so that they add up to the whole.
 */
final class HostUse {
  private static final double MICRO = 1e6;
  private static final long UNKNOWN = -1;

  private final ProcessTable table;
  private final Holdings holdings;
  private final HostTally tally;
  private final boolean collects;
  private final double idleBelow;

  // By device: the GPUs of the host, then devices that only processes name.
  private final int listed;
  private final int[] holders;
  private final long[] memory;
  private final boolean[] withoutMemory;
  private final int[] largest;

  /** Utilisation in millionths. */
  private final long[] load;

  /** Microwatts. */
  private final long[] draw;

  private final boolean[] idle;
  private final long[] shareGiven;
  private final long[] busyGiven;

  HostUse(HostSnapshot host, double idleBelow) {
    this.table = host.processTable();
    this.holdings = table.holdings();
    this.tally = table.tally();
    this.collects =
        host.processCollection() != ProcessCollection.NOT_COLLECTING || !table.isEmpty();
    this.idleBelow = idleBelow;
    this.listed = host.gpus().size();
    int devices = listed;
    for (int at = 0; at < holdings.count(); at++) {
      devices = Math.max(devices, holdings.cell(at) + 1);
    }
    holders = new int[devices];
    memory = new long[devices];
    withoutMemory = new boolean[devices];
    largest = new int[devices];
    load = new long[devices];
    draw = new long[devices];
    idle = new boolean[devices];
    shareGiven = new long[devices];
    busyGiven = new long[devices];
    for (int device = 0; device < devices; device++) {
      read(device, host);
    }
    for (int user = 0; user < holdings.userCount(); user++) {
      for (int at = holdings.start(user); at < holdings.start(user + 1); at++) {
        hold(user, at);
      }
    }
    for (int user = 0; user < holdings.userCount(); user++) {
      for (int at = holdings.start(user); at < holdings.start(user + 1); at++) {
        give(user, at);
      }
    }
  }

  private void read(int device, HostSnapshot host) {
    largest[device] = -1;
    load[device] = UNKNOWN;
    draw[device] = UNKNOWN;
    if (device < listed) {
      GpuInfo gpu = host.gpus().get(device);
      OptionalDouble percent = gpu.utilizationPercent();
      // More than all of a device is no reading.
      if (percent.isPresent() && percent.getAsDouble() <= 100) {
        load[device] = Math.round(percent.getAsDouble() * (Figure.WHOLE / 100));
        idle[device] = percent.getAsDouble() < idleBelow;
      }
      if (gpu.powerWatts().isPresent()) {
        draw[device] = Math.round(gpu.powerWatts().getAsDouble() * MICRO);
      }
    }
  }

  private void hold(int user, int at) {
    if (!tally.isHeld(at)) {
      return;
    }
    int device = holdings.cell(at);
    holders[device]++;
    long bytes = tally.heldBytes(at);
    withoutMemory[device] |= bytes < 0;
    memory[device] = Rates.sum(memory[device], Math.max(0, bytes));
    int other = largest[device];
    long most = other < 0 ? UNKNOWN : Math.max(0, bytesOf(other, device));
    long mine = Math.max(0, bytes);
    if (mine > most || (mine == most && order(user).compareTo(order(other)) < 0)) {
      largest[device] = user;
    }
  }

  private long bytesOf(int user, int device) {
    for (int at = holdings.start(user); at < holdings.start(user + 1); at++) {
      if (holdings.cell(at) == device) {
        return tally.heldBytes(at);
      }
    }
    return UNKNOWN;
  }

  /** By name, the unattributed group last. */
  private String order(int user) {
    String name = user(user);
    return name.equals(UserAggregate.UNATTRIBUTED) ? "\uFFFF" : name;
  }

  private void give(int user, int at) {
    int device = holdings.cell(at);
    if (tally.isHeld(at) && largest[device] != user) {
      shareGiven[device] += part(Figure.WHOLE, at, device);
      busyGiven[device] += part(Math.max(0, load[device]), at, device);
    }
  }

  /** A holder's part of some millionths, but for the largest holder, who gets the rest. */
  private long part(long whole, int at, int device) {
    long total = memory[device];
    if (total == 0 || total == Long.MAX_VALUE) {
      return whole / holders[device];
    }
    return (long) (whole * ((double) Math.max(0, tally.heldBytes(at)) / total));
  }

  /** How many devices there are, those that only processes name included. */
  int devices() {
    return holders.length;
  }

  /** Whether the host lists a device; else only processes name it. */
  boolean isListed(int device) {
    return device < listed;
  }

  boolean isHeld(int device) {
    return holders[device] > 0;
  }

  int deviceNumber(int device) {
    return table.deviceNumber(device);
  }

  int users() {
    return holdings.userCount();
  }

  /** The group that a user belongs to. */
  String user(int user) {
    return UserAggregate.groupOf(holdings.user(user));
  }

  int uid(int user) {
    return holdings.uid(user);
  }

  /** Adds what a device comes to. */
  void addDevice(int device, Rates to) {
    boolean held = holders[device] > 0;
    if (device < listed) {
      to.add(Figure.AVAILABLE, 1);
      to.add(Figure.COLLECTED, collects ? 1 : 0);
      to.add(Figure.FREE, collects && !held ? 1 : 0);
      if (load[device] >= 0) {
        to.add(Figure.LOADED, Figure.WHOLE);
        to.add(Figure.LOAD, load[device]);
      }
    }
    if (draw[device] >= 0) {
      to.add(Figure.POWER, draw[device]);
      to.add(Figure.UNATTRIBUTED_POWER, memory[device] == 0 ? draw[device] : 0);
    } else {
      to.add(Figure.WITHOUT_POWER, 1);
    }
    if (held) {
      to.add(Figure.SHARE, Figure.WHOLE);
      to.add(Figure.BUSY, Math.max(0, load[device]));
      to.add(Figure.MEASURED, load[device] < 0 ? 0 : Figure.WHOLE);
      addHeld(device, to);
      to.add(Figure.MEMORY, memory[device]);
      to.add(Figure.WITHOUT_MEMORY, withoutMemory[device] ? 1 : 0);
    }
  }

  private void addHeld(int device, Rates to) {
    to.add(Figure.HELD, 1);
    to.add(Figure.IDLE, idle[device] ? 1 : 0);
    to.add(Figure.WITHOUT_UTILIZATION, load[device] < 0 ? 1 : 0);
  }

  /** Adds what a user comes to. */
  void addUser(int user, Rates to) {
    for (int at = holdings.start(user); at < holdings.start(user + 1); at++) {
      if (tally.isHeld(at)) {
        addHolding(user, at, to);
      }
    }
    to.add(Figure.POWER, Math.max(0, tally.powerMicrowatts(user)));
  }

  private void addHolding(int user, int at, Rates to) {
    int device = holdings.cell(at);
    long bytes = tally.heldBytes(at);
    boolean rest = largest[device] == user;
    long share = rest ? Figure.WHOLE - shareGiven[device] : part(Figure.WHOLE, at, device);
    addHeld(device, to);
    to.add(Figure.SHARE, share);
    if (load[device] >= 0) {
      long busy = rest ? load[device] - busyGiven[device] : part(load[device], at, device);
      to.add(Figure.BUSY, busy);
      to.add(Figure.LOAD, busy);
      to.add(Figure.LOADED, share);
      to.add(Figure.MEASURED, share);
    }
    to.add(Figure.MEMORY, Math.max(0, bytes));
    to.add(Figure.WITHOUT_MEMORY, bytes < 0 ? 1 : 0);
    to.add(Figure.WITHOUT_POWER, draw[device] < 0 || bytes < 0 ? 1 : 0);
  }
}
