package io.allsmi.collect.ssh.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.EncryptedPrivateKeyInfo;

/**
 * A file with a private key: OpenSSH's own format, PEM or PKCS#8, plain or encrypted. What is read
 * of it is wiped by {@link #close()}.
 */
public final class PrivateKeyFile implements AutoCloseable {
  /** Derives keys from a passphrase as OpenSSH does. */
  @FunctionalInterface
  public interface Bcrypt {
    /** Fills {@code key}. */
    void derive(byte[] passphrase, byte[] salt, int rounds, byte[] key);
  }

  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final String kind;
  private final Map<String, String> headers;
  private final byte[] content;

  private PrivateKeyFile(Path file, String kind, Map<String, String> headers, byte[] content) {
    this.file = file;
    this.kind = kind;
    this.headers = headers;
    this.content = content;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or holds no private key
   */
  public static PrivateKeyFile read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    try {
      return parse(file, new String(bytes, StandardCharsets.ISO_8859_1));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static PrivateKeyFile parse(Path file, String text) throws IOException {
    int begin = text.indexOf("-----BEGIN ");
    int lineEnd = text.indexOf('\n', Math.max(begin, 0));
    String first = begin < 0 || lineEnd < 0 ? "" : text.substring(begin + 11, lineEnd).strip();
    int end = lineEnd < 0 ? -1 : text.indexOf("-----END ", lineEnd);
    if (!first.endsWith("PRIVATE KEY-----") || end < 0) {
      throw new IOException(file + ": expected a private key, got something else");
    }
    Map<String, String> headers = new HashMap<>();
    StringBuilder base64 = new StringBuilder();
    for (String line : text.substring(lineEnd + 1, end).split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      } else {
        base64.append(line.strip());
      }
    }
    try {
      byte[] content = Base64.getDecoder().decode(base64.toString());
      String kind = first.substring(0, first.length() - "PRIVATE KEY-----".length()).strip();
      return new PrivateKeyFile(file, kind, Map.copyOf(headers), content);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": expected a private key in base64, got something else", e);
    } finally {
      base64.setLength(0);
    }
  }

  /** Whether a passphrase is needed. */
  public boolean isEncrypted() throws IOException {
    return switch (kind) {
      case "OPENSSH" -> !OpenSshKey.read(content).cipher().equals("none");
      case "ENCRYPTED" -> true;
      default -> headers.getOrDefault("Proc-Type", "").toUpperCase(Locale.ROOT).contains("ENCR");
    };
  }

  /** Its public half where that is readable without a passphrase. */
  public Optional<byte[]> blob() throws IOException {
    return kind.equals("OPENSSH") ? Optional.of(OpenSshKey.read(content).blob()) : Optional.empty();
  }

  /**
   * Its keys.
   *
   * @param passphrase empty where none is needed; the caller wipes it
   * @throws IOException when the passphrase is wrong or the key is of a kind that is not known
   */
  public SigningKey open(byte[] passphrase, Bcrypt bcrypt) throws IOException {
    try {
      return switch (kind) {
        case "OPENSSH" -> OpenSshKey.read(content).open(passphrase, bcrypt);
        case "" -> DerKeys.pkcs8(content).checked();
        case "ENCRYPTED" -> pkcs8(passphrase).checked();
        case "RSA", "EC" -> pem(passphrase).checked();
        default -> throw new IOException("expected ed25519, ecdsa or rsa, got " + kind);
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + ": " + wrong(), e);
    } catch (IOException e) {
      throw new IOException(file + ": " + (isEncrypted() ? wrong() : e.getMessage()), e);
    }
  }

  private String wrong() throws IOException {
    return isEncrypted()
        ? "expected the passphrase, got another one"
        : "expected a private key, got a damaged one";
  }

  private SigningKey pkcs8(byte[] passphrase) throws IOException, GeneralSecurityException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
    byte[] plain = DerKeys.decrypt(info, passphrase);
    try {
      return DerKeys.pkcs8(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private SigningKey pem(byte[] passphrase) throws IOException, GeneralSecurityException {
    byte[] plain =
        isEncrypted()
            ? DerKeys.decrypt(headers.getOrDefault("DEK-Info", ""), content, passphrase)
            : content.clone();
    try {
      return kind.equals("RSA") ? DerKeys.rsa(plain) : DerKeys.ec(plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(content, (byte) 0);
  }
}
