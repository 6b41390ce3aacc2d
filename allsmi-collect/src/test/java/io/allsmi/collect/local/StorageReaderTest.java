package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.local.StorageReader.Size;
import io.allsmi.core.StorageInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageReaderTest {
  private static final String MOUNTS =
      """
      proc /proc proc rw 0 0
      /dev/sda1 / ext4 rw 0 0
      tmpfs /dev/shm tmpfs rw 0 0
      /dev/sda1 /etc/hosts ext4 rw 0 0
      /dev/nvme0n1 /data\\040disk xfs rw 0 0
      /dev/nvme0n1 /srv/a/bind/of/it xfs rw 0 0
      server:/home /home nfs4 rw 0 0
      10.0.0.1@tcp:/lustre /scratch lustre rw 0 0
      overlay /var/lib/docker/overlay2/x/merged overlay rw 0 0
      /dev/loop3 /snap/core squashfs ro 0 0
      tank/home /tank zfs rw 0 0
      tank/layer /var/lib/docker/zfs/graph/x zfs rw 0 0
      sshfs#h: /mnt fuse.sshfs rw 0 0
      broken
      """;

  @TempDir Path root;

  private static List<String> points(String mounts) {
    return MountTable.disks(mounts).stream().map(MountTable.Mount::point).toList();
  }

  @Test
  void disksAreListedOnceAndNothingElseIs() {
    assertThat(points(MOUNTS)).containsExactly("/", "/data disk", "/tank");
  }

  @Test
  void theRootOfAContainerIsAnOverlay() {
    assertThat(points("overlay / overlay rw 0 0\n/dev/vda /etc/resolv.conf ext4 rw 0 0\n"))
        .containsExactly("/", "/etc/resolv.conf");
  }

  @Test
  void aLaterMountHidesAnEarlierOne() {
    assertThat(points("/dev/sda1 /data ext4 rw 0 0\ntmpfs /data tmpfs rw 0 0\n")).isEmpty();
  }

  @Test
  void octalEscapesAreDecoded() {
    assertThat(MountTable.decoded("/a\\040b\\134\\011c\\04")).isEqualTo("/a b\\\tc\\04");
    assertThat(MountTable.decoded("/\\303\\251")).isEqualTo("/é");
  }

  private StorageReader reader(FakeMachine machine, StorageReader.Sizes sizes, Duration patience) {
    return new StorageReader(machine.files(), sizes, new Patience(patience));
  }

  @Test
  void sizesAreAskedByMountPoint() throws IOException {
    FakeMachine machine = new FakeMachine(root).file("/proc/self/mounts", MOUNTS);
    StorageReader reader =
        reader(
            machine,
            point -> point.equals("/tank") ? Optional.empty() : Optional.of(new Size(100, 40)),
            Duration.ofMinutes(1));
    List<StorageInfo> storage = reader.read();
    assertThat(storage).extracting(StorageInfo::mountPoint).containsExactly("/", "/data disk");
    assertThat(storage.get(1).index()).isEqualTo(1);
    assertThat(storage.get(1).totalBytes()).hasValue(100);
    assertThat(storage.get(1).availableBytes()).hasValue(40);
  }

  @Test
  void aDiskThatDoesNotAnswerCostsItsPartAndOneThread() {
    FakeMachine machine = new FakeMachine(root).file("/proc/self/mounts", MOUNTS);
    CountDownLatch never = new CountDownLatch(1);
    StorageReader reader =
        reader(
            machine,
            file -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Optional.empty();
            },
            Duration.ofMillis(1));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(reader::read)
          .isInstanceOf(IOException.class)
          .hasMessage("expected the sizes of 3 disks in time, got none");
    }
    never.countDown();
  }

  @Test
  void aFileIsNoDisk() throws IOException {
    Path file = Files.writeString(root.resolve("hosts"), "");
    assertThat(StorageReader.size(file.toFile())).isEmpty();
    assertThat(StorageReader.size(root.resolve("missing").toFile())).isEmpty();
    assertThat(StorageReader.size(root.toFile()).orElseThrow().total()).isPositive();
  }
}
