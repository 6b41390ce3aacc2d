package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.internal.Failures;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.ssh.config.SshSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.TransportImpl;

/** A host that was logged in to. */
final class SshjConnection implements SshConnection {
  private final TransportImpl transport;
  private final ConnectionImpl connection;
  private final Route route;
  private final SshjShared shared;
  private final KeepAliveWatch alive;
  private volatile boolean isOver;

  SshjConnection(
      TransportImpl transport,
      ConnectionImpl connection,
      Route route,
      SshSettings settings,
      SshjShared shared) {
    this.transport = transport;
    this.connection = connection;
    this.route = route;
    this.shared = shared;
    alive =
        new KeepAliveWatch(
            settings,
            () -> shared.workers().execute(this::askWhetherAlive),
            () -> shared.workers().execute(this::close));
  }

  void watch() {
    shared.open().add(this);
    alive.start(shared.clock());
  }

  private void askWhetherAlive() {
    try {
      Promise<SSHPacket, ConnectionException> answer =
          connection.sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
      try {
        answer.retrieve();
      } catch (ConnectionException e) {
        if (!isOpen()) {
          close();
          return;
        }
      }
      alive.answered(); // a refusal is an answer
    } catch (TransportException e) {
      close();
    }
  }

  Route tunnel(String host, int port, Attempt attempt) throws IOException {
    SshjChannel pipe = SshjChannel.to(host, port, connection, shared.workers());
    attempt.opened(pipe.gate()::close);
    pipe.open();
    return pipe.way();
  }

  @Override
  public RemoteShell start(String command, Duration timeout) throws IOException {
    SshjChannel program = SshjChannel.toProgram(connection, shared.workers());
    Future<?> started =
        shared
            .workers()
            .submit(
                () -> {
                  program.open();
                  program.exec(command);
                  return program;
                });
    try {
      started.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return program.program();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(program, started, new InterruptedIOException("interrupted"));
    } catch (TimeoutException e) {
      String text = "session: no answer within " + Failures.seconds(timeout);
      throw refused(program, started, new IOException(text, e));
    } catch (ExecutionException e) {
      throw refused(program, started, new IOException(reason(ConnectFailures.cause(e)), e));
    }
  }

  private IOException refused(SshjChannel program, Future<?> started, IOException why) {
    started.cancel(true);
    program.gate().close();
    return why;
  }

  private String reason(Throwable cause) {
    if (cause instanceof OpenFailException refusal) {
      return "session: expected the host to open one, got a refusal ("
          + LoginReport.shown(ConnectFailures.words(refusal))
          + "); raise MaxSessions there, or end other sessions of this connection";
    }
    return isOpen()
        ? "session: expected the host to start a program, got a refusal"
        : "session: expected an open connection, got one that has ended";
  }

  @Override
  public boolean isOpen() {
    return !isOver && transport.isRunning();
  }

  @Override
  public void close() {
    isOver = true;
    alive.stop();
    shared.open().remove(this);
    end(transport, route);
  }

  /** The way first: who writes may wait for it with sshj's locks in hand. */
  static void end(TransportImpl transport, Route route) {
    route.close();
    transport.die(new TransportException("closed"));
  }
}
