package io.allsmi.core;

/**
 * Why a host could not be read. Programs decide by this, people read {@link HostStatus#message()}.
 */
public enum FailureKind {
  /** No complete answer within the host's deadline. */
  TIMEOUT("timeout"),
  /** The host answered that nothing listens there. */
  REFUSED("refused"),
  /** The name has no address. */
  UNRESOLVED("unresolved"),
  /** No route, network down, or the connection broke off. */
  UNREACHABLE("unreachable"),
  /** An HTTP status other than 200. */
  HTTP_STATUS("http_status"),
  /** A redirect that leads to another scheme, host or port; it is not followed. */
  REDIRECTED("redirected"),
  /** The certificate or the TLS handshake was refused. */
  TLS("tls"),
  /** The answer is larger than the limit. */
  TOO_LARGE("too_large"),
  /** The answer is not what it claims to be: binary, an HTML page, no readable line. */
  MALFORMED_REPLY("malformed_reply"),
  /** The host refused our credentials. */
  UNAUTHORIZED("unauthorized"),
  /** The host showed a key that is not trusted; it was told nothing. */
  HOST_KEY_REJECTED("host_key_rejected"),
  /** The host answers, and has nothing that its devices could be read with. */
  UNSUPPORTED("unsupported");

  private final String wireName;

  FailureKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON: lower case with underscores. */
  public String wireName() {
    return wireName;
  }
}
