package io.allsmi.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AsyncCommand;
import org.jspecify.annotations.Nullable;

/**
 * A shell that runs nothing: it knows the requests by which our script is asked, each a line of its
 * own behind the script, and answers them with what a {@link SimulatedHost} tells. It takes no
 * thread. Any other program than {@code sh} ends at once.
 */
final class SimulatedShell implements AsyncCommand, ChannelDataReceiver {
  private static final int LONGEST_REQUEST = 1024;

  private final SimulatedHost host;
  private final boolean isShell;
  private final SimulatedDoor door;
  private final ScheduledExecutorService clock;
  private final ChannelSession channel;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private @Nullable IoOutputStream out;
  private @Nullable ExitCallback exit;
  private volatile @Nullable Future<?> stream;
  private String word = "";
  private List<String> columns = List.of();
  private int round;

  SimulatedShell(
      SimulatedHost host,
      String command,
      SimulatedDoor door,
      ScheduledExecutorService clock,
      ChannelSession channel) {
    this.host = host;
    this.isShell = command.equals("sh");
    this.door = door;
    this.clock = clock;
    this.channel = channel;
    channel.setDataReceiver(this);
  }

  @Override
  public void start(ChannelSession session, Environment environment) {
    if (!isShell) {
      exit();
    }
  }

  @Override
  public int data(ChannelSession session, byte[] bytes, int from, int length) throws IOException {
    door.received(length);
    for (int i = from; i < from + length; i++) {
      if (bytes[i] != '\n') {
        if (line.size() < LONGEST_REQUEST) {
          line.write(bytes[i]);
        }
        continue;
      }
      request(line.toString(StandardCharsets.US_ASCII));
      line.reset();
    }
    return length;
  }

  /** Lines of the script are none of these. */
  private synchronized void request(String request) throws IOException {
    if (request.startsWith("T=")) {
      word = request.substring(2);
    } else if (request.startsWith("columns=")) {
      columns = List.of(request.substring(8).split(",", -1));
    } else if (request.startsWith("stream ")) {
      long millis = Long.parseLong(request.split(" ", -1)[1]);
      stream = clock.scheduleAtFixedRate(this::streamed, millis, millis, TimeUnit.MILLISECONDS);
    } else {
      answer(request);
    }
  }

  private void answer(String request) throws IOException {
    Marks marks = new Marks(word);
    switch (request) {
      case "facts" -> host.facts(marks);
      case "which_tools" -> marks.mark("tools").line("nvidia-smi");
      case "try nvidia-smi" -> {
        host.list(marks.mark("try"));
        marks.mark("status 0");
      }
      case "again" -> devices(marks);
      case "tick" -> {
        tick(marks);
        return;
      }
      default -> {
        return;
      }
    }
    write(marks.end());
  }

  private void tick(Marks marks) throws IOException {
    around(marks);
    devices(marks);
    byte[] answer = marks.end();
    if (door.cuts(host)) {
      write(java.util.Arrays.copyOf(answer, answer.length / 2));
      channel.getSession().close(true);
      return;
    }
    write(answer);
    door.told(host, answer.length);
  }

  private void around(Marks marks) {
    host.around(marks, ++round, door.seconds());
  }

  private void devices(Marks marks) {
    host.gpus(marks.mark("gpus"), columns);
    marks.mark("status 0");
    if (round % 3 == 1) {
      host.holders(marks.mark("apps"));
      marks.mark("status 0");
    }
  }

  private synchronized void streamed() {
    try {
      tick(new Marks(word));
    } catch (IOException e) {
      stop(); // whoever was told has gone
    }
  }

  private void write(byte[] bytes) throws IOException {
    IoOutputStream to = out;
    if (to != null) {
      to.writeBuffer(new ByteArrayBuffer(bytes));
    }
  }

  private void stop() {
    Future<?> running = stream;
    if (running != null) {
      running.cancel(false);
    }
  }

  /** The other end has no more to say: what was asked is answered first. */
  @Override
  public void close() {
    stop();
    exit();
  }

  private void exit() {
    IoOutputStream to = out;
    ExitCallback callback = exit;
    if (to != null && callback != null) {
      to.close(false).addListener(future -> callback.onExit(0));
    }
  }

  @Override
  public void destroy(ChannelSession session) {
    stop();
  }

  @Override
  public void setIoOutputStream(IoOutputStream stream) {
    out = new BufferedIoOutputStream("stdout", channel.getChannelId(), stream, channel);
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void setIoInputStream(IoInputStream in) {}

  @Override
  public void setIoErrorStream(IoOutputStream err) {}

  @Override
  public void setInputStream(InputStream in) {}

  @Override
  public void setOutputStream(OutputStream stream) {}

  @Override
  public void setErrorStream(OutputStream err) {}
}
