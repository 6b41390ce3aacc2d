package io.allsmi.collect.alert;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.json.AlertJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Posts one alert and waits for the answer, which is not read. For one thread at a time. */
final class WebhookPost {
  private final WebhookAddress address;
  private final ZoneId zone;
  private final Duration timeout;
  private @Nullable HttpClient client;

  WebhookPost(WebhookAddress address, ZoneId zone, Duration timeout) {
    this.address = address;
    this.zone = zone;
    this.timeout = timeout;
  }

  /** Sends an alert; why it did not arrive, empty when it did. */
  Optional<String> send(Alert alert) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client().sendAsync(request(alert), HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status >= 200 && status < 300) {
        return Optional.empty();
      }
      boolean redirects = status >= 300 && status < 400;
      return Optional.of("HTTP " + status + (redirects ? ", which is not followed" : ""));
    } catch (TimeoutException e) {
      return Optional.of(late());
    } catch (ExecutionException e) {
      return Optional.of(reason(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(Alert alert) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.uri())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "allsmi")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json(alert)));
    address.authorization().ifPresent(header -> request.header("Authorization", header));
    return request.build();
  }

  private byte[] json(Alert alert) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      AlertJson.write(alert, zone, out);
    } catch (IOException e) {
      throw new IllegalStateException("expected memory to take a text", e);
    }
    return out.toByteArray();
  }

  private String late() {
    return "no answer within " + timeout.toSeconds() + " s";
  }

  /** The reason by its kind: its own words may repeat the address. */
  private String reason(@Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return late();
    }
    if (cause instanceof ConnectException) {
      return "no connection";
    }
    return cause instanceof SSLException ? "no connection by TLS" : "the connection broke";
  }

  private HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(timeout)
              .build();
      client = known;
    }
    return known;
  }
}
