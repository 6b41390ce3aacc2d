package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.auth.AgentKey;
import io.allsmi.collect.ssh.auth.Certificate;
import io.allsmi.collect.ssh.auth.PrivateKeyFile;
import io.allsmi.collect.ssh.auth.PublicKeys;
import io.allsmi.collect.ssh.auth.SshAgent;
import io.allsmi.collect.ssh.config.SshSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that a login offers, in OpenSSH's order: those of the identity files that an agent
 * holds, what else it holds, and the files themselves; a certificate before its key. Each is
 * offered once.
 */
final class LoginKeys {
  private static final int MAX_PUBLIC_BYTES = 64 << 10;

  private final SshSettings settings;
  private final OpenedKeys opened;
  private final LoginReport report;
  private final Attempt attempt;

  /** By fingerprint. */
  private final Map<String, LoginKey> keys = new LinkedHashMap<>();

  private final List<byte[]> certificates = new ArrayList<>();

  private LoginKeys(SshSettings settings, OpenedKeys opened, LoginReport report, Attempt attempt) {
    this.settings = settings;
    this.opened = opened;
    this.report = report;
    this.attempt = attempt;
  }

  /** Looks at the agent and the files; what cannot be used goes to the report. */
  static List<LoginKey> plan(
      SshSettings settings,
      Optional<SshAgent> agent,
      OpenedKeys opened,
      LoginReport report,
      Attempt attempt)
      throws IOException {
    LoginKeys plan = new LoginKeys(settings, opened, report, attempt);
    plan.readCertificates();
    if (agent.isPresent()) {
      plan.addAgent(agent.get());
    }
    for (Path file : settings.identityFiles()) {
      plan.addFile(file);
    }
    return List.copyOf(plan.keys.values());
  }

  private void readCertificates() {
    for (Path file : settings.certificateFiles()) {
      readCertificate(file, true);
    }
    for (Path file : settings.identityFiles()) {
      readCertificate(beside(file, "-cert.pub"), false);
    }
  }

  private void readCertificate(Path file, boolean isNamed) {
    try {
      byte[] blob = publicKey(file);
      Certificate.read(blob);
      certificates.add(blob);
    } catch (NoSuchFileException e) {
      if (isNamed) {
        report.leftOut(file.toString(), "no such file");
      }
    } catch (IOException e) {
      report.leftOut(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private void addAgent(SshAgent agent) throws IOException {
    List<AgentKey> held;
    try {
      held = agent.keys(attempt.left());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      report.leftOut("the agent", String.valueOf(e.getMessage()));
      return;
    }
    List<String> named = new ArrayList<>();
    for (Path file : settings.identityFiles()) {
      Optional<byte[]> blob = publicHalf(file);
      blob.ifPresent(key -> named.add(PublicKeys.fingerprint(key)));
    }
    for (String name : named) {
      addHeld(agent, held, name);
    }
    if (!settings.identitiesOnly()) {
      for (AgentKey key : held) {
        addHeld(agent, held, plain(key.blob()));
      }
    }
  }

  /** What the agent holds of one key: certificates, and the key. */
  private void addHeld(SshAgent agent, List<AgentKey> held, String fingerprint) {
    for (AgentKey key : held) {
      if (plain(key.blob()).equals(fingerprint)) {
        LoginKey.Signer signer =
            (algorithm, data, left) -> agent.sign(key.blob(), data, flags(algorithm), left);
        add(key.blob(), "agent '" + key.comment() + "'", signer);
      }
    }
  }

  private static int flags(String algorithm) {
    return switch (algorithm) {
      case "rsa-sha2-512" -> SshAgent.RSA_SHA2_512;
      case "rsa-sha2-256" -> SshAgent.RSA_SHA2_256;
      default -> 0;
    };
  }

  /** The fingerprint of a key or, of a certificate, of the key in it. */
  private static String plain(byte[] blob) {
    try {
      boolean isCertificate = PublicKeys.isCertificate(PublicKeys.type(blob));
      return PublicKeys.fingerprint(isCertificate ? Certificate.read(blob).key() : blob);
    } catch (IOException e) {
      return PublicKeys.fingerprint(blob);
    }
  }

  private void addFile(Path file) throws IOException {
    try (PrivateKeyFile key = PrivateKeyFile.read(file)) {
      Optional<byte[]> known = publicHalf(file);
      if (known.isPresent() && keys.containsKey(PublicKeys.fingerprint(known.get()))) {
        return; // an agent has it
      }
      if (key.isEncrypted() && !opened.canAsk()) {
        report.leftOut(file.toString(), "encrypted; add it to an agent, or set SSH_ASKPASS");
        return;
      }
      byte[] blob = known.isPresent() ? known.get() : opened.open(file, attempt.left()).blob();
      LoginKey.Signer signer =
          (algorithm, data, left) -> opened.open(file, left).sign(algorithm, data);
      add(blob, file.toString(), signer);
    } catch (NoSuchFileException e) {
      if (settings.namesIdentities() && publicHalf(file).isEmpty()) {
        report.leftOut(file.toString(), "no such file");
      }
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      if (publicHalf(file).isEmpty() || Files.exists(beside(file, ".pub"))) {
        report.leftOut(file.toString(), String.valueOf(e.getMessage()));
      }
    }
  }

  private void add(byte[] blob, String source, LoginKey.Signer signer) {
    try {
      for (byte[] certificate : certificates) {
        if (plain(certificate).equals(PublicKeys.fingerprint(blob))) {
          put(new LoginKey(certificate, source, signer));
        }
      }
      put(new LoginKey(blob, source, signer));
    } catch (IOException e) {
      report.leftOut(source, String.valueOf(e.getMessage()));
    }
  }

  private void put(LoginKey key) {
    keys.putIfAbsent(PublicKeys.fingerprint(key.blob()), key);
  }

  /** The public half of an identity: beside it, in it, or the file itself; empty for none. */
  private static Optional<byte[]> publicHalf(Path file) {
    for (Path candidate : List.of(beside(file, ".pub"), file)) {
      Optional<byte[]> blob = readable(candidate);
      if (blob.isPresent()) {
        return blob;
      }
    }
    try (PrivateKeyFile key = PrivateKeyFile.read(file)) {
      return key.blob();
    } catch (IOException e) {
      return Optional.empty(); // it is told of where the file is to be used
    }
  }

  private static Optional<byte[]> readable(Path file) {
    try {
      return Optional.of(publicKey(file));
    } catch (IOException e) {
      return Optional.empty(); // no public key there
    }
  }

  private static byte[] publicKey(Path file) throws IOException {
    byte[] text;
    try (InputStream in = Files.newInputStream(file)) {
      text = in.readNBytes(MAX_PUBLIC_BYTES);
    }
    String[] words = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
    if (words.length >= 2) {
      try {
        byte[] blob = Base64.getDecoder().decode(words[1]);
        if (PublicKeys.type(blob).equals(words[0])) {
          return blob;
        }
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": expected a public key, got something else", e);
      }
    }
    throw new IOException(file + ": expected a public key, got something else");
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
