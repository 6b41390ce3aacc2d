package io.allsmi.collect;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.exposition.ExpositionWriter;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Pages over HTTP. */
class HttpSourceContractTest extends ClusterSourceContract {
  private final List<TinyServer> servers = new ArrayList<>();
  private final List<Socket> refusing = new ArrayList<>();

  @Override
  protected ClusterSource open(List<HostSnapshot> hosts) throws IOException {
    List<HttpTarget> targets = new ArrayList<>();
    for (HostSnapshot host : hosts) {
      if (host.status().state() == HostState.UP) {
        TinyServer server = TinyServer.page(ExpositionWriter.write(host));
        servers.add(server);
        targets.add(server.target());
      } else {
        Socket socket = TinyServer.refusing();
        refusing.add(socket);
        targets.add(HttpTarget.of("127.0.0.1", socket.getLocalPort()));
      }
    }
    return ClusterPoller.open(targets);
  }

  @AfterEach
  void closeServers() throws IOException {
    servers.forEach(TinyServer::close);
    for (Socket socket : refusing) {
      socket.close();
    }
  }
}
