package io.allsmi.collect.ssh.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file with a private key: OpenSSH's own format, PEM or PKCS#8, plain or encrypted.
 * What was read of it is wiped by {@link #close()}. No message has anything of the text.
 */
public final class PrivateKeyFile implements AutoCloseable {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String CIPHER = "DEK-Info:";
  private static final int MAX_NAME_CHARS = 64;
  private static final byte[] NO_PASSPHRASE = {};

  private final String name;
  private final Optional<String> cipher;
  private final byte[] content;
  private final @Nullable OpenSshKey own;

  /** In what a private key is kept. */
  public enum Container {
    /** The format of OpenSSH. */
    OPENSSH,
    /** The formats of OpenSSL before PKCS#8. */
    TRADITIONAL,
    /** PKCS#8. */
    PKCS8
  }

  private PrivateKeyFile(String name, Optional<String> cipher, byte[] content) throws IOException {
    this.name = name;
    this.cipher = cipher;
    this.content = content;
    own = name.equals("OPENSSH PRIVATE KEY") ? OpenSshKey.read(content) : null;
  }

  /**
   * Finds the first private key in a text; empty when it has none in PEM.
   *
   * @param text the caller wipes it
   * @throws IOException when it is damaged or of a kind that is not known
   */
  public static Optional<PrivateKeyFile> find(byte[] text) throws IOException {
    int from = 0;
    while ((from = indexOf(text, BEGIN, from)) >= 0) {
      int nameFrom = from + BEGIN.length();
      int nameTo = indexOf(text, DASHES, nameFrom);
      if (nameTo < 0 || nameTo - nameFrom > MAX_NAME_CHARS) {
        throw damaged();
      }
      String name = latin(text, nameFrom, nameTo);
      if (name.endsWith(PRIVATE)) {
        return Optional.of(read(name, text, nameTo + DASHES.length()));
      }
      from = nameTo;
    }
    return Optional.empty();
  }

  static IOException damaged() {
    return new IOException(
        "expected a whole private key, got a damaged one; copy it again from where it was made");
  }

  private static PrivateKeyFile read(String name, byte[] text, int from) throws IOException {
    int to = indexOf(text, END + name + DASHES, from);
    if (to < 0) {
      throw damaged();
    }
    int header = indexOf(text, CIPHER, from);
    Optional<String> cipher = Optional.empty();
    int begin = from;
    if (header >= 0 && header < to) {
      begin = indexOf(text, "\n", header);
      if (begin < 0 || begin > to) {
        throw damaged();
      }
      cipher = Optional.of(latin(text, header + CIPHER.length(), begin).strip());
    }
    byte[] body = Arrays.copyOfRange(text, begin, to);
    byte[] content = NO_PASSPHRASE;
    try {
      content = Base64.getMimeDecoder().decode(body);
      checkName(name, cipher.isPresent());
      return new PrivateKeyFile(name, cipher, content);
    } catch (IllegalArgumentException e) {
      throw damaged();
    } catch (IOException e) {
      Arrays.fill(content, (byte) 0);
      throw e;
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private static void checkName(String name, boolean isEncrypted) throws IOException {
    switch (name) {
      case "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY", PRIVATE -> {
        if (isEncrypted) {
          throw damaged();
        }
      }
      case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {}
      case "DSA PRIVATE KEY" ->
          throw new IOException(
              "expected an Ed25519, ECDSA or RSA key, got DSA, which servers refuse;"
                  + " make one with 'ssh-keygen -t ed25519'");
      default -> throw new IOException("expected an OpenSSH, PEM or PKCS#8 key, got another kind");
    }
  }

  private static String latin(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] text, String words, int from) {
    byte[] part = words.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = from; i + part.length <= text.length; i++) {
      if (text[i] == part[0] && Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  /** In what it is kept. */
  public Container container() {
    return switch (name) {
      case "OPENSSH PRIVATE KEY" -> Container.OPENSSH;
      case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> Container.TRADITIONAL;
      default -> Container.PKCS8;
    };
  }

  /** Whether a passphrase is needed. */
  public boolean isEncrypted() {
    return own != null
        ? !own.cipher().equals("none")
        : cipher.isPresent() || name.startsWith("ENCRYPTED");
  }

  /**
   * Its public half in the format of RFC 4253; empty where a passphrase is needed to see it.
   *
   * @throws IOException when it has none that can be read
   */
  public Optional<byte[]> blob() throws IOException {
    if (own != null) {
      return Optional.of(own.blob());
    }
    if (isEncrypted()) {
      return Optional.empty();
    }
    try {
      SigningKey key = der(NO_PASSPHRASE);
      byte[] blob = key.blob();
      key.wipe();
      return Optional.of(blob);
    } catch (GeneralSecurityException | IllegalArgumentException | ProviderException e) {
      throw (IOException) damaged().initCause(e);
    }
  }

  /**
   * Opens it.
   *
   * @param passphrase empty where none is needed; the caller wipes it
   * @throws IOException when the passphrase is wrong, or the key is damaged or of a kind that is
   *     not known
   */
  public SigningKey open(byte[] passphrase, Bcrypt bcrypt) throws IOException {
    try {
      return own != null ? own.open(passphrase, bcrypt) : der(passphrase).checked();
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | ArithmeticException
        | ProviderException e) {
      throw isEncrypted() ? wrong(e) : (IOException) damaged().initCause(e);
    } catch (IOException e) {
      throw isEncrypted() && own == null ? wrong(e) : e;
    }
  }

  private static IOException wrong(Exception cause) {
    return new IOException("expected the passphrase, got another one", cause);
  }

  private SigningKey der(byte[] passphrase) throws IOException, GeneralSecurityException {
    byte[] plain = isEncrypted() ? decrypted(passphrase) : content.clone();
    try {
      return switch (name) {
        case "RSA PRIVATE KEY" -> DerKeys.rsa(plain);
        case "EC PRIVATE KEY" -> DerKeys.ec(plain);
        default -> DerKeys.pkcs8(plain);
      };
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private byte[] decrypted(byte[] passphrase) throws IOException, GeneralSecurityException {
    return cipher.isPresent()
        ? DerKeys.decrypt(cipher.get(), content, passphrase)
        : DerKeys.decrypt(new EncryptedPrivateKeyInfo(content), passphrase);
  }

  @Override
  public void close() {
    Arrays.fill(content, (byte) 0);
    if (own != null) {
      own.wipe();
    }
  }
}
