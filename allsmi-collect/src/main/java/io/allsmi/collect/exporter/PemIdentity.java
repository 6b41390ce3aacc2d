package io.allsmi.collect.exporter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with its key out of two PEM files. */
final class PemIdentity {
  /** What the key is kept with: in memory only, so it guards nothing. */
  static final String PASSWORD = "in memory";

  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemIdentity() {}

  /**
   * Reads them.
   *
   * @throws IOException when a file cannot be read, holds something else, or the key is not the
   *     certificate's; the message names the file and never its text
   */
  static KeyStore read(ExporterOptions.Tls tls) throws IOException {
    Certificate[] chain = certificates(tls.certificate());
    try {
      PrivateKey key = key(tls.key(), chain[0].getPublicKey().getAlgorithm());
      if (!fits(key, chain[0].getPublicKey())) {
        throw new IOException(
            tls.key() + ": expected the key of " + tls.certificate() + ", got another");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("exporter", key, PASSWORD.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          tls.key() + ": expected a key that can be used, got: " + e.getMessage(), e);
    }
  }

  private static Certificate[] certificates(Path file) throws IOException {
    byte[] bytes = read(file);
    try {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (!all.isEmpty()) {
        return all.toArray(new Certificate[0]);
      }
    } catch (CertificateException e) {
      throw new IOException(file + ": expected certificates in PEM, got something else", e);
    }
    throw new IOException(file + ": expected certificates in PEM, got none");
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    String text = new String(read(file), StandardCharsets.US_ASCII);
    Matcher pem = KEY.matcher(text);
    if (!pem.find()) {
      String got =
          text.contains("ENCRYPTED")
              ? "one with a passphrase"
              : text.contains("PRIVATE KEY-----") ? "one of another form" : "none";
      throw new IOException(
          file
              + ": expected a key in PKCS#8 PEM without a passphrase, got "
              + got
              + "; convert it with 'openssl pkcs8 -topk8 -nocrypt'");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException | InvalidKeySpecException e) {
      throw new IOException(
          file + ": expected a key of kind " + algorithm + " as the certificate's, got another", e);
    }
  }

  /** Whether what one signs the other verifies. */
  private static boolean fits(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
    String algorithm = key.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            switch (algorithm) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> algorithm;
            });
    byte[] text = "allsmi".getBytes(StandardCharsets.US_ASCII);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(text);
    return signature.verify(signed);
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + ": expected at most 1 MiB, got more");
      }
      return bytes;
    }
  }
}
