package io.allsmi.collect.ssh.transport;

import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.connection.ConnectionImpl;

/** sshj's own thread for it is never started: one clock serves all connections. */
final class SshjNoKeepAlive extends KeepAlive {
  static final KeepAliveProvider PROVIDER =
      new KeepAliveProvider() {
        @Override
        public KeepAlive provide(ConnectionImpl connection) {
          return new SshjNoKeepAlive(connection);
        }
      };

  SshjNoKeepAlive(ConnectionImpl connection) {
    super(connection, "none");
  }

  @Override
  protected void doKeepAlive() {
    throw new UnsupportedOperationException("keep-alive: expected the shared clock to do it");
  }
}
