package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.FakeCluster;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.exposition.EnergyTotal;
import io.allsmi.core.exposition.ExporterFacts;
import io.allsmi.core.exposition.PageFormat;
import io.allsmi.core.exposition.ScrapeReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ExporterTest {
  private static final HostSnapshot BUSY = FakeCluster.hosts().get(0);

  @TempDir Path folder;

  private static Served busy() throws Exception {
    return Served.start(new ScriptedSource(at -> BUSY), Served.options()).ready();
  }

  @Test
  void thePageReadBackIsTheSnapshot() throws Exception {
    try (Served served = busy()) {
      HttpResponse<String> page = served.get("/metrics");
      assertThat(page.headers().firstValue("content-type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      byte[] bytes = page.body().getBytes(StandardCharsets.UTF_8);
      HostSnapshot back = ScrapeReader.read(bytes, "busy-1", FakeCluster.TAKEN_AT);
      assertThat(back.issues()).isEmpty();
      assertThat(back.gpus())
          .extracting(GpuInfo::powerWatts)
          .isEqualTo(BUSY.gpus().stream().map(GpuInfo::powerWatts).toList());
      assertThat(back.gpus())
          .extracting(GpuInfo::uuid)
          .isEqualTo(BUSY.gpus().stream().map(GpuInfo::uuid).toList());
      assertThat(back.processes()).hasSameSizeAs(BUSY.processes());
      assertThat(back.processes().stream().filter(ProcessInfo::holdsDevice))
          .containsExactlyInAnyOrderElementsOf(
              BUSY.processes().stream().filter(ProcessInfo::holdsDevice).toList());
      assertThat(back.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
    }
  }

  @Test
  void openMetricsAndGzipAreSentToWhoTakesThem() throws Exception {
    try (Served served = busy()) {
      String accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";
      HttpRequest request =
          served.request("/metrics", "Accept", accept, "Accept-Encoding", "gzip").build();
      HttpResponse<byte[]> page =
          Served.CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(page.headers().firstValue("content-encoding")).hasValue("gzip");
      assertThat(page.headers().firstValue("content-type").orElseThrow())
          .startsWith("application/openmetrics-text; version=1.0.0");
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
      }
    }
  }

  @Test
  void beforeTheFirstReadingItIsHealthyAndNotReady() throws Exception {
    ScriptedSource source = new ScriptedSource(at -> BUSY);
    source.hangs = true;
    try (Served served = Served.start(source, Served.options())) {
      HttpResponse<String> ready = served.get("/-/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.headers().firstValue("retry-after")).hasValue("1");
      assertThat(ready.body())
          .isEqualTo("all-smi is not ready: no collection cycle has completed yet.\n");
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(served.get("/metrics").body()).contains("all_smi_up{").contains("} 0\n");
      HttpResponse<String> snapshot = served.get("/snapshot");
      assertThat(snapshot.statusCode()).isEqualTo(503);
      assertThat(snapshot.body())
          .isEqualTo("{\"error\":\"no collection cycle has completed yet\",\"schema\":1}");
    }
  }

  @Test
  void aReaderThatHangsHoldsUpNobodyAndTheAgeTellsOfIt() throws Exception {
    ScriptedSource source = new ScriptedSource(at -> BUSY);
    try (Served served = Served.start(source, Served.options()).ready()) {
      source.hangs = true;
      int before = source.reads.get();
      Served.await(() -> source.reads.get() > before);
      String age = "all_smi_collection_age_seconds{instance=\"busy-1\", hostname=\"busy-1\"} ";
      Served.await(() -> !page(served).contains(age + "0\n"));
      assertThat(page(served)).contains(age + "1\n").contains("all_smi_up{");
      assertThat(served.get("/snapshot").headers().firstValueAsLong("age").orElseThrow())
          .isPositive();
    }
  }

  private static String page(Served served) {
    try {
      return served.get("/metrics").body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReaderThatThrowsIsComplainedOfAndAskedAgain() throws Exception {
    Queue<String> complaints = new ConcurrentLinkedQueue<>();
    ScriptedSource source =
        new ScriptedSource(
            at -> {
              throw new IllegalStateException("odd");
            });
    try (Served served = Served.start(source, Served.options().withComplaints(complaints::add))) {
      Served.await(() -> complaints.size() > 1);
      assertThat(complaints.peek()).contains("collect: expected a reading").contains("odd");
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void scrapesAtTheSameTimeShareOneText() {
    Renderings renderings = new Renderings();
    Frame frame = new Frame(1, BUSY, ExporterFacts.NONE, System.nanoTime());
    PageFormat format = PageFormat.TEXT;
    byte[] first = renderings.page(frame, format, Duration.ZERO, true);
    assertThat(renderings.page(frame, format, Duration.ofMillis(900), true)).isSameAs(first);
    assertThat(renderings.page(frame, format, Duration.ofSeconds(1), true)).isNotSameAs(first);
    Frame next = new Frame(2, BUSY, frame.facts(), frame.nanos());
    assertThat(renderings.page(next, format, Duration.ZERO, true)).isNotSameAs(first);
    assertThat(renderings.page(frame, format, Duration.ZERO, true)).isEqualTo(first);
  }

  @Test
  void theSnapshotHasTheSectionsThatWereAskedFor() throws Exception {
    try (Served served = busy()) {
      HttpResponse<String> json = served.get("/snapshot?include=gpu,process");
      assertThat(json.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(json.headers().firstValue("cache-control")).hasValue("no-store");
      assertThat(json.body()).contains("\"gpus\":[{").contains("\"processes\":[{").endsWith("}");
      assertThat(json.body()).doesNotContain("\"cpus\"");
      assertThat(served.get("/snapshot?include=nonsense").body())
          .startsWith("{\"chassis\":[")
          .doesNotContain("\"processes\"");
      assertThat(served.get("/snapshot?pretty=yes").body()).startsWith("{\n");
    }
  }

  @Test
  void processesAreAbsentWhereTheyAreNotCollected() throws Exception {
    HostSnapshot silent = FakeCluster.hosts().get(3);
    try (Served served = Served.start(new ScriptedSource(at -> silent), Served.options()).ready()) {
      assertThat(served.get("/snapshot?include=gpu,process").body())
          .contains("\"gpus\":[{")
          .doesNotContain("\"processes\"");
      assertThat(served.get("/metrics").body())
          .contains("all_smi_process_collection_enabled{")
          .doesNotContain("all_smi_process_memory_used_bytes");
    }
  }

  @Test
  void processRowsAreBoundedAndThePageSaysHowManyWereLeftOut() throws Exception {
    try (Served served =
        Served.start(new ScriptedSource(at -> BUSY), Served.options().withMaxProcesses(3))
            .ready()) {
      String page = served.get("/metrics").body();
      assertThat(page).contains("all_smi_process_rows_omitted{");
      assertThat(page.lines().filter(l -> l.startsWith("all_smi_process_rows_omitted{")))
          .singleElement()
          .asString()
          .endsWith("} 2");
      HostSnapshot back =
          ScrapeReader.read(page.getBytes(StandardCharsets.UTF_8), "b", FakeCluster.TAKEN_AT);
      assertThat(back.processes()).hasSize(3).allMatch(ProcessInfo::holdsDevice);
    }
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    try (Served served = busy()) {
      assertThat(served.get("/").statusCode()).isEqualTo(404);
      assertThat(served.get("/metrics/../etc/passwd").statusCode()).isNotEqualTo(200);
      HttpResponse<String> post =
          Served.CLIENT.send(
              served.request("/metrics").POST(HttpRequest.BodyPublishers.ofString("x")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(post.statusCode()).isEqualTo(405);
      assertThat(post.headers().firstValue("allow")).hasValue("GET, HEAD");
      HttpResponse<String> head =
          Served.CLIENT.send(
              served
                  .request("/metrics")
                  .method("HEAD", HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void aRequestLineOfAMegabyteIsRefusedInOneLine() throws Exception {
    try (Served served = busy();
        Socket socket = new Socket("127.0.0.1", served.exporter.ports().get(0))) {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                  return "cut";
                }
              });
      byte[] line = ("GET /" + "a".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
      try {
        socket.getOutputStream().write(line);
      } catch (IOException e) {
        assertThat(e).isInstanceOf(SocketException.class); // cut before it had all of it
      }
      assertThat(answer.get())
          .satisfiesAnyOf(
              text -> assertThat(text).startsWith("HTTP/1.1 414").doesNotContain("Jetty"),
              text -> assertThat(text).isEqualTo("cut"));
      assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void onlyWhoBringsTheTokenIsLetIn() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    try (Served served =
        Served.start(new ScriptedSource(at -> BUSY), Served.options().withTokenFile(token))
            .ready()) {
      for (String path : List.of("/metrics", "/snapshot", "/events")) {
        assertThat(served.get(path).statusCode()).isEqualTo(401);
        assertThat(served.get(path, "Authorization", "Bearer other").statusCode()).isEqualTo(401);
      }
      HttpResponse<String> refused = served.get("/metrics");
      assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer");
      assertThat(refused.body()).doesNotContain("all_smi");
      assertThat(served.get("/metrics", "Authorization", "Bearer s3cret").statusCode())
          .isEqualTo(200);
      Files.writeString(token, "another-one\n");
      assertThat(served.get("/metrics", "Authorization", "Bearer s3cret").statusCode())
          .isEqualTo(401);
      assertThat(served.get("/metrics", "Authorization", "bearer another-one").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void pagesOfNamedOriginsMayRead() throws Exception {
    try (Served served =
        Served.start(
                new ScriptedSource(at -> BUSY),
                Served.options().withCorsOrigins(Set.of("https://a.example")))
            .ready()) {
      assertThat(
              served
                  .get("/snapshot", "Origin", "https://a.example")
                  .headers()
                  .firstValue("access-control-allow-origin"))
          .hasValue("https://a.example");
      assertThat(
              served
                  .get("/snapshot", "Origin", "https://b.example")
                  .headers()
                  .firstValue("access-control-allow-origin"))
          .isEmpty();
    }
  }

  @Test
  void energyGrowsAndGoesOnAfterARestart() throws Exception {
    Path file = folder.resolve("energy");
    double first;
    try (Served served =
        Served.start(new ScriptedSource(at -> BUSY), Served.options().withEnergyFile(file))) {
      Served.await(() -> joules(served) > 0);
      first = joules(served);
    }
    assertThat(file).exists();
    try (Served served =
        Served.start(new ScriptedSource(at -> BUSY), Served.options().withEnergyFile(file))
            .ready()) {
      assertThat(joules(served)).isGreaterThanOrEqualTo(first);
    }
  }

  @Test
  void energyIsKeptWhenAReadHangs() throws Exception {
    Path file = folder.resolve("energy");
    CountDownLatch hangs = new CountDownLatch(1);
    AtomicBoolean hang = new AtomicBoolean();
    CountDownLatch end = new CountDownLatch(1);
    ScriptedSource source =
        new ScriptedSource(
            at -> {
              if (hang.get()) {
                hangs.countDown();
                awaitWithoutBeingInterrupted(end);
              }
              return BUSY;
            });
    try (Served served = Served.start(source, Served.options().withEnergyFile(file))) {
      Served.await(() -> joules(served) > 0);
      hang.set(true);
      hangs.await();
    }
    assertThat(EnergyFile.parse(Files.readString(file)))
        .anyMatch(total -> total.scope() == EnergyTotal.Scope.CHASSIS && total.joules() > 0);
    end.countDown();
  }

  private static void awaitWithoutBeingInterrupted(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.interrupted(); // a driver does not heed it either
      }
    }
  }

  private static double joules(Served served) {
    return page(served)
        .lines()
        .filter(line -> line.startsWith("all_smi_energy_consumed_joules_total{"))
        .filter(line -> line.contains("scope=\"chassis\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("127.0.0.1", 0));
      ScriptedSource source = new ScriptedSource(at -> BUSY);
      ExporterOptions options =
          Served.options()
              .withAddresses(List.of(new InetSocketAddress("127.0.0.1", taken.getLocalPort())));
      assertThatThrownBy(() -> Exporter.start(source, options))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "127.0.0.1:"
                  + taken.getLocalPort()
                  + ": expected a free port, got one that is in use; choose another");
      assertThat(source.closed.getCount()).isZero();
    }
  }

  @Test
  void framesComeAsEvents() throws Exception {
    try (Served served = busy()) {
      HttpResponse<InputStream> stream =
          Served.CLIENT.send(
              served.request("/events?include=gpu").build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
      assertThat(stream.headers().firstValue("x-accel-buffering")).hasValue("no");
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        for (int i = 0; i < 3; i++) {
          assertThat(lines.readLine()).isEqualTo("event: snapshot");
          assertThat(lines.readLine()).isEqualTo("id: 2026-01-05T10:00:00Z");
          assertThat(lines.readLine()).startsWith("data: {\"gpus\":[{").endsWith("}");
          assertThat(lines.readLine()).isEmpty();
        }
      }
    }
  }

  @Test
  void streamsBeyondTheCapAreTurnedAwayUntilOneEnds() throws Exception {
    try (Served served =
        Served.start(new ScriptedSource(at -> BUSY), Served.options().withMaxSubscribers(1))
            .ready()) {
      HttpResponse<InputStream> one =
          Served.CLIENT.send(
              served.request("/events").build(), HttpResponse.BodyHandlers.ofInputStream());
      HttpResponse<String> two = served.get("/events");
      assertThat(two.statusCode()).isEqualTo(503);
      assertThat(two.headers().firstValue("retry-after")).hasValue("5");
      assertThat(two.body()).startsWith("{\"error\":\"subscriber_cap_exceeded\",\"message\":\"");
      one.body().close();
      List<InputStream> later = new ArrayList<>();
      Served.await(
          () -> {
            try {
              HttpResponse<InputStream> next =
                  Served.CLIENT.send(
                      served.request("/events").build(), HttpResponse.BodyHandlers.ofInputStream());
              later.add(next.body());
              return next.statusCode() == 200;
            } catch (IOException | InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      for (InputStream body : later) {
        body.close();
      }
    }
  }

  @Test
  void aNumberThatIsNoneIsABadRequest() throws Exception {
    try (Served served = busy()) {
      for (String query : List.of("throttle=x", "heartbeat=-1", "throttle=1.5")) {
        HttpResponse<String> answer = served.get("/events?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("expected a whole number of seconds");
      }
    }
  }

  @Test
  void optionsThatMakeNoSenseAreTheCallersFault() {
    assertThatThrownBy(() -> Served.options().withAddresses(List.of()))
        .hasMessage("listeners: expected an address or a socket, got none");
    assertThatThrownBy(() -> Served.options().withInterval(Duration.ZERO))
        .hasMessageStartingWith("interval: expected 0.1 s to a day");
  }
}
