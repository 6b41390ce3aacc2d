package io.allsmi.collect.ssh;

import io.allsmi.collect.command.CommandResult;
import io.allsmi.collect.command.CommandRunner;
import io.allsmi.collect.command.CommandTimeoutException;
import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.command.RunningProgram;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Programs of one host over SSH, such as a login node: each in a session of its own, over one
 * connection that is kept and made anew when it broke off.
 *
 * @since 0.30
 */
public final class SshLogin implements CommandRunner, ProgramStarter, AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private final SshHost host;
  private final SshConnector connector;
  private final Object lock = new Object();
  private @Nullable SshSession session;
  private boolean hasFailed;
  private boolean closed;

  SshLogin(SshHost host, SshConnector connector) {
    this.host = host;
    this.connector = connector;
  }

  /** The host, for people. */
  public String address() {
    return host.address();
  }

  @Override
  public CommandResult run(List<String> command, Duration limit)
      throws IOException, InterruptedException {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String mark = "#" + HexFormat.of().formatHex(random);
    long end = System.nanoTime() + limit.toNanos();
    try (RemoteShell shell = started("sh", limit)) {
      LoginAnswer answer = new LoginAnswer(shell.output(), mark);
      Thread reader = new Thread(answer, "allsmi-login");
      reader.setDaemon(true);
      reader.start();
      shell.input().write(script(command, mark).getBytes(StandardCharsets.UTF_8));
      shell.input().flush();
      reader.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      Optional<CommandResult> result = answer.result();
      if (result.isPresent()) {
        return result.get();
      }
      if (reader.isAlive()) {
        throw new CommandTimeoutException(host.address() + ": " + command.get(0), limit);
      }
      throw new IOException(
          host.address() + ": " + command.get(0) + ": expected an answer, got its end");
    }
  }

  /** What it complains of is not known. */
  @Override
  public RunningProgram start(List<String> command, Duration timeout) throws IOException {
    StringBuilder line = new StringBuilder();
    command.forEach(word -> line.append(line.isEmpty() ? "" : " ").append(quoted(word)));
    try {
      return new Program(started(line.toString(), timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(host.address() + ": interrupted");
    }
  }

  /** Its output goes to ours, its complaints behind that, and the exit status last. */
  static String script(List<String> command, String mark) {
    StringBuilder line = new StringBuilder();
    command.forEach(word -> line.append(quoted(word)).append(' '));
    return "LC_ALL=C; export LC_ALL; PATH=\"$PATH:/usr/local/bin:/usr/bin:/bin:/opt/slurm/bin\"\n"
        + "exec 3>&1; echo; echo '"
        + mark
        + " begin'\n"
        + "e=$( { "
        + line
        + "</dev/null 1>&3 3>&-; } 2>&1; echo \"#$?\")\n"
        + "echo; echo '"
        + mark
        + " end'; printf '%s\\n' \"$e\"; exit\n";
  }

  /** A word that a shell of any kind hands on as it is. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private RemoteShell started(String command, Duration timeout)
      throws IOException, InterruptedException {
    try {
      return connected().connection().start(command, timeout);
    } catch (HostReadException e) {
      throw new IOException(host.address() + ": " + e.text());
    }
  }

  private SshSession connected() throws IOException, HostReadException, InterruptedException {
    synchronized (lock) {
      if (closed) {
        throw new IOException(host.address() + ": expected it open, got it closed");
      }
      SshSession known = session;
      if (known != null && known.isOpen()) {
        return known;
      }
      leave();
      boolean isReturning = hasFailed;
      hasFailed = true;
      SshSession fresh = connector.connect(host, isReturning);
      fresh.place().close();
      hasFailed = false;
      session = fresh;
      return fresh;
    }
  }

  private void leave() {
    SshSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  /** Ends the connection and what runs over it. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      leave();
    }
  }

  private record Program(RemoteShell shell) implements RunningProgram {
    @Override
    public OutputStream input() {
      return shell.input();
    }

    @Override
    public InputStream output() {
      return shell.output();
    }

    @Override
    public String error() {
      return "";
    }

    @Override
    public void close() {
      shell.close();
    }
  }
}
