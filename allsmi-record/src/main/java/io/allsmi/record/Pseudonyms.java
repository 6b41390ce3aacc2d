package io.allsmi.record;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.MigInfo;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.usage.SystemAccounts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts other names in the place of users, hosts, addresses, commands and devices. The same name
 * becomes the same other name under the same key, so that a recording can be followed and two
 * recordings be compared; without the key nobody can try out which name it was.
 *
 * <p>A name of system accounts stays, as everybody has them: {@code root} is {@code root}. Texts
 * that may hold names, such as messages, are left out.
 *
 * @since 0.30.0
 */
public final class Pseudonyms {
  /** Bytes of a key that is made here. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHOWN_BYTES = 5;
  private static final int MOST_KNOWN = 100_000;
  static final String HIDDEN = "left out";

  /** Mount points that every machine has. */
  private static final Set<String> COMMON_MOUNTS =
      Set.of("/", "/boot", "/boot/efi", "/home", "/opt", "/srv", "/tmp", "/usr", "/var");

  /** In the names of details that tell one device from all others. */
  private static final List<String> IDENTIFYING = List.of("serial", "uuid", "hostname", "address");

  private final SecretKeySpec key;
  private final Map<String, String> known = new HashMap<>();

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * With a key of the caller.
   *
   * @param key at least 16 bytes
   */
  public static Pseudonyms of(byte[] key) {
    if (key.length < KEY_BYTES / 2) {
      throw new IllegalArgumentException(
          "key: expected at least " + KEY_BYTES / 2 + " bytes, got " + key.length);
    }
    return new Pseudonyms(key);
  }

  /** With a key that nobody knows, so that nothing else can be compared with the result. */
  public static Pseudonyms random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Pseudonyms(key);
  }

  /**
   * The other name.
   *
   * @param kind what it is put before, such as {@code user}; the same name of another kind becomes
   *     another one
   * @return empty for an empty name
   */
  public String name(String kind, String name) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    return name.isEmpty() ? name : known.computeIfAbsent(kind + "-" + name, k -> made(kind, name));
  }

  /** Another number, at least 0 and below 2^40. */
  long number(String kind, String number) {
    String made = name(kind, number);
    return made.isEmpty() ? 0 : Long.parseLong(made.substring(kind.length() + 1), 16);
  }

  private String made(String kind, String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] sum = mac.doFinal((kind + "\0" + name).getBytes(StandardCharsets.UTF_8));
      return kind + "-" + HexFormat.of().formatHex(sum, 0, SHOWN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("pseudonyms: expected " + ALGORITHM + ", got none", e);
    }
  }

  /** The snapshot with other names; readings and times stay. */
  public ClusterSnapshot hide(ClusterSnapshot snapshot) {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (HostSnapshot host : snapshot.hosts()) {
      hosts.add(hide(host));
    }
    return new ClusterSnapshot(
        snapshot.takenAt(),
        snapshot.source(),
        snapshot.interval(),
        hosts,
        hidden(snapshot.issues()),
        snapshot.jobs().map(jobs -> new JobPseudonyms(this, snapshot.hosts()).hide(jobs)));
  }

  /** The header with other names. */
  public RecordingHeader hide(RecordingHeader header) {
    List<String> hosts = header.hosts().stream().map(host -> name("host", host)).toList();
    return new RecordingHeader(header.version(), hosts, header.interval());
  }

  private static List<Issue> hidden(List<Issue> issues) {
    return issues.stream().map(issue -> new Issue(0, HIDDEN)).toList();
  }

  private HostSnapshot hide(HostSnapshot host) {
    HostStatus status = host.status();
    HostStatus quiet =
        new HostStatus(
            status.state(),
            status.transport(),
            status.failure(),
            status.message().isEmpty() ? "" : HIDDEN,
            status.failedAttempts(),
            status.nextAttempt());
    String id = name("host", host.hostId());
    return new HostSnapshot(
        id,
        host.hostname().equals(host.hostId()) ? id : name("host", host.hostname()),
        host.address().isEmpty() ? "" : name("host", host.address()),
        host.takenAt(),
        quiet,
        host.processCollection(),
        host.gpus().stream().map(this::hide).toList(),
        host.cpus(),
        host.memory(),
        host.chassis().map(this::hide),
        host.storage().stream().map(this::hide).toList(),
        host.processes().stream().map(this::hide).toList(),
        hidden(host.issues()));
  }

  private ChassisInfo hide(ChassisInfo chassis) {
    return new ChassisInfo(
        chassis.totalPowerWatts(),
        chassis.inletTemperatureCelsius(),
        chassis.outletTemperatureCelsius(),
        chassis.thermalPressure(),
        chassis.cpuPowerWatts(),
        chassis.gpuPowerWatts(),
        chassis.anePowerWatts(),
        chassis.fans(),
        chassis.powerSupplies(),
        Map.of());
  }

  private StorageInfo hide(StorageInfo disk) {
    String mount = disk.mountPoint();
    String other = COMMON_MOUNTS.contains(mount) ? mount : "/" + name("disk", mount);
    return new StorageInfo(disk.index(), other, disk.totalBytes(), disk.availableBytes());
  }

  private GpuInfo hide(GpuInfo gpu) {
    GpuInfo.Builder other = gpu.toBuilder();
    gpu.uuid().ifPresent(uuid -> other.uuid(name("GPU", uuid)));
    gpu.mig().ifPresent(mig -> other.mig(hide(mig)));
    gpu.vgpu().ifPresent(vgpu -> other.vgpu(hide(vgpu)));
    Map<String, String> detail = new TreeMap<>();
    gpu.detail()
        .forEach(
            (key, text) -> {
              if (IDENTIFYING.stream().noneMatch(key.toLowerCase(Locale.ROOT)::contains)) {
                detail.put(key, text);
              }
            });
    return other.detail(detail).build();
  }

  private MigInfo hide(MigInfo mig) {
    List<MigInfo.Instance> instances = new ArrayList<>();
    for (MigInfo.Instance one : mig.instances()) {
      instances.add(
          new MigInfo.Instance(
              one.index(),
              name("GPU", one.uuid()),
              one.profile(),
              one.gpuInstanceId(),
              one.computeInstanceId(),
              one.utilizationPercent(),
              one.memoryUtilizationPercent(),
              one.memoryUsedBytes(),
              one.memoryTotalBytes()));
    }
    return new MigInfo(mig.enabled(), instances);
  }

  private VgpuInfo hide(VgpuInfo vgpu) {
    List<VgpuInfo.Instance> instances = new ArrayList<>();
    for (VgpuInfo.Instance one : vgpu.instances()) {
      instances.add(
          new VgpuInfo.Instance(
              one.id(),
              name("GPU", one.uuid()),
              one.type(),
              name("VM", one.vmId()),
              one.active(),
              one.utilizationPercent(),
              one.memoryUtilizationPercent(),
              one.memoryUsedBytes(),
              one.memoryTotalBytes()));
    }
    return new VgpuInfo(
        vgpu.hostMode(),
        vgpu.schedulerState(),
        vgpu.schedulerPolicy(),
        vgpu.adaptiveRoundRobinSupported(),
        instances);
  }

  private ProcessInfo hide(ProcessInfo row) {
    String user = row.user().orElse("");
    boolean system = SystemAccounts.isSystem(user, row.uid().orElse(-1));
    ProcessDetails details = row.details();
    ProcessDetails.Builder other = details.toBuilder();
    details.jobId().ifPresent(id -> other.jobId(JobPseudonyms.id(id, this)));
    details.containerId().ifPresent(id -> other.containerId(name("container", id)));
    return new ProcessInfo(
        row.pid(),
        row.user().map(name -> system ? name : name("user", name)),
        system ? row.uid() : OptionalInt.empty(),
        name("program", row.name()),
        name("command", row.command()),
        row.deviceUuid().map(uuid -> name("GPU", uuid)),
        row.deviceIndex(),
        row.gpuMemoryBytes(),
        row.startedAt(),
        row.cpuPercent(),
        other.build());
  }
}
