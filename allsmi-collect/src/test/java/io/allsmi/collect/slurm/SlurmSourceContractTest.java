package io.allsmi.collect.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.ClusterSourceContract;
import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.PollOptions;
import io.allsmi.collect.TinyServer;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.exposition.ExpositionWriter;
import io.allsmi.core.slurm.JobInfo;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The nodes of two jobs, with an exporter on each. */
class SlurmSourceContractTest extends ClusterSourceContract {
  private final List<TinyServer> servers = new ArrayList<>();
  private final List<Socket> refusing = new ArrayList<>();
  private SlurmSource source;

  @Override
  protected SlurmSource open(List<HostSnapshot> hosts) throws IOException {
    Map<String, HttpTarget> exporters = new HashMap<>();
    for (HostSnapshot host : hosts) {
      exporters.put("n" + exporters.size(), exporter(host));
    }
    FakeSlurm slurm = new FakeSlurm();
    slurm.jobs.put(7L, new FakeSlurm.Job("mira", "n[0-2]", "gpu:h100:1(IDX:0)"));
    slurm.jobs.put(9L, new FakeSlurm.Job("jonas", "n[2-4]", "gpu:h100:1(IDX:1)"));
    SlurmJobs jobs = FakeSlurm.jobs(slurm, SlurmOptions.defaults());
    JobNodes nodes = JobNodes.of(jobs, (node, on) -> Optional.ofNullable(exporters.get(node)));
    source = SlurmSource.of(ClusterPoller.open(nodes, PollOptions.defaults()), jobs);
    return source;
  }

  private HttpTarget exporter(HostSnapshot host) throws IOException {
    if (host.status().state() != HostState.UP) {
      Socket socket = TinyServer.refusing();
      refusing.add(socket);
      return HttpTarget.of("127.0.0.1", socket.getLocalPort());
    }
    TinyServer server = TinyServer.page(ExpositionWriter.write(host));
    servers.add(server);
    return server.target();
  }

  @AfterEach
  void closeServers() throws IOException {
    servers.forEach(TinyServer::close);
    for (Socket socket : refusing) {
      socket.close();
    }
  }

  private static void assertJobs(ClusterSnapshot snapshot) {
    assertThat(snapshot.source()).isEqualTo(ClusterSnapshot.Source.SLURM);
    assertThat(snapshot.jobs().orElseThrow().jobs())
        .extracting(JobInfo::id)
        .containsExactly("7", "9");
  }

  @Test
  void everySnapshotHasTheJobs() throws Exception {
    assertJobs(source.readOnce());
    assertJobs(source.poll().orElseThrow());
  }

  @Test
  void whoSubscribesIsSentTheJobsTooUntilTheClose() throws Exception {
    CompletableFuture<ClusterSnapshot> first = new CompletableFuture<>();
    CompletableFuture<Boolean> completed = new CompletableFuture<>();
    source.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ClusterSnapshot snapshot) {
            first.complete(snapshot);
          }

          @Override
          public void onError(Throwable why) {
            first.completeExceptionally(why);
          }

          @Override
          public void onComplete() {
            completed.complete(true);
          }
        });
    assertJobs(first.get());
    source.close();
    assertThat(completed.get()).isTrue();
  }
}
