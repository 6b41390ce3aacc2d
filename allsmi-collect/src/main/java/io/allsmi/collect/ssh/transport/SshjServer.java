package io.allsmi.collect.ssh.transport;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.UserAuthImpl;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** A server that is asked whether it takes a key. */
record SshjServer(String user, TransportImpl transport, ConnectionImpl next, UserAuthImpl auth)
    implements KeyLogin.Server {
  @Override
  public Answer ask(LoginKey key, String algorithm) throws IOException {
    try {
      return send(new Offer(request(key, algorithm, false), false));
    } catch (Welcome e) {
      return Answer.WELCOME;
    }
  }

  @Override
  public byte[] toSign(LoginKey key, String algorithm) {
    return new Buffer.PlainBuffer()
        .putString(transport.getSessionID())
        .putBuffer(request(key, algorithm, true))
        .getCompactData();
  }

  @Override
  public Answer show(LoginKey key, String algorithm, byte[] signature) throws IOException {
    return send(new Offer(request(key, algorithm, true).putString(signature), true));
  }

  private Answer send(Offer offer) throws IOException {
    return auth.authenticate(user, next, offer, 0) ? Answer.TAKEN : Answer.REFUSED;
  }

  private SSHPacket request(LoginKey key, String algorithm, boolean isSigned) {
    return new SSHPacket(Message.USERAUTH_REQUEST)
        .putString(user)
        .putString(next.getName())
        .putString(Offer.METHOD)
        .putBoolean(isSigned)
        .putString(algorithm)
        .putString(key.blob());
  }

  @Override
  public boolean takesKeys() {
    return auth.getAllowedMethods().contains(Offer.METHOD);
  }

  /** The server would accept the key that it was offered. */
  private static final class Welcome extends UserAuthException {
    private static final long serialVersionUID = 1;

    Welcome() {
      super("accepted");
    }
  }

  /** The offer of a key, without or with a signature. */
  private static final class Offer extends AbstractAuthMethod {
    static final String METHOD = "publickey";

    private final SSHPacket request;
    private final boolean isSigned;

    Offer(SSHPacket request, boolean isSigned) {
      super(METHOD);
      this.request = request;
      this.isSigned = isSigned;
    }

    @Override
    protected SSHPacket buildReq() {
      return request;
    }

    @Override
    public void handle(Message message, SSHPacket packet)
        throws UserAuthException, TransportException {
      if (message == Message.USERAUTH_60 && !isSigned) {
        throw new Welcome();
      }
      super.handle(message, packet);
    }
  }
}
