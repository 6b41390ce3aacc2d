package io.allsmi.collect.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of a PEM file instead of the JDK's own list. */
public final class CertificateAuthorities {
  private CertificateAuthorities() {}

  /**
   * Makes sockets that trust exactly the file's certificates.
   *
   * @throws IOException when the file cannot be read or holds no certificate; the message names it
   */
  public static SSLSocketFactory trusting(Path pemFile) throws IOException {
    Collection<? extends Certificate> certificates = read(pemFile);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("CA file " + pemFile + ": cannot be used (" + e.getMessage() + ")", e);
    }
  }

  private static Collection<? extends Certificate> read(Path pemFile) throws IOException {
    try (InputStream in = Files.newInputStream(pemFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException("CA file " + pemFile + ": expected PEM certificates, got none");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(
          "CA file " + pemFile + ": expected PEM certificates, got something else", e);
    } catch (java.nio.file.FileSystemException e) {
      throw new IOException("CA file " + pemFile + ": cannot be read", e);
    }
  }
}
