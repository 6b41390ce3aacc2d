package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.remote.ShellOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a channel. The library ends a whole connection when data comes for a channel whose
 * input was closed here, and waits for the server when one is closed: neither is let happen.
 */
final class Gate {
  private static final int CHUNK_BYTES = 32 << 10;

  /** As much as the server sends without our leave, and no more is let in by reading it. */
  private static final int MOST_EARLY = 512 << 10;

  private final Channel channel;
  private final Executor workers;
  private boolean isClosed;
  private boolean hasEnded;
  private @Nullable ShellOutput listener;

  /** The channel of the library. */
  interface Channel {
    /** Wakes who reads; what has come is forgotten. */
    void stopInput();

    /** Wakes who waits for the server's leave to write. */
    void wake();

    /** Tells the server; may wait for the way to be free. */
    void leave();

    /** How many bytes may be sent at a time. */
    int mostAtOnce();

    /** How many bytes the server lets in now. */
    long room();

    /** Waits until there is more room, or until it is woken. */
    void awaitRoom() throws IOException;
  }

  Gate(Channel channel, Executor workers) {
    this.channel = channel;
    this.workers = workers;
  }

  synchronized boolean isClosed() {
    return isClosed;
  }

  /** Whether what comes is kept for who reads it. */
  synchronized boolean isRead() {
    return !isClosed && listener == null;
  }

  /**
   * Hands on what comes from now on, after what has come before. A host that has sent much before
   * it was asked anything is heard no more.
   */
  void listen(InputStream before, ShellOutput next) {
    boolean isOver;
    synchronized (this) {
      isOver = isClosed || !isHandedOn(before, next) || hasEnded;
      listener = next;
    }
    if (isOver) {
      next.ended();
    }
  }

  private static boolean isHandedOn(InputStream before, ShellOutput next) {
    try {
      int count = before.available();
      if (count < MOST_EARLY) {
        next.take(before.readNBytes(count), 0, count);
        return true;
      }
    } catch (IOException e) {
      return false; // the connection has ended
    }
    return false;
  }

  /** Something has come for the listener. */
  void hand(byte[] bytes, int from, int count) {
    ShellOutput to = listener();
    if (to != null && count > 0) {
      to.take(bytes, from, count);
    }
  }

  /** Nothing more comes. */
  void end() {
    ShellOutput to;
    synchronized (this) {
      hasEnded = true;
      to = listener;
    }
    if (to != null) {
      to.ended();
    }
  }

  private synchronized @Nullable ShellOutput listener() {
    return isClosed ? null : listener;
  }

  /** Those who wait are told; the server is told when the way to it is free. */
  void close() {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      channel.stopInput();
    }
    end();
    channel.wake();
    workers.execute(channel::leave);
  }

  /** What comes over the channel; at its end when the channel or the connection has ended. */
  InputStream input(InputStream in) {
    return new Input(this, in);
  }

  /** What is sent: it waits for the server's leave where whoever waits can be woken. */
  OutputStream output(OutputStream out) {
    return new Output(this, out);
  }

  private static final class Output extends OutputStream {
    private final Gate gate;
    private final OutputStream out;

    /** What the library has not sent yet is in no order to be sent by whoever closes. */
    private volatile boolean isUnderWay;

    Output(Gate gate, OutputStream out) {
      this.gate = gate;
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int most = Math.min(gate.channel.mostAtOnce(), CHUNK_BYTES);
      for (int at = 0; at < length; ) {
        int count = (int) Math.min(Math.min(most, length - at), gate.channel.room());
        if (gate.isClosed() || most <= 0) {
          throw new IOException("expected an open channel, got one that has ended");
        }
        if (count <= 0) {
          gate.channel.awaitRoom();
          continue;
        }
        isUnderWay = true;
        out.write(bytes, offset + at, count);
        out.flush();
        isUnderWay = false;
        at += count;
      }
    }

    @Override
    public void close() throws IOException {
      if (!isUnderWay) {
        out.close();
      }
    }
  }

  private static final class Input extends InputStream {
    private final Gate gate;
    private final InputStream in;

    Input(Gate gate, InputStream in) {
      this.gate = gate;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (length == 0 || gate.isClosed()) {
        return length == 0 ? 0 : -1;
      }
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        return -1; // the connection has ended
      }
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() {
      gate.close();
    }
  }
}
