package io.allsmi.collect.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertLevel;
import io.allsmi.core.alert.AlertRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** What was asked for: the path, the account and the body. */
  private record Request(String path, String account, String type, String body) {}

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile int status = 204;
  private volatile boolean hangs;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    try {
      if (hangs) {
        released.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private String url(String account, String path) {
    return "http://" + account + "127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Webhook open(Duration timeout, Duration closing) {
    return Webhook.open(url("", "/hook"), ZoneOffset.UTC, timeout, closing);
  }

  private static Alert alert(int gpu) {
    return new Alert(
        Instant.parse("2026-11-20T14:32:07Z"),
        "n1",
        "node-0199",
        OptionalInt.of(gpu),
        gpu,
        AlertRule.TEMPERATURE,
        AlertLevel.OK,
        AlertLevel.WARN,
        82,
        80,
        Optional.empty(),
        List.of());
  }

  private Request request() throws InterruptedException {
    Request request = requests.poll(20, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return request;
  }

  /** What went wrong by the end: closing waits for all that are on their way. */
  private static String trouble(Webhook webhook) {
    webhook.close();
    return webhook.trouble().orElse("nothing went wrong");
  }

  @Test
  void alertsArePostedInTheirOrderAsJson() throws Exception {
    Webhook webhook = open(LONG, LONG);
    webhook.accept(alert(2));
    webhook.accept(alert(3));
    Request first = request();
    assertThat(first.path()).isEqualTo("/hook");
    assertThat(first.type()).isEqualTo("application/json");
    assertThat(first.body())
        .startsWith("{\"timestamp\":\"2026-11-20T14:32:07.000+00:00\",\"host\":\"node-0199\",")
        .contains("\"gpu_index\":2,\"rule\":\"temperature\"");
    assertThat(request().body()).contains("\"gpu_index\":3");
    webhook.close();
    assertThat(webhook.summary()).isEmpty();
    assertThat(webhook.trouble()).isEmpty();
  }

  @Test
  void closingWaitsForWhatIsOnItsWay() {
    Webhook webhook = open(LONG, LONG);
    for (int i = 0; i < 10; i++) {
      webhook.accept(alert(i));
    }
    webhook.close();
    assertThat(requests).hasSize(10);
  }

  @Test
  void serverThatDoesNotAnswerHoldsUpNobodyAndWhatIsTooMuchIsLeftOut() throws Exception {
    hangs = true;
    Webhook webhook = open(LONG, Duration.ofMillis(50));
    webhook.accept(alert(0));
    request();
    for (int i = 1; i <= 100; i++) {
      webhook.accept(alert(i));
    }
    assertThat(webhook.trouble())
        .hasValueSatisfying(said -> assertThat(said).contains("some are left out"));
    assertThat(webhook.trouble()).isEmpty();
    webhook.close();
    assertThat(webhook.summary())
        .hasValueSatisfying(
            said -> assertThat(said).contains("to deliver 101 alerts, got 100 left out"));
  }

  @Test
  void postThatTakesTooLongIsGivenUpAndTheNextOneIsSent() throws Exception {
    hangs = true;
    Webhook webhook = open(Duration.ofSeconds(2), LONG);
    webhook.accept(alert(0));
    webhook.accept(alert(1));
    assertThat(request().body()).contains("\"gpu_index\":0");
    assertThat(request().body()).contains("\"gpu_index\":1");
    assertThat(trouble(webhook)).endsWith(": no answer within 2 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void redirectsAreNotFollowed(int code) throws Exception {
    status = code;
    Webhook webhook = open(LONG, LONG);
    webhook.accept(alert(0));
    assertThat(trouble(webhook)).endsWith(": HTTP " + code + ", which is not followed");
    assertThat(requests).hasSize(1);
  }

  @Test
  void failureIsSaidOnceAndCountedToTheEnd() throws Exception {
    status = 500;
    Webhook webhook = open(LONG, LONG);
    webhook.accept(alert(0));
    webhook.accept(alert(1));
    assertThat(trouble(webhook)).isEqualTo("webhook " + url("", "") + ": HTTP 500");
    webhook.close();
    assertThat(webhook.trouble()).isEmpty();
    assertThat(webhook.summary())
        .contains(
            "webhook "
                + url("", "")
                + ": expected to deliver 2 alerts, got 0 left out and 2 failed, the last one:"
                + " HTTP 500");
  }

  @Test
  void addressWhereNobodyListensIsSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Webhook webhook = Webhook.open("http://127.0.0.1:" + port, ZoneOffset.UTC);
    webhook.accept(alert(0));
    assertThat(trouble(webhook)).endsWith(": no connection");
  }

  @Test
  void accountOfTheAddressIsSentAndNeverSaid() throws Exception {
    status = 403;
    String url = url("bot:s%3Aecret@", "/hook/T0ken?key=k3y");
    Webhook webhook = Webhook.open(url, ZoneOffset.UTC);
    webhook.accept(alert(0));
    Request request = request();
    assertThat(request.path()).isEqualTo("/hook/T0ken?key=k3y");
    assertThat(request.account()).isEqualTo("Basic Ym90OnM6ZWNyZXQ=");
    String said = trouble(webhook) + webhook.summary();
    assertThat(said).contains("HTTP 403").doesNotContain("ecret", "bot", "T0ken", "k3y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host", "ftp://user:secret@host/", "http://", "http:///secret", "http://a b/"})
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Webhook.open(url, ZoneOffset.UTC))
        .withMessage("expected an address such as https://host/path, got something else");
  }
}
