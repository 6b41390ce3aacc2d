package io.allsmi.collect.ssh.auth;

import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.collect.ssh.key.SshCertificate;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys a server is asked about, in which order: the files that the command line names, keys
 * of the agent that a file names, the agent's other keys unless {@code IdentitiesOnly} is set, and
 * then the files that the agent does not hold. A certificate comes right before its key, and
 * nothing comes twice.
 *
 * @param identities in order
 * @param leftOut why each other key is not used, one line each that begins with its file or
 *     fingerprint; default files that do not exist are not mentioned
 * @since 0.30
 */
public record IdentityPlan(List<Identity> identities, List<String> leftOut) {
  /** Copies the lists. */
  public IdentityPlan {
    identities = List.copyOf(identities);
    leftOut = List.copyOf(leftOut);
  }

  /** Looks at a file of a key, as {@link KeyFile#look(Path)} does. */
  @FunctionalInterface
  public interface Looks {
    /**
     * Looks at it.
     *
     * @throws IOException when there is no key; the message says why
     */
    KeyFile look(Path path) throws IOException;
  }

  /**
   * Makes the plan.
   *
   * @param settings which files, and whether only they
   * @param agentKeys what the agent lists, keys and certificates; empty without one
   * @param looks {@code KeyFile::look}
   */
  public static IdentityPlan of(SshSettings settings, List<SshKey> agentKeys, Looks looks) {
    return new Maker(settings, agentKeys, new IdentityFiles(settings, looks)).make();
  }

  /** One plan that is being made. */
  private static final class Maker {
    private final SshSettings settings;
    private final Map<SshKey, List<SshKey>> agent = new LinkedHashMap<>();
    private final IdentityFiles files;
    private final List<Identity> identities = new ArrayList<>();
    private final Set<SshKey> offered = new LinkedHashSet<>();
    private final List<String> leftOut;

    Maker(SshSettings settings, List<SshKey> agentKeys, IdentityFiles files) {
      this.settings = settings;
      this.files = files;
      leftOut = files.leftOut;
      for (SshKey key : agentKeys) {
        agent.computeIfAbsent(key.plain(), plain -> new ArrayList<>()).add(key);
      }
    }

    IdentityPlan make() {
      List<IdentityFiles.Named> named = files.named;
      List<IdentityFiles.Named> later = new ArrayList<>();
      for (IdentityFiles.Named file : named) {
        if (settings.identityFiles().indexOf(file.path()) < settings.explicitKeys()) {
          add(file);
        } else {
          later.add(file);
        }
      }
      for (SshKey key : agent.keySet()) {
        later.stream().filter(file -> file.isOf(key)).forEach(this::add);
      }
      agent.keySet().forEach(this::addUnnamed);
      later.stream().filter(file -> !isHeld(file)).forEach(this::add);
      files.certificates.stream()
          .filter(certificate -> !offered.contains(certificate))
          .forEach(certificate -> leftOut.add(certificate + ": its key is not there"));
      return new IdentityPlan(identities, leftOut);
    }

    private boolean isHeld(IdentityFiles.Named file) {
      return file.key().filter(agent::containsKey).isPresent();
    }

    private void addUnnamed(SshKey plain) {
      if (files.named.stream().anyMatch(file -> file.isOf(plain))) {
        return;
      }
      boolean isNamed = files.certificates.stream().anyMatch(c -> c.plain().equals(plain));
      if (settings.identitiesOnly() && !isNamed) {
        leftOut.add("agent's " + plain + ": IdentitiesOnly is set and no IdentityFile names it");
      } else {
        addHeld(plain, Optional.empty());
      }
    }

    private void add(IdentityFiles.Named file) {
      if (isHeld(file)) {
        addHeld(file.key().orElseThrow(), Optional.of(file.path()));
      } else if (file.objection().isPresent()) {
        leftOut.add(file.path() + ": " + file.objection().orElseThrow());
      } else {
        file.key().ifPresent(key -> files.certificatesOf(key).forEach(c -> offerFile(file, c)));
        if (file.key().isPresent()) {
          offerFile(file, file.key().orElseThrow());
        } else {
          identities.add(fileIdentity(file, Optional.empty()));
        }
      }
    }

    private void offerFile(IdentityFiles.Named file, SshKey shown) {
      if (offered.add(shown)) {
        identities.add(fileIdentity(file, Optional.of(shown)));
      }
    }

    private static Identity fileIdentity(IdentityFiles.Named file, Optional<SshKey> shown) {
      return new Identity(
          Identity.Source.FILE,
          Optional.of(file.path()),
          shown,
          Optional.empty(),
          file.needsPassphrase());
    }

    /** What the agent can sign with that key: its certificates, those in files, the key. */
    private void addHeld(SshKey plain, Optional<Path> file) {
      List<SshKey> listed = agent.getOrDefault(plain, List.of());
      for (SshKey held : listed) {
        if (held.certificate().filter(SshCertificate::isForUsers).isPresent()) {
          offerHeld(held, held, file);
        }
      }
      if (listed.contains(plain)) {
        files.certificatesOf(plain).forEach(shown -> offerHeld(shown, plain, file));
        offerHeld(plain, plain, file);
      }
    }

    private void offerHeld(SshKey shown, SshKey held, Optional<Path> file) {
      if (offered.add(shown)) {
        identities.add(
            new Identity(
                Identity.Source.AGENT, file, Optional.of(shown), Optional.of(held), false));
      }
    }
  }
}
