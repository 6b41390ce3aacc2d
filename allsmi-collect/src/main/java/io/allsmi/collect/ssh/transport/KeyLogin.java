package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.auth.Identity;
import io.allsmi.collect.ssh.auth.SshAgent;
import io.allsmi.collect.ssh.config.SshSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Offers the keys of a login to a server, one after another, until it takes one. */
final class KeyLogin {
  private static final Logger LOG = System.getLogger(KeyLogin.class.getName());

  private final SshSettings settings;
  private final OpenedKeys opened;
  private final LoginReport report;
  private final Attempt attempt;

  /** Agents are programs that answer at once, but for signing; one that hangs costs only this. */
  private static final Duration LISTING = Duration.ofSeconds(2);

  /** The server that is logged in to. */
  interface Server {
    /** What it says of a key. */
    enum Answer {
      /** The login is over. */
      TAKEN,
      /** It waits for a signature. */
      WELCOME,
      /** Another key, please. */
      REFUSED
    }

    /** Asks whether it would take a key, or a signature by it. */
    Answer ask(LoginKey key, String algorithm) throws IOException;

    /** What has to be signed. */
    byte[] toSign(LoginKey key, String algorithm);

    /** Shows a signature. */
    Answer show(LoginKey key, String algorithm, byte[] signature) throws IOException;

    /** Whether it takes keys at all. */
    boolean takesKeys();
  }

  KeyLogin(SshSettings settings, OpenedKeys opened, LoginReport report, Attempt attempt) {
    this.settings = settings;
    this.opened = opened;
    this.report = report;
    this.attempt = attempt;
  }

  /** Whether the server has taken a key. */
  boolean isTakenBy(Server server) throws IOException {
    Duration half = attempt.left().dividedBy(2);
    Attempt listing = new Attempt(half.compareTo(LISTING) < 0 ? half : LISTING);
    Optional<SshAgent> agent = agent(listing);
    try {
      return isAnyTaken(server, new LoginKeys(agent, opened, report, attempt, listing));
    } finally {
      agent.ifPresent(KeyLogin::close);
    }
  }

  private Optional<SshAgent> agent(Attempt listing) throws IOException {
    if (settings.agentSocket().isEmpty()) {
      return Optional.empty();
    }
    try {
      SshAgent agent = SshAgent.open(settings.agentSocket().get(), listing.left());
      attempt.opened(() -> close(agent));
      return Optional.of(agent);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      report.leftOut("the agent", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static void close(SshAgent agent) {
    try {
      agent.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing an agent", e);
    }
  }

  /**
   * A server that does not know the best algorithm of a key refuses it as it refuses a key. So the
   * others are tried after all keys: servers count the tries.
   */
  private boolean isAnyTaken(Server server, LoginKeys keys) throws IOException {
    List<LoginKey> refused = new ArrayList<>();
    for (Identity identity : keys.plan(settings)) {
      Optional<LoginKey> ready = keys.ready(identity);
      if (ready.isPresent()) {
        LoginKey key = ready.orElseThrow();
        report.offered(key);
        if (isTaken(server, key, key.algorithms())) {
          return true;
        }
        if (!server.takesKeys()) {
          return false;
        }
        refused.add(key);
      }
    }
    for (LoginKey key : refused) {
      List<String> others = key.algorithms().subList(1, key.algorithms().size());
      if (server.takesKeys() && !others.isEmpty() && isTaken(server, key, others)) {
        return true;
      }
    }
    return false;
  }

  /** Tries the first algorithm, and the next only where whoever has the key does not know it. */
  private boolean isTaken(Server server, LoginKey key, List<String> algorithms) throws IOException {
    for (String algorithm : algorithms) {
      Server.Answer answer = server.ask(key, algorithm);
      if (answer != Server.Answer.WELCOME) {
        return answer == Server.Answer.TAKEN;
      }
      attempt.step("signing with " + key);
      Optional<byte[]> signature = signature(server, key, algorithm);
      attempt.step("logging in");
      if (signature.isPresent()) {
        return server.show(key, algorithm, signature.orElseThrow()) == Server.Answer.TAKEN;
      }
    }
    return false;
  }

  private Optional<byte[]> signature(Server server, LoginKey key, String algorithm)
      throws IOException {
    try {
      return Optional.of(key.sign(algorithm, server.toSign(key, algorithm), attempt.left()));
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      report.leftOut(key.source(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
