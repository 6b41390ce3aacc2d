package io.allsmi.collect.ssh.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of this machine whose input and output are the connection. */
final class CommandRoute implements Route {
  private static final int MAX_COMPLAINT_BYTES = 4 << 10;
  private static final long COMPLAINT_MILLIS = 2000;

  private final Process process;
  private final Future<String> complaint;

  private CommandRoute(Process process, ExecutorService workers) {
    this.process = process;
    complaint = workers.submit(() -> drain(process.getErrorStream()));
  }

  /** Starts it through {@code sh}. */
  static CommandRoute open(String command, ExecutorService workers, Attempt attempt)
      throws IOException {
    Process process = new ProcessBuilder("sh", "-c", "exec " + command).start();
    CommandRoute route = new CommandRoute(process, workers);
    attempt.opened(route::close);
    return route;
  }

  /** Reads to the end, so that the program never waits, and keeps the beginning. */
  private static String drain(InputStream error) throws IOException {
    byte[] kept = error.readNBytes(MAX_COMPLAINT_BYTES);
    error.transferTo(OutputStream.nullOutputStream());
    return new String(kept, StandardCharsets.UTF_8);
  }

  @Override
  public InputStream input() {
    return process.getInputStream();
  }

  @Override
  public OutputStream output() {
    return process.getOutputStream();
  }

  /** The last line that it wrote to its standard error; its end is waited for, but not for long. */
  @Override
  public Optional<String> complaint() {
    try {
      String text = complaint.get(COMPLAINT_MILLIS, TimeUnit.MILLISECONDS);
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((a, b) -> b);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty(); // it says nothing, or has not ended
    }
  }

  /** The children first: they are known only while their parent lives. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
