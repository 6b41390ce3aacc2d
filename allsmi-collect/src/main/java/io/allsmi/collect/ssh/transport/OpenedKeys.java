package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.auth.PrivateKeyFile;
import io.allsmi.collect.ssh.auth.SigningKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The private keys of files. The passphrase of an encrypted one is asked for once, however many
 * hosts need the key, and the answer holds as long as the hosts are looked at.
 */
final class OpenedKeys {
  private final Optional<Askpass> askpass;
  private final PrivateKeyFile.Bcrypt bcrypt;
  private final ExecutorService workers;
  private final Map<Path, FutureTask<SigningKey>> asked = new ConcurrentHashMap<>();

  OpenedKeys(Optional<Askpass> askpass, PrivateKeyFile.Bcrypt bcrypt, ExecutorService workers) {
    this.askpass = askpass;
    this.bcrypt = bcrypt;
    this.workers = workers;
  }

  /** Whether a passphrase can be asked for. */
  boolean canAsk() {
    return askpass.isPresent();
  }

  /** Opens a key; waits no longer than {@code left} for the user. */
  SigningKey open(Path file, Duration left) throws IOException {
    try (PrivateKeyFile key = PrivateKeyFile.read(file)) {
      if (!key.isEncrypted()) {
        return key.open(new byte[0], bcrypt);
      }
    }
    FutureTask<SigningKey> task =
        asked.computeIfAbsent(
            file,
            path -> {
              FutureTask<SigningKey> ask = new FutureTask<>(() -> ask(path));
              workers.execute(ask);
              return ask;
            });
    return await(task, file, left);
  }

  private static SigningKey await(Future<SigningKey> task, Path file, Duration left)
      throws IOException {
    try {
      return task.get(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(file + ": expected a passphrase, got none yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private SigningKey ask(Path file) throws IOException {
    Askpass program =
        askpass.orElseThrow(
            () -> new IOException(file + ": encrypted; add it to an agent, or set SSH_ASKPASS"));
    byte[] passphrase = program.ask("Enter passphrase for key '" + file + "': ");
    try (PrivateKeyFile key = PrivateKeyFile.read(file)) {
      return key.open(passphrase, bcrypt);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }
}
