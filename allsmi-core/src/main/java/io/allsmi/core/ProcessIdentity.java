package io.allsmi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who the rows are: shared by successive tables of a host while its processes stay the same. */
public final class ProcessIdentity {
  final int[] pid;
  final int[] userCode;
  final String[] users;
  final int[] uid;
  final String[] name;
  final String[] command;
  final String[] deviceUuid;
  final int[] deviceIndex;
  final int[] cell;
  final int cellCount;
  final int[] cellNumber;
  final Holdings holdings;
  final DeviceKeys devices;

  ProcessIdentity(Builder b) {
    this.pid = b.pid;
    this.userCode = b.userCode;
    this.users = b.users.toArray(new String[0]);
    this.uid = b.uid;
    this.name = b.name;
    this.command = b.command;
    this.deviceUuid = b.deviceUuid;
    this.deviceIndex = b.deviceIndex;
    this.cell = b.cell;
    this.cellNumber = b.cellNumbers();
    this.cellCount = cellNumber.length;
    this.holdings = new Holdings(b.users, userCode, uid, pid, cell, cellCount);
    this.devices = b.devices;
  }

  /** Whether the rows were joined to GPUs with the same UUIDs and indices as these. */
  public boolean joinedTo(List<GpuInfo> gpus) {
    return devices.match(gpus);
  }

  /** How many rows there are. */
  public int size() {
    return pid.length;
  }

  /**
   * Whether a row is what {@link Builder#add} would make it.
   *
   * @param row which
   * @param pid the process's number
   * @param user its user, empty when unknown
   * @param uid its account number, -1 when unknown
   * @param name its program's name, may be empty
   * @param command its command line, may be empty
   * @param deviceUuid its device's UUID, empty when not reported
   * @param deviceIndex its device's number, -1 when not reported
   */
  public boolean is(
      int row,
      int pid,
      String user,
      int uid,
      String name,
      String command,
      String deviceUuid,
      int deviceIndex) {
    return this.pid[row] == pid
        && this.uid[row] == uid
        && this.deviceIndex[row] == deviceIndex
        && users[userCode[row]].equals(user)
        && this.name[row].equals(name)
        && this.command[row].equals(command)
        && this.deviceUuid[row].equals(deviceUuid);
  }

  /** Builds an {@link ProcessIdentity} row by row. */
  public static final class Builder {
    /**
     * So many users are looked through: a map of them would be made for each process that comes.
     */
    private static final int FEW_USERS = 64;

    private final int[] pid;
    private final int[] userCode;
    private final int[] uid;
    private final String[] name;
    private final String[] command;
    private final String[] deviceUuid;
    private final int[] deviceIndex;
    private final int[] cell;
    private final List<String> users = new ArrayList<>();

    /** By code, for the first {@link #FEW_USERS}: most users are told apart by their hash. */
    private final int[] hashes = new int[FEW_USERS];

    private final Map<String, Integer> codes = new HashMap<>();
    private final DeviceKeys devices;
    private final Map<String, Integer> unlisted = new HashMap<>();
    private final List<Integer> unlistedNumbers = new ArrayList<>();
    private int rows;

    /**
     * Starts an identity.
     *
     * @param rows how many rows will be added, exactly
     * @param gpus the GPUs of the host, in the order of its snapshot
     */
    public Builder(int rows, List<GpuInfo> gpus) {
      this(rows, gpus, null);
    }

    /**
     * Starts an identity that follows another of the same host.
     *
     * @param rows how many rows will be added, exactly
     * @param gpus the GPUs of the host, in the order of its snapshot
     * @param before the identity it follows: what it knows of the same GPUs is used again
     */
    public Builder(int rows, List<GpuInfo> gpus, @Nullable ProcessIdentity before) {
      this.pid = new int[rows];
      this.userCode = new int[rows];
      this.uid = new int[rows];
      this.name = new String[rows];
      this.command = new String[rows];
      this.deviceUuid = new String[rows];
      this.deviceIndex = new int[rows];
      this.cell = new int[rows];
      this.devices = before != null && before.joinedTo(gpus) ? before.devices : DeviceKeys.of(gpus);
    }

    /**
     * Adds a row.
     *
     * @param pid the process's number
     * @param user its user, empty when unknown
     * @param uid its account number, -1 when unknown
     * @param name its program's name, may be empty
     * @param command its command line, may be empty
     * @param deviceUuid its device's UUID, empty when not reported
     * @param deviceIndex its device's number, -1 when not reported
     */
    public void add(
        int pid,
        String user,
        int uid,
        String name,
        String command,
        String deviceUuid,
        int deviceIndex) {
      put(rows, pid, user, uid, name, command, deviceUuid, deviceIndex);
    }

    /**
     * Sets a row: as {@link #add}, but in any order.
     *
     * @param row which
     * @param pid the process's number
     * @param user its user, empty when unknown
     * @param uid its account number, -1 when unknown
     * @param name its program's name, may be empty
     * @param command its command line, may be empty
     * @param deviceUuid its device's UUID, empty when not reported
     * @param deviceIndex its device's number, -1 when not reported
     */
    public void put(
        int row,
        int pid,
        String user,
        int uid,
        String name,
        String command,
        String deviceUuid,
        int deviceIndex) {
      rows++;
      this.pid[row] = pid;
      this.userCode[row] = code(user);
      this.uid[row] = uid;
      this.name[row] = name;
      this.command[row] = command;
      this.deviceUuid[row] = deviceUuid;
      this.deviceIndex[row] = deviceIndex;
      this.cell[row] = cell(deviceUuid, deviceIndex);
    }

    /**
     * Takes over rows of the identity that this one follows.
     *
     * @param before that identity
     * @param from for each row the one it repeats, -1 when it will be {@link #put}
     */
    public void repeat(ProcessIdentity before, int[] from) {
      int[] codes = new int[before.users.length];
      Arrays.fill(codes, -1);
      boolean sameDevices = devices == before.devices;
      for (int row = 0; row < from.length; row++) {
        int at = from[row];
        if (at >= 0) {
          rows++;
          pid[row] = before.pid[at];
          userCode[row] = repeatUser(before, before.userCode[at], codes);
          uid[row] = before.uid[at];
          name[row] = before.name[at];
          command[row] = before.command[at];
          deviceUuid[row] = before.deviceUuid[at];
          deviceIndex[row] = before.deviceIndex[at];
          int c = before.cell[at];
          boolean isListed = (c < 0 ? ~c : c) < devices.size();
          cell[row] =
              sameDevices && isListed ? c : cell(before.deviceUuid[at], before.deviceIndex[at]);
        }
      }
    }

    private int repeatUser(ProcessIdentity before, int code, int[] codes) {
      if (codes[code] < 0) {
        codes[code] = addUser(before.users[code]);
      }
      return codes[code];
    }

    private int code(String user) {
      if (users.size() >= FEW_USERS) {
        return codeByMap(user);
      }
      int hash = user.hashCode();
      for (int code = 0; code < users.size(); code++) {
        if (hashes[code] == hash && users.get(code).equals(user)) {
          return code;
        }
      }
      return addUser(SharedNames.of(user));
    }

    private int addUser(String user) {
      int code = users.size();
      if (code < FEW_USERS) {
        hashes[code] = user.hashCode();
      }
      users.add(user);
      return code;
    }

    private int codeByMap(String user) {
      while (codes.size() < users.size()) {
        codes.put(users.get(codes.size()), codes.size());
      }
      Integer known = codes.get(user);
      if (known != null) {
        return known;
      }
      codes.put(user, users.size());
      return addUser(SharedNames.of(user));
    }

    private int cell(String deviceUuid, int deviceIndex) {
      int c = devices.cellOf(deviceUuid, deviceIndex);
      if (c < 0) {
        c = unlistedCell(deviceUuid, deviceIndex);
      }
      return deviceUuid.isEmpty() ? ~c : c;
    }

    /** The identity of the rows added. */
    public ProcessIdentity build() {
      if (rows != pid.length) {
        throw new IllegalStateException("rows: expected " + pid.length + ", got " + rows);
      }
      return new ProcessIdentity(this);
    }

    private int unlistedCell(String uuid, int index) {
      String key = uuid.isEmpty() ? "#" + index : uuid;
      Integer known = unlisted.get(key);
      if (known == null) {
        known = devices.size() + unlisted.size();
        unlisted.put(key, known);
        unlistedNumbers.add(index);
      }
      int at = known - devices.size();
      if (index >= 0 && (unlistedNumbers.get(at) < 0 || index < unlistedNumbers.get(at))) {
        unlistedNumbers.set(at, index);
      }
      return known;
    }

    /** The numbers to show; they depend on the rows and not on the order of the rows. */
    private int[] cellNumbers() {
      int[] numbers = new int[devices.size() + unlistedNumbers.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] =
            i < devices.size() ? devices.number(i) : unlistedNumbers.get(i - devices.size());
      }
      int next = devices.size();
      List<String> keys = new ArrayList<>(unlisted.keySet());
      keys.sort(null);
      for (String key : keys) {
        int cell = unlisted.getOrDefault(key, 0);
        numbers[cell] = numbers[cell] < 0 ? next : numbers[cell];
        next++;
      }
      return numbers;
    }
  }
}
