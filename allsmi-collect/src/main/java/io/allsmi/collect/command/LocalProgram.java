package io.allsmi.collect.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that runs until it is closed. Its complaints go to a file. */
final class LocalProgram implements RunningProgram {
  private static final int MOST_ERROR_BYTES = 8 << 10;
  private static final long PATIENCE_MILLIS = 2000;

  private final Process process;
  private final Path complaints;

  private LocalProgram(Process process, Path complaints) {
    this.process = process;
    this.complaints = complaints;
  }

  static LocalProgram start(List<String> words) throws IOException {
    Path complaints = Files.createTempFile("allsmi-", ".err");
    boolean isStarted = false;
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectError(complaints.toFile());
      builder.environment().put("LC_ALL", "C");
      LocalProgram program = new LocalProgram(builder.start(), complaints);
      isStarted = true;
      return program;
    } finally {
      if (!isStarted) {
        Files.deleteIfExists(complaints);
      }
    }
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public String error() {
    try (InputStream in = Files.newInputStream(complaints)) {
      return new String(in.readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // closed meanwhile: nobody knows any more what it said
    }
  }

  /** It is asked to end, so that it can tidy up; what does not end is killed with its children. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      Files.deleteIfExists(complaints);
    } catch (IOException e) {
      complaints.toFile().deleteOnExit();
    }
  }
}
