package io.allsmi.collect.ssh.transport;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.bcrypt.BCrypt;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.Failures;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.core.FailureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.schmizz.concurrent.Promise;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.digest.SHA384;
import net.schmizz.sshj.transport.digest.SHA512;
import net.schmizz.sshj.transport.kex.DHGroupData;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.Random;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.UserAuthImpl;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;
import org.jspecify.annotations.Nullable;

/**
 * Connections by sshj. What is read from outside before a host is trusted, the exchange of keys and
 * every signature are ours and need no more than the JDK has: Bouncy Castle is not there.
 *
 * <p>Nothing in here waits by a clock of sshj, whose timed waits tell of a time-out that did not
 * happen when keys are exchanged anew: it waits until it is answered, or until the deadline of
 * whoever waits ends the connection.
 *
 * @since 0.30
 */
public final class SshjTransport implements SshTransport {
  private static final Logger LOG = System.getLogger(SshjTransport.class.getName());
  private static final int WINDOW_BYTES = 2 << 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private static final List<Factory.Named<Cipher>> CIPHERS =
      List.of(
          GcmCiphers.AES128GCM(),
          GcmCiphers.AES256GCM(),
          BlockCiphers.AES128CTR(),
          BlockCiphers.AES192CTR(),
          BlockCiphers.AES256CTR());
  private static final List<Factory.Named<MAC>> MACS =
      List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512());

  private final Factory<Random> random = new SingletonRandomFactory(new JCERandom.Factory());
  private final ExecutorService workers = ConnectThreads.workers();
  private final ScheduledExecutorService clock = ConnectThreads.clock();
  private final Set<Connected> connections = ConcurrentHashMap.newKeySet();
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private final OpenedKeys opened;
  private volatile boolean isClosed;

  /**
   * Opens nothing yet.
   *
   * @param environment where {@code SSH_ASKPASS} and what belongs to it are looked up
   */
  public SshjTransport(Map<String, String> environment) {
    opened =
        new OpenedKeys(Askpass.of(environment), SshjTransport::derive, workers, System::nanoTime);
  }

  private static void derive(byte[] passphrase, byte[] salt, int rounds, byte[] key) {
    new BCrypt().pbkdf(passphrase, salt, rounds, key);
  }

  @Override
  public SshConnection connect(
      SshSettings settings, HostKeyCheck trust, Optional<SshConnection> via, Duration timeout)
      throws HostReadException, InterruptedException {
    Attempt attempt = new Attempt(timeout);
    attempts.add(attempt);
    Login login = new Login(settings, trust, attempt);
    try {
      if (isClosed) {
        throw new IllegalStateException("connect: expected an open transport, got a closed one");
      }
      Future<Connected> future = workers.submit(() -> login.run(via));
      try {
        Connected connected = future.get(attempt.left().toNanos(), TimeUnit.NANOSECONDS);
        attempt.keep();
        return connected;
      } finally {
        future.cancel(true);
      }
    } catch (TimeoutException e) {
      throw new HostReadException(
          FailureKind.TIMEOUT,
          "no answer within " + Failures.seconds(timeout) + " (" + attempt.step() + ")");
    } catch (ExecutionException e) {
      throw login.failures.of(cause(e), words(cause(e)), timeout);
    } finally {
      attempts.remove(attempt);
      attempt.abandon();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    attempts.forEach(Attempt::abandon);
    connections.forEach(Connected::close);
    opened.close();
    workers.shutdownNow();
    clock.shutdownNow();
  }

  /** One attempt at a host. */
  private final class Login {
    private final SshSettings settings;
    private final HostKeyCheck trust;
    private final Attempt attempt;
    private final LoginReport report = new LoginReport();
    private final List<String> hostKeys;
    private final ConnectFailures failures;

    Login(SshSettings settings, HostKeyCheck trust, Attempt attempt) {
      this.settings = settings;
      this.trust = trust;
      this.attempt = attempt;
      hostKeys = Algorithms.hostKeys(trust.knownAlgorithms());
      List<String> ciphers = Factory.Named.Util.getNames(CIPHERS);
      List<String> macs = Factory.Named.Util.getNames(MACS);
      failures =
          new ConnectFailures(
              settings.user(),
              attempt,
              report,
              List.of(Algorithms.KEY_EXCHANGE, hostKeys, ciphers, ciphers, macs, macs));
    }

    Connected run(Optional<SshConnection> via) throws IOException, HostReadException {
      Route way = open(via);
      attempt.step("waiting for its greeting");
      ServerGreeting first = new ServerGreeting(new BufferedInputStream(way.input()));
      failures.connected(way, first);
      TransportImpl transport = new TransportImpl(config());
      transport.setTimeoutMs(0);
      transport.addHostKeyVerifier(Shown.VERIFIER);
      transport.init(settings.hostName(), settings.port(), first, first.watched(way.output()));
      attempt.opened(() -> end(transport, way));
      attempt.step("exchanging keys");
      transport.doKex();
      first.forget();
      attempt.step("logging in");
      ConnectionImpl connection = new ConnectionImpl(transport, NoKeepAlive.PROVIDER);
      connection.setTimeoutMs(0);
      connection.setWindowSize(WINDOW_BYTES);
      failures.loggingIn();
      logIn(transport, connection);
      Connected connected = new Connected(transport, connection, way, settings);
      attempt.opened(connected::close);
      connected.watch();
      return connected;
    }

    private Route open(Optional<SshConnection> via) throws IOException {
      if (via.isPresent()) {
        if (!(via.get() instanceof Connected jump)) {
          throw new IllegalArgumentException("via: expected a connection of this transport");
        }
        attempt.step("connecting through the jump host");
        return jump.tunnel(settings.hostName(), settings.port(), attempt);
      }
      if (settings.proxyCommand().isPresent()) {
        attempt.step("connecting by ProxyCommand");
        return CommandRoute.open(settings.proxyCommand().get(), workers, attempt);
      }
      return TcpRoute.open(settings.hostName(), settings.port(), attempt);
    }

    private ConfigImpl config() {
      ConfigImpl config = new ConfigImpl();
      config.setVersion("allsmi");
      config.setLoggerFactory(LoggerFactory.DEFAULT);
      config.setRandomFactory(random);
      HostKeyProof proof = new HostKeyProof(trust);
      List<Factory.Named<KeyExchange>> exchanges = new ArrayList<>();
      for (String name : Algorithms.KEY_EXCHANGE) {
        exchanges.add(new Named<>(name, () -> new Exchange(name, proof)));
      }
      config.setKeyExchangeFactories(exchanges);
      List<Factory.Named<KeyAlgorithm>> algorithms = new ArrayList<>();
      for (String name : hostKeys) {
        algorithms.add(new Named<>(name, () -> new Shown(name)));
      }
      config.setKeyAlgorithms(algorithms);
      config.setCipherFactories(CIPHERS);
      config.setMACFactories(MACS);
      config.setCompressionFactories(List.of(new NoneCompression.Factory()));
      return config;
    }

    private void logIn(TransportImpl transport, ConnectionImpl next)
        throws IOException, HostReadException {
      if (!settings.offersKeys()) {
        throw new HostReadException(FailureKind.UNAUTHORIZED, LoginReport.unasked(settings.user()));
      }
      UserAuthImpl asked = new UserAuthImpl(transport);
      Asked server = new Asked(settings.user(), transport, next, asked);
      if (!new KeyLogin(settings, opened, report, attempt).isTakenBy(server)) {
        throw new HostReadException(
            FailureKind.UNAUTHORIZED,
            asked.hadPartialSuccess()
                ? LoginReport.partial(settings.user(), asked.getAllowedMethods())
                : report.refused(settings.user(), asked.getAllowedMethods()));
      }
    }
  }

  /** What only sshj's exceptions say. */
  private static ConnectFailures.Words words(Throwable cause) {
    Optional<String> farewell = Optional.empty();
    for (Throwable e = cause; e != null && farewell.isEmpty(); e = e.getCause()) {
      if (e instanceof SSHException told
          && told.getDisconnectReason() != DisconnectReason.UNKNOWN) {
        farewell = Optional.of(ConnectFailures.words(told));
      }
    }
    return new ConnectFailures.Words(
        ConnectFailures.find(cause, OpenFailException.class).map(ConnectFailures::words), farewell);
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "closing what is not needed any more", e);
    }
  }

  /** The way first: who writes may wait for it with sshj's locks in hand. */
  private static void end(TransportImpl transport, Route route) {
    route.close();
    transport.die(new TransportException("closed"));
  }

  /** A factory by name. */
  private record Named<T>(String name, Supplier<T> maker) implements Factory.Named<T> {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public T create() {
      return maker.get();
    }
  }

  /** sshj's own thread for it is never started: one clock serves all connections. */
  private static final class NoKeepAlive extends KeepAlive {
    static final KeepAliveProvider PROVIDER =
        new KeepAliveProvider() {
          @Override
          public KeepAlive provide(ConnectionImpl connection) {
            return new NoKeepAlive(connection);
          }
        };

    NoKeepAlive(ConnectionImpl connection) {
      super(connection, "none");
    }

    @Override
    protected void doKeepAlive() {
      throw new UnsupportedOperationException("keep-alive: expected the shared clock to do it");
    }
  }

  /** An algorithm of host keys, of which sshj needs no more than the name. */
  private record Shown(String name) implements KeyAlgorithm, PublicKey {
    /** The key was checked during the exchange, when all of it was at hand. */
    static final HostKeyVerifier VERIFIER =
        new HostKeyVerifier() {
          @Override
          public boolean verify(String hostname, int port, PublicKey key) {
            return key instanceof Shown;
          }

          @Override
          public List<String> findExistingAlgorithms(String hostname, int port) {
            return List.of();
          }
        };

    @Override
    public String getKeyAlgorithm() {
      return name;
    }

    @Override
    public PublicKey readPubKeyFromBuffer(Buffer<?> buffer) {
      throw new UnsupportedOperationException("host key: expected only its name to be used");
    }

    @Override
    public void putPubKeyIntoBuffer(PublicKey key, Buffer<?> buffer) {
      throw new UnsupportedOperationException("host key: expected only its name to be used");
    }

    @Override
    public KeyType getKeyFormat() {
      return KeyType.UNKNOWN;
    }

    @Override
    public Signature newSignature() {
      throw new UnsupportedOperationException("host key: expected only its name to be used");
    }

    @Override
    public String getAlgorithm() {
      return name;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  /** An exchange of keys. */
  private static final class Exchange implements KeyExchange {
    private final String name;
    private final HostKeyProof proof;
    private final Digest digest;
    private @Nullable KeyAgreement agreement;
    private @Nullable Transport transport;
    private Buffer.PlainBuffer beginning = new Buffer.PlainBuffer();
    private byte[] hash = new byte[0];
    private BigInteger secret = BigInteger.ZERO;

    Exchange(String name, HostKeyProof proof) {
      this.name = name;
      this.proof = proof;
      boolean isLong = name.endsWith("512") || name.endsWith("nistp521");
      digest = isLong ? new SHA512() : name.endsWith("384") ? new SHA384() : new SHA256();
    }

    private static KeyAgreement agreement(String name) throws GeneralSecurityException {
      return switch (name) {
        case "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521" ->
            new KeyAgreement.Curve(name.substring("ecdh-sha2-".length()));
        case "diffie-hellman-group14-sha256" -> new KeyAgreement.Group(DHGroupData.P14);
        case "diffie-hellman-group16-sha512" -> new KeyAgreement.Group(DHGroupData.P16);
        case "diffie-hellman-group18-sha512" -> new KeyAgreement.Group(DHGroupData.P18);
        default -> new KeyAgreement.X25519();
      };
    }

    @Override
    public void init(
        Transport over, String server, String client, byte[] serverInit, byte[] clientInit)
        throws GeneralSecurityException, TransportException {
      transport = over;
      KeyAgreement chosen = agreement(name);
      agreement = chosen;
      digest.init();
      beginning =
          new Buffer.PlainBuffer()
              .putString(client)
              .putString(server)
              .putString(clientInit)
              .putString(serverInit);
      over.write(new SSHPacket(Message.KEXDH_INIT).putBytes(chosen.offer()));
    }

    @Override
    public boolean next(Message message, SSHPacket packet)
        throws GeneralSecurityException, TransportException {
      KeyAgreement chosen = agreement;
      Transport over = transport;
      if (message != Message.KEXDH_31 || chosen == null || over == null) {
        throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "unexpected " + message);
      }
      try {
        byte[] key = packet.readBytes();
        byte[] answer = packet.readBytes();
        byte[] signature = packet.readBytes();
        secret = chosen.agree(answer);
        byte[] all =
            beginning
                .putBytes(key)
                .putBytes(chosen.offer())
                .putBytes(answer)
                .putMPInt(secret)
                .getCompactData();
        digest.update(all, 0, all.length);
        hash = digest.digest();
        proof.check(key, over.getHostKeyAlgorithm().getKeyAlgorithm(), hash, signature);
      } catch (TransportException e) {
        throw e;
      } catch (IOException e) {
        // The server gets this message: it is not for it to know what is trusted here.
        throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "not accepted", e);
      }
      return true;
    }

    @Override
    public byte[] getH() {
      return hash.clone();
    }

    @Override
    public BigInteger getK() {
      return secret;
    }

    @Override
    public Digest getHash() {
      return digest;
    }

    @Override
    public PublicKey getHostKey() {
      return new Shown(name);
    }
  }

  /** The server would accept the key that it was offered. */
  private static final class Welcome extends UserAuthException {
    private static final long serialVersionUID = 1;

    Welcome() {
      super("accepted");
    }
  }

  /** A server that is asked whether it takes a key. */
  private record Asked(String user, TransportImpl transport, ConnectionImpl next, UserAuthImpl auth)
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

  /** A host that was logged in to. */
  private final class Connected implements SshConnection {
    private final TransportImpl transport;
    private final ConnectionImpl connection;
    private final Route route;
    private final KeepAliveWatch alive;
    private volatile boolean isOver;

    Connected(
        TransportImpl transport, ConnectionImpl connection, Route route, SshSettings settings) {
      this.transport = transport;
      this.connection = connection;
      this.route = route;
      alive =
          new KeepAliveWatch(
              settings,
              () -> workers.execute(this::askWhetherAlive),
              () -> workers.execute(this::close));
    }

    void watch() {
      connections.add(this);
      alive.start(clock);
    }

    private void askWhetherAlive() {
      try {
        Promise<SSHPacket, ConnectionException> answer =
            connection.sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
        try {
          answer.retrieve();
        } catch (ConnectionException e) {
          if (!isOpen()) {
            close();
            return;
          }
        }
        alive.answered(); // a refusal is an answer
      } catch (TransportException e) {
        close();
      }
    }

    Route tunnel(String host, int port, Attempt attempt) throws IOException {
      Pipe pipe = Pipe.to(host, port, connection, workers);
      attempt.opened(pipe.gate::close);
      pipe.open();
      return pipe.way();
    }

    @Override
    public RemoteShell start(String command, Duration timeout) throws IOException {
      Pipe program = Pipe.toProgram(connection, workers);
      Future<?> started =
          workers.submit(
              () -> {
                program.open();
                program.exec(command);
                return program;
              });
      try {
        started.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return program.program();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw refused(program, started, new InterruptedIOException("interrupted"));
      } catch (TimeoutException e) {
        String text = "session: no answer within " + Failures.seconds(timeout);
        throw refused(program, started, new IOException(text, e));
      } catch (ExecutionException e) {
        throw refused(program, started, new IOException(reason(cause(e)), e));
      }
    }

    private IOException refused(Pipe program, Future<?> started, IOException why) {
      started.cancel(true);
      program.gate.close();
      return why;
    }

    private String reason(Throwable cause) {
      if (cause instanceof OpenFailException refusal) {
        return "session: expected the host to open one, got a refusal ("
            + LoginReport.shown(ConnectFailures.words(refusal))
            + "); raise MaxSessions there, or end other sessions of this connection";
      }
      return isOpen()
          ? "session: expected the host to start a program, got a refusal"
          : "session: expected an open connection, got one that has ended";
    }

    @Override
    public boolean isOpen() {
      return !isOver && transport.isRunning();
    }

    @Override
    public void close() {
      isOver = true;
      alive.stop();
      connections.remove(this);
      end(transport, route);
    }
  }

  /** A channel: to a program on a host, or through the host to another one. */
  private static final class Pipe extends AbstractDirectChannel implements Gate.Channel {
    private final Gate gate;
    private final Optional<InetSocketAddress> target;
    private int dropped;

    private Pipe(
        ConnectionImpl connection,
        ExecutorService workers,
        String type,
        Optional<InetSocketAddress> target) {
      super(connection, type);
      this.target = target;
      gate = new Gate(this, workers);
    }

    static Pipe toProgram(ConnectionImpl connection, ExecutorService workers) {
      return new Pipe(connection, workers, "session", Optional.empty());
    }

    static Pipe to(String host, int port, ConnectionImpl connection, ExecutorService workers) {
      InetSocketAddress target = InetSocketAddress.createUnresolved(host, port);
      return new Pipe(connection, workers, "direct-tcpip", Optional.of(target));
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
        rwin.expand(WINDOW_BYTES);
      }
    }

    @Override
    public void leave() {
      closeQuietly(() -> closeIf(isOpen()));
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
        if (!gate.isClosed()) {
          super.receiveInto(stream, packet);
          return;
        }
      }
      drop(packet.readUInt32AsInt());
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
      wake();
    }
  }

  /** A program's input and output. */
  private record Program(OutputStream input, InputStream output, Gate gate) implements RemoteShell {
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
