package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.auth.Identity;
import io.allsmi.collect.ssh.auth.IdentityPlan;
import io.allsmi.collect.ssh.auth.SshAgent;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the identities of a plan into keys that sign. What cannot sign goes to the report. */
final class LoginKeys {
  private final Optional<SshAgent> agent;
  private final OpenedKeys opened;
  private final LoginReport report;
  private final Attempt attempt;
  private final Attempt listing;
  private final Set<SshKey> seen = new HashSet<>();

  /**
   * Asks for nothing yet.
   *
   * @param listing how long the agent has to say which keys it holds
   */
  LoginKeys(
      Optional<SshAgent> agent,
      OpenedKeys opened,
      LoginReport report,
      Attempt attempt,
      Attempt listing) {
    this.agent = agent;
    this.opened = opened;
    this.report = report;
    this.attempt = attempt;
    this.listing = listing;
  }

  /** What to offer, in order. */
  List<Identity> plan(SshSettings settings) throws IOException {
    IdentityPlan plan = IdentityPlan.of(settings, held(), KeyFile::look);
    plan.leftOut().forEach(report::leftOut);
    return plan.identities();
  }

  private List<SshKey> held() throws IOException {
    if (agent.isEmpty()) {
      return List.of();
    }
    try {
      return agent.orElseThrow().keys(listing.left());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      report.leftOut("the agent", String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  /**
   * The key of an identity; empty when it cannot be used, or was offered already. A file whose
   * public half only its passphrase shows is opened now, every other one when it has to sign.
   */
  Optional<LoginKey> ready(Identity identity) throws IOException {
    String source = source(identity);
    if (identity.needsPassphrase() && !opened.canAsk()) {
      report.leftOut(source, OpenedKeys.ENCRYPTED);
      return Optional.empty();
    }
    try {
      SshKey shown =
          identity.offered().isPresent()
              ? identity.offered().orElseThrow()
              : SshKey.read(opened.open(file(identity), attempt.left()).blob());
      return seen.add(shown)
          ? Optional.of(new LoginKey(shown, source, signer(identity)))
          : Optional.empty();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      report.leftOut(source, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private LoginKey.Signer signer(Identity identity) {
    if (identity.source() == Identity.Source.FILE) {
      return (algorithm, data, left) -> opened.open(file(identity), left).sign(algorithm, data);
    }
    SshAgent holder = agent.orElseThrow();
    SshKey held = identity.held().orElseThrow();
    return (algorithm, data, left) -> holder.sign(held, data, flags(algorithm), left);
  }

  private static int flags(String algorithm) {
    return switch (algorithm) {
      case "rsa-sha2-512" -> SshAgent.RSA_SHA2_512;
      case "rsa-sha2-256" -> SshAgent.RSA_SHA2_256;
      default -> 0;
    };
  }

  private static Path file(Identity identity) {
    return identity.file().orElseThrow();
  }

  private static String source(Identity identity) {
    if (identity.source() == Identity.Source.FILE) {
      return file(identity).toString();
    }
    return "agent" + identity.file().map(file -> ", as " + file + " says").orElse("");
  }
}
