package io.allsmi.collect.exporter;

import io.allsmi.collect.internal.BearerToken;
import io.allsmi.collect.web.WebRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets in who brings the token; everyone when there is none. */
final class Door {
  private static final String SCHEME = "bearer ";

  private final Optional<BearerToken> token;
  private final Consumer<String> complaints;

  Door(Optional<BearerToken> token, Consumer<String> complaints) {
    this.token = token;
    this.complaints = complaints;
  }

  /** Whether the request may be answered; a token that cannot be read lets nobody in. */
  boolean isOpenTo(WebRequest request) {
    if (token.isEmpty()) {
      return true;
    }
    String given = request.header("Authorization");
    if (!given.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    try {
      byte[] wanted = token.get().current().getBytes(StandardCharsets.UTF_8);
      byte[] got = given.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
      return MessageDigest.isEqual(wanted, got);
    } catch (IOException e) {
      complaints.accept("nobody is let in: " + e.getMessage());
      return false;
    }
  }
}
