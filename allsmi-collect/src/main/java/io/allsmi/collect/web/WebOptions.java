package io.allsmi.collect.web;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a server listens and how much it takes.
 *
 * @param addresses TCP addresses; port 0 takes any free one
 * @param identity the certificate and its key for TLS on all TCP addresses; none for plain HTTP
 * @param identityPassword what the key is kept with in the identity
 * @param socket the path of a Unix socket
 * @param maxConnections connections at once, more wait to be accepted
 * @param patience how long a connection may be silent, or a request take to arrive
 */
public record WebOptions(
    List<InetSocketAddress> addresses,
    Optional<KeyStore> identity,
    String identityPassword,
    Optional<Path> socket,
    int maxConnections,
    Duration patience) {
  /** Copies the list. */
  public WebOptions {
    addresses = List.copyOf(addresses);
  }
}
