package io.allsmi.collect;

import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** One read of one host that is under way. Belongs to the poller's own thread. */
final class Attempt {
  final HostEntry entry;
  final HostReader.Read read;
  final boolean recovering;
  boolean slow;
  boolean abandoned;
  @Nullable ScheduledFuture<?> timer;

  Attempt(HostEntry entry, HostReader.Read read, boolean recovering) {
    this.entry = entry;
    this.read = read;
    this.recovering = recovering;
  }
}
