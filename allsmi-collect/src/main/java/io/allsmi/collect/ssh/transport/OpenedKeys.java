package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.internal.RegularFile;
import io.allsmi.collect.ssh.crypto.Bcrypt;
import io.allsmi.collect.ssh.crypto.PrivateKeyFile;
import io.allsmi.collect.ssh.crypto.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The private keys of files. The passphrase of an encrypted one is asked for once, however many
 * hosts need the key: the opened key holds until the end, a wrong answer for a minute, so that one
 * round of connections asks once.
 */
final class OpenedKeys implements AutoCloseable {
  static final String ENCRYPTED = "encrypted; add it to an agent, or set SSH_ASKPASS";

  private static final int MAX_BYTES = 256 << 10;
  private static final Duration WRONG_ANSWER = Duration.ofMinutes(1);

  private final Optional<Askpass> askpass;
  private final Bcrypt bcrypt;
  private final Executor workers;
  private final LongSupplier nanos;
  private final Map<Path, Asked> asked = new ConcurrentHashMap<>();

  /** A question to the user, and when it was asked. */
  private record Asked(FutureTask<SigningKey> task, long nanos) {}

  OpenedKeys(Optional<Askpass> askpass, Bcrypt bcrypt, Executor workers, LongSupplier nanos) {
    this.askpass = askpass;
    this.bcrypt = bcrypt;
    this.workers = workers;
    this.nanos = nanos;
  }

  /** Whether a passphrase can be asked for. */
  boolean canAsk() {
    return askpass.isPresent();
  }

  /** Opens a key; waits no longer than {@code left} for the user. */
  SigningKey open(Path file, Duration left) throws IOException {
    try (PrivateKeyFile key = read(file)) {
      if (!key.isEncrypted()) {
        return key.open(new byte[0], bcrypt);
      }
    } catch (IOException e) {
      throw named(file, e);
    }
    Asked question = asked.compute(file, (path, last) -> isOld(last) ? newlyAsked(path) : last);
    return await(question.task(), file, left);
  }

  private boolean isOld(@org.jspecify.annotations.Nullable Asked last) {
    return last == null
        || (hasFailed(last.task()) && nanos.getAsLong() - last.nanos() > WRONG_ANSWER.toNanos());
  }

  private static boolean hasFailed(FutureTask<SigningKey> task) {
    return task.isDone() && opened(task).isEmpty();
  }

  private static Optional<SigningKey> opened(FutureTask<SigningKey> done) {
    try {
      return Optional.of(done.get(0, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
      return Optional.empty(); // whoever waits for it is told
    }
  }

  private Asked newlyAsked(Path file) {
    FutureTask<SigningKey> task = new FutureTask<>(() -> ask(file));
    workers.execute(task);
    return new Asked(task, nanos.getAsLong());
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
    Askpass program = askpass.orElseThrow(() -> new IOException(file + ": " + ENCRYPTED));
    byte[] passphrase = program.ask("Enter passphrase for key '" + file + "': ");
    try (PrivateKeyFile key = read(file)) {
      return key.open(passphrase, bcrypt);
    } catch (IOException e) {
      throw named(file, e);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private static PrivateKeyFile read(Path file) throws IOException {
    byte[] text;
    try (InputStream in = RegularFile.open(file)) {
      text = in.readNBytes(MAX_BYTES);
    }
    try {
      return PrivateKeyFile.find(text)
          .orElseThrow(() -> new IOException("expected a private key, got something else"));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static IOException named(Path file, IOException e) {
    String words = String.valueOf(e.getMessage());
    return words.startsWith(file.toString()) ? e : new IOException(file + ": " + words, e);
  }

  /** Forgets every key. */
  @Override
  public void close() {
    asked.values().forEach(question -> forget(question.task()));
    asked.clear();
  }

  private static void forget(FutureTask<SigningKey> task) {
    if (!task.cancel(true)) {
      opened(task).ifPresent(SigningKey::wipe);
    }
  }
}
