package io.allsmi.collect.ssh.key;

import io.allsmi.collect.internal.RegularFile;
import io.allsmi.collect.ssh.crypto.PrivateKeyFile;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be said of a file with a key without its passphrase. Neither its comment nor anything
 * that is secret is kept.
 *
 * @param path where it is
 * @param format how it is written
 * @param key the public half, or the certificate; empty when the file keeps it secret, too, and no
 *     {@code .pub} lies beside it
 * @param isEncrypted whether a passphrase is needed to use it
 * @param isOpenToOthers whether others than its owner may read a private key, which {@code ssh}
 *     then ignores
 * @since 0.30
 */
public record KeyFile(
    Path path, Format format, Optional<SshKey> key, boolean isEncrypted, boolean isOpenToOthers) {
  private static final int MAX_BYTES = 256 << 10;

  /** How keys are written. */
  public enum Format {
    /** OpenSSH's own, with the public half in the clear. */
    OPENSSH,
    /** The traditional one of OpenSSL, such as {@code BEGIN RSA PRIVATE KEY}. */
    PEM,
    /** {@code BEGIN PRIVATE KEY} or {@code BEGIN ENCRYPTED PRIVATE KEY}. */
    PKCS8,
    /** A public key or a certificate in one line. */
    PUBLIC;

    /** In lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is of use for logging in by itself. */
  public boolean isPrivate() {
    return format != Format.PUBLIC;
  }

  /**
   * Looks at a file.
   *
   * @throws NoSuchFileException when there is none
   * @throws IOException when it cannot be read or is no key of these formats; the message names it,
   *     says what to do, and has nothing of its text
   */
  public static KeyFile look(Path path) throws IOException {
    byte[] text;
    try (InputStream in = RegularFile.open(path)) {
      text = in.readNBytes(MAX_BYTES + 1);
    }
    try {
      KeyFile inside = look(path, text);
      boolean isOpen = inside.isPrivate() && FileOwner.isOpenToOthers(path);
      Optional<SshKey> key = inside.key.isPresent() ? inside.key : beside(path);
      return new KeyFile(path, inside.format, key, inside.isEncrypted, isOpen);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Looks at the text of a file; nothing is said of who may read it.
   *
   * @param path what a message calls it
   * @throws IOException when it is no key of these formats
   */
  public static KeyFile look(Path path, byte[] text) throws IOException {
    if (text.length > MAX_BYTES) {
      throw new IOException(path + ": expected a key of at most 256 KiB, got more");
    }
    try {
      Optional<PrivateKeyFile> found = PrivateKeyFile.find(text);
      if (found.isEmpty()) {
        return new KeyFile(path, Format.PUBLIC, Optional.of(publicKey(text)), false, false);
      }
      try (PrivateKeyFile file = found.orElseThrow()) {
        return of(path, file);
      }
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static KeyFile of(Path path, PrivateKeyFile file) throws IOException {
    Format format =
        switch (file.container()) {
          case OPENSSH -> Format.OPENSSH;
          case TRADITIONAL -> Format.PEM;
          case PKCS8 -> Format.PKCS8;
        };
    Optional<byte[]> blob = file.blob();
    Optional<SshKey> key =
        blob.isPresent() ? Optional.of(SshKey.read(blob.orElseThrow())) : Optional.empty();
    return new KeyFile(path, format, key, file.isEncrypted(), false);
  }

  private static SshKey publicKey(byte[] text) throws SshKeyException {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    if (all.startsWith("PuTTY-User-Key-File-")) {
      throw new SshKeyException(
          "expected an OpenSSH, PEM or PKCS#8 key, got one of PuTTY;"
              + " convert it with 'puttygen FILE -O private-openssh -o NEW'");
    }
    for (String line : (Iterable<String>) all.lines()::iterator) {
      if (!line.isBlank() && !line.startsWith("#")) {
        return publicLine(line);
      }
    }
    throw new SshKeyException("expected a key, got nothing");
  }

  private static SshKey publicLine(String line) throws SshKeyException {
    try {
      return SshKey.parse(line);
    } catch (SshKeyException e) {
      throw new SshKeyException(
          "expected an OpenSSH, PEM or PKCS#8 key or a public key in one line,"
              + " got something else; make one with 'ssh-keygen -t ed25519'");
    }
  }

  private static Optional<SshKey> beside(Path path) throws IOException {
    Path name = path.getFileName();
    if (name == null) {
      return Optional.empty();
    }
    try (InputStream in = RegularFile.open(path.resolveSibling(name + ".pub"))) {
      return Optional.of(publicKey(in.readNBytes(MAX_BYTES)));
    } catch (NoSuchFileException | SshKeyException e) {
      return Optional.empty(); // as if there were none: the key is asked for its public half later
    }
  }

  /**
   * Writes it as one JSON object on one line:
   *
   * <pre>{@code
   * {"format":"openssh","type":"ssh-ed25519","bits":256,"fingerprint":"SHA256:…","encrypted":false}
   * }</pre>
   *
   * <p>What is not known is null.
   *
   * @param out left open
   * @throws IOException when the output does
   */
  public void writeJson(OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject().field("format", format.toString());
      json.textOrNull("type", key.map(SshKey::type));
      if (key.isPresent()) {
        json.field("bits", key.orElseThrow().bits());
      } else {
        json.nothing("bits");
      }
      json.textOrNull("fingerprint", key.map(SshKey::fingerprint));
      json.field("encrypted", isEncrypted).endObject();
    }
  }
}
