package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.collect.remote.ShellStarter;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Hosts that answer as a test says; counts those that are being read. */
final class FakeRemote {
  /** How a host is read. */
  interface Does {
    HostSnapshot at(SshHost host) throws HostReadException, InterruptedException;
  }

  final AtomicInteger made = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final List<Duration> deadlines = new CopyOnWriteArrayList<>();
  volatile Does does = FakeRemote::answer;

  static HostSnapshot answer(SshHost host) {
    return HostSnapshot.builder(
            host.hostId(), Instant.EPOCH, HostStatus.up(Transport.SSH_NVIDIA_SMI))
        .hostname(host.settings().alias())
        .address(host.address())
        .build();
  }

  RemoteReader reader(SshHost host, ShellStarter shells) {
    made.incrementAndGet();
    return new RemoteReader() {
      @Override
      public HostSnapshot read(Duration deadline) throws HostReadException, InterruptedException {
        deadlines.add(deadline);
        return does.at(host);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
