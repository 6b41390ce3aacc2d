package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.remote.ShellOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;
import net.schmizz.sshj.transport.TransportException;

/** A channel: to a program on a host, or through the host to another one. */
final class SshjChannel extends AbstractDirectChannel implements Gate.Channel {
  private static final Logger LOG = System.getLogger(SshjChannel.class.getName());
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final Gate gate;
  private final Optional<InetSocketAddress> target;
  private int dropped;

  private SshjChannel(
      ConnectionImpl connection,
      ExecutorService workers,
      String type,
      Optional<InetSocketAddress> target) {
    super(connection, type);
    this.target = target;
    gate = new Gate(this, workers);
  }

  static SshjChannel toProgram(ConnectionImpl connection, ExecutorService workers) {
    return new SshjChannel(connection, workers, "session", Optional.empty());
  }

  static SshjChannel to(String host, int port, ConnectionImpl connection, ExecutorService workers) {
    InetSocketAddress target = InetSocketAddress.createUnresolved(host, port);
    return new SshjChannel(connection, workers, "direct-tcpip", Optional.of(target));
  }

  @Override
  protected SSHPacket buildOpenReq() {
    SSHPacket request = super.buildOpenReq();
    target.ifPresent(
        address ->
            request
                .putString(address.getHostString())
                .putUInt32(address.getPort())
                .putString("localhost") // from where it is asked for, which nobody needs
                .putUInt32(65_535));
    return request;
  }

  /** What ends it. */
  Gate gate() {
    return gate;
  }

  void exec(String command) throws SSHException {
    Buffer.PlainBuffer request = new Buffer.PlainBuffer().putString(command);
    sendChannelRequest("exec", true, request).await();
  }

  RemoteShell program() {
    return new Program(output(), input(), gate);
  }

  Route way() {
    return new Way(input(), output(), gate);
  }

  private InputStream input() {
    return gate.input(getInputStream());
  }

  private OutputStream output() {
    return gate.output(getOutputStream());
  }

  @Override
  public void stopInput() {
    ((ChannelInputStream) getInputStream()).close();
  }

  @Override
  public void wake() {
    if (rwin != null) {
      rwin.expand(SshjLogin.WINDOW_BYTES);
    }
  }

  @Override
  public void leave() {
    try {
      closeIf(isOpen());
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "closing what is not needed any more", e);
    }
  }

  private void closeIf(boolean isOpen) throws TransportException {
    if (isOpen) {
      sendClose();
    }
  }

  @Override
  public int mostAtOnce() {
    return rwin.getMaxPacketSize();
  }

  @Override
  public long room() {
    return rwin.getSize();
  }

  @Override
  public void awaitRoom() throws IOException {
    rwin.awaitExpansion(0);
  }

  @Override
  protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
    synchronized (gate) {
      if (gate.isRead()) {
        super.receiveInto(stream, packet);
        return;
      }
    }
    int length = packet.readUInt32AsInt();
    gate.hand(packet.array(), packet.rpos(), Math.min(length, packet.available()));
    drop(length);
  }

  @Override
  protected void eofInputStreams() {
    super.eofInputStreams();
    gate.end();
  }

  /** What comes on the standard error is dropped, and never holds up the program. */
  @Override
  protected void gotExtendedData(SSHPacket packet) throws SSHException {
    packet.readUInt32AsInt(); // its type
    drop(packet.readUInt32AsInt());
  }

  private void drop(int length) throws SSHException {
    lwin.consume(Math.max(length, 0));
    dropped += Math.max(length, 0);
    if (dropped >= MAX_ERROR_BYTES && !gate.isClosed()) {
      trans.write(newBuffer(Message.CHANNEL_WINDOW_ADJUST).putUInt32(dropped));
      lwin.expand(dropped);
      dropped = 0;
    }
  }

  /** What it ended with is of no use, and wants no answer. */
  @Override
  protected void handleRequest(String type, SSHPacket packet)
      throws ConnectionException, TransportException {
    if (!type.startsWith("exit-")) {
      super.handleRequest(type, packet);
    }
  }

  @Override
  protected void gotUnknown(Message message, SSHPacket packet)
      throws ConnectionException, TransportException {
    super.gotUnknown(message, packet);
    closeIf(gate.isClosed() && isOpen());
  }

  @Override
  protected void finishOff() {
    super.finishOff();
    gate.end();
    wake();
  }

  /** A program's input and output. */
  private record Program(OutputStream input, InputStream output, Gate gate) implements RemoteShell {
    @Override
    public void listen(ShellOutput listener) {
      gate.listen(output, listener);
    }

    @Override
    public void close() {
      gate.close();
    }
  }

  /** The way through a host to another one. */
  private record Way(InputStream input, OutputStream output, Gate gate) implements Route {
    @Override
    public void close() {
      gate.close();
    }
  }
}
