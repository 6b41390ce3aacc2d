package io.allsmi.collect.ssh.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The names at the beginning of a line of known hosts, plain or hashed. */
final class HostPatterns {
  private static final String HASHED = "|1|";
  private static final String MAC = "HmacSHA1";
  private static final int HASH_BYTES = 20;

  /** A longer pattern matches nothing, and ends the list that it is in. */
  private static final int MAX_PATTERN = 1023;

  private HostPatterns() {}

  static boolean isHashed(String names) {
    return names.startsWith("|");
  }

  /** Whether they are names and nothing else, none of them too long. */
  static boolean isPlain(String names) {
    return names.length() < MAX_PATTERN && names.chars().noneMatch(c -> "|*?!".indexOf(c) >= 0);
  }

  /** Whether a name can be written to a file as it is and means only itself there. */
  static boolean isWritable(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && ",|*?!#@".indexOf(c) < 0);
  }

  /** Whether the names are about a host; empty when they are a hash that is damaged. */
  static Optional<Boolean> match(String names, String host) {
    if (!isHashed(names)) {
      return Optional.of(matchesList(lower(names), lower(host)));
    }
    return salt(names).map(salt -> names.equals(hash(host, salt)));
  }

  private static Optional<byte[]> salt(String names) {
    int end = names.indexOf('|', HASHED.length());
    if (!names.startsWith(HASHED) || end < 0) {
      return Optional.empty();
    }
    try {
      byte[] salt = Base64.getDecoder().decode(names.substring(HASHED.length(), end));
      return Optional.of(salt).filter(bytes -> bytes.length == HASH_BYTES);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A name as a hash: what stands at the beginning of a line. */
  static String hash(String host, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(salt, MAC));
      byte[] hash = mac.doFinal(host.getBytes(StandardCharsets.ISO_8859_1));
      Base64.Encoder encoder = Base64.getEncoder();
      return HASHED + encoder.encodeToString(salt) + "|" + encoder.encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(MAC + ": expected every JDK to have it", e);
    }
  }

  private static boolean matchesList(String list, String host) {
    boolean found = false;
    for (String pattern : list.split(",", -1)) {
      boolean isNegated = pattern.startsWith("!");
      String text = isNegated ? pattern.substring(1) : pattern;
      if (text.length() >= MAX_PATTERN) {
        return false;
      }
      if (matches(text, host)) {
        if (isNegated) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  /** Whether a text is a pattern's: {@code *} is any characters, {@code ?} is any one. */
  static boolean matches(String pattern, String text) {
    int at = 0;
    int p = 0;
    int star = -1;
    int starAt = 0;
    while (at < text.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && c == '*') {
        star = p++;
        starAt = at;
      } else if (p < pattern.length() && (c == '?' || c == text.charAt(at))) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Lower case of ASCII alone: other bytes stay. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return lower.toString();
  }
}
