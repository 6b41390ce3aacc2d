package io.allsmi.collect.ssh.transport;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.bcrypt.BCrypt;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.Failures;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.ssh.auth.SshAgent;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.collect.ssh.trust.HostKeyRejectedException;
import io.allsmi.core.FailureKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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
import java.util.concurrent.ScheduledFuture;
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
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.Window;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
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
 * every signature are ours and need no more than the JDK has: Bouncy Castle is never loaded.
 *
 * <p>Nothing in here waits by a clock of sshj, whose timed waits tell of a time-out that did not
 * happen when keys are exchanged anew: it waits until it is answered, or until the deadline of
 * whoever waits ends the connection.
 *
 * @since 0.30
 */
public final class SshjTransport implements SshTransport {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final int KEEP_ALIVE_COUNT = 3;
  private static final int WINDOW_BYTES = 2 << 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final int CHUNK_BYTES = 32 << 10;

  private static final List<Factory.Named<Cipher>> CIPHERS =
      List.of(
          GcmCiphers.AES128GCM(),
          GcmCiphers.AES256GCM(),
          BlockCiphers.AES128CTR(),
          BlockCiphers.AES192CTR(),
          BlockCiphers.AES256CTR());
  private static final List<Factory.Named<MAC>> MACS =
      List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512());

  static {
    SecurityUtils.setRegisterBouncyCastle(false);
  }

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
    opened = new OpenedKeys(Askpass.of(environment), SshjTransport::derive, workers);
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
      throw login.failure(cause(e), timeout);
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
    private volatile @Nullable Route route;
    private volatile @Nullable ServerGreeting greeting;
    private volatile @Nullable UserAuthImpl auth;

    Login(SshSettings settings, HostKeyCheck trust, Attempt attempt) {
      this.settings = settings;
      this.trust = trust;
      this.attempt = attempt;
      hostKeys = Algorithms.hostKeys(trust.knownAlgorithms());
    }

    Connected run(Optional<SshConnection> via) throws IOException, HostReadException {
      Route way = open(via);
      route = way;
      attempt.step("waiting for its greeting");
      ServerGreeting first = new ServerGreeting(new BufferedInputStream(way.input()));
      greeting = first;
      TransportImpl transport = new TransportImpl(config());
      transport.setTimeoutMs(0);
      transport.addHostKeyVerifier(Shown.VERIFIER);
      transport.init(settings.hostName(), settings.port(), first, way.output());
      attempt.opened(() -> end(transport, way));
      attempt.step("exchanging keys");
      transport.doKex();
      first.forget();
      attempt.step("logging in");
      ConnectionImpl connection = new ConnectionImpl(transport, NoKeepAlive.PROVIDER);
      connection.setTimeoutMs(0);
      connection.setWindowSize(WINDOW_BYTES);
      UserAuthImpl asked = new UserAuthImpl(transport);
      auth = asked;
      logIn(transport, asked, connection);
      Connected connected = new Connected(transport, connection, way);
      attempt.opened(connected::close);
      connected.watch(settings);
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

    private void logIn(TransportImpl transport, UserAuthImpl asked, ConnectionImpl next)
        throws IOException, HostReadException {
      Optional<SshAgent> agent = agent();
      try {
        for (LoginKey key : LoginKeys.plan(settings, agent, opened, report, attempt)) {
          report.offered(key);
          if (isAccepted(transport, asked, next, key)) {
            return;
          }
          if (!asked.getAllowedMethods().contains(Offer.METHOD)) {
            break;
          }
        }
      } finally {
        if (agent.isPresent()) {
          agent.get().close();
        }
      }
      throw new HostReadException(
          FailureKind.UNAUTHORIZED,
          asked.hadPartialSuccess()
              ? LoginReport.partial(settings.user(), asked.getAllowedMethods())
              : report.refused(settings.user(), asked.getAllowedMethods()));
    }

    private Optional<SshAgent> agent() throws IOException {
      if (settings.agentSocket().isEmpty()) {
        return Optional.empty();
      }
      try {
        SshAgent agent = SshAgent.open(settings.agentSocket().get(), attempt.left());
        attempt.opened(() -> closeQuietly(agent));
        return Optional.of(agent);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        report.leftOut("the agent", String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    /** Offers a key and, when the server would take it, signs with it. */
    private boolean isAccepted(
        TransportImpl transport, UserAuthImpl asked, ConnectionImpl next, LoginKey key)
        throws IOException {
      Offer offer = new Offer(key, transport);
      try {
        return asked.authenticate(settings.user(), next, offer, 0);
      } catch (Accepted e) {
        attempt.step("signing with " + key);
      }
      try {
        offer.sign(settings.user(), next.getName(), attempt.left());
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        report.leftOut(key.source(), String.valueOf(e.getMessage()));
        return false;
      }
      attempt.step("logging in");
      return asked.authenticate(settings.user(), next, offer, 0);
    }

    /** What an exception means, by its type and by how far it had come. */
    HostReadException failure(Throwable cause, Duration timeout) {
      if (cause instanceof HostReadException known) {
        return known;
      }
      Optional<HostKeyRejectedException> rejected = find(cause, HostKeyRejectedException.class);
      if (rejected.isPresent()) {
        return new HostReadException(
            FailureKind.HOST_KEY_REJECTED, String.valueOf(rejected.get().getMessage()));
      }
      if (cause instanceof RuntimeException bug && !(cause instanceof SecurityException)) {
        throw bug;
      }
      ServerGreeting first = greeting;
      Route way = route;
      if (first == null || way == null) {
        return unopened(cause, timeout);
      }
      String said = way.complaint().map(line -> ": " + LoginReport.shown(line)).orElse("");
      if (auth != null) {
        return loginFailure(cause, said);
      }
      return handshakeFailure(cause, first, said);
    }

    private HostReadException unopened(Throwable cause, Duration timeout) {
      if (cause instanceof UnknownHostException) {
        return new HostReadException(FailureKind.UNRESOLVED, "the name has no address");
      }
      if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException) {
        return Failures.timeout(timeout);
      }
      if (cause instanceof NoRouteToHostException) {
        return new HostReadException(FailureKind.UNREACHABLE, "no route to the host");
      }
      if (cause instanceof ConnectException) {
        return new HostReadException(FailureKind.REFUSED, "connection refused");
      }
      Optional<OpenFailException> refused = find(cause, OpenFailException.class);
      String text =
          refused.isPresent()
              ? "the jump host does not connect to it: " + LoginReport.shown(words(refused.get()))
              : "the connection broke off while " + attempt.step();
      return new HostReadException(FailureKind.UNREACHABLE, text);
    }

    private HostReadException handshakeFailure(Throwable cause, ServerGreeting first, String said) {
      List<String> ciphers = Factory.Named.Util.getNames(CIPHERS);
      List<String> macs = Factory.Named.Util.getNames(MACS);
      Optional<String> missing =
          Algorithms.missing(
              List.of(Algorithms.KEY_EXCHANGE, hostKeys, ciphers, ciphers, macs, macs),
              first.algorithms());
      if (missing.isPresent()) {
        return new HostReadException(FailureKind.UNSUPPORTED, missing.get());
      }
      String text = first.isSsh() ? "" : LoginReport.shown(first.text());
      if (first.hasEnded()) {
        String last = text.isEmpty() ? said : ": " + text;
        return new HandshakeCutException("the server ended the connection before the login" + last);
      }
      return new HostReadException(
          FailureKind.MALFORMED_REPLY,
          first.isSsh()
              ? "expected an exchange of keys, got " + LoginReport.shown(words(cause))
              : "expected a server that speaks SSH, got '" + text + "'");
    }

    private HostReadException loginFailure(Throwable cause, String said) {
      for (Throwable e = cause; e != null; e = e.getCause()) {
        if (e instanceof SSHException told
            && told.getDisconnectReason() != DisconnectReason.UNKNOWN) {
          return new HostReadException(
              FailureKind.UNAUTHORIZED, report.ended(settings.user(), words(told)));
        }
      }
      return new HostReadException(
          FailureKind.UNREACHABLE, "the connection broke off during the login" + said);
    }
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private static String words(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return Optional.of(type.cast(e));
      }
    }
    return Optional.empty();
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      Thread.onSpinWait(); // nobody is left to hear of it
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
      throw new UnsupportedOperationException();
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
      throw new UnsupportedOperationException();
    }

    @Override
    public void putPubKeyIntoBuffer(PublicKey key, Buffer<?> buffer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public KeyType getKeyFormat() {
      return KeyType.UNKNOWN;
    }

    @Override
    public Signature newSignature() {
      throw new UnsupportedOperationException();
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
  private static final class Accepted extends UserAuthException {
    private static final long serialVersionUID = 1;

    Accepted() {
      super("accepted");
    }
  }

  /** The offer of a key, first without and then with a signature. */
  private static final class Offer extends AbstractAuthMethod {
    static final String METHOD = "publickey";

    private final LoginKey key;
    private final TransportImpl transport;
    private @Nullable SSHPacket signed;

    Offer(LoginKey key, TransportImpl transport) {
      super(METHOD);
      this.key = key;
      this.transport = transport;
    }

    private SSHPacket request(String user, String service, boolean isSigned) {
      return new SSHPacket(Message.USERAUTH_REQUEST)
          .putString(user)
          .putString(service)
          .putString(METHOD)
          .putBoolean(isSigned)
          .putString(key.algorithm())
          .putString(key.blob());
    }

    void sign(String user, String service, Duration left) throws IOException {
      SSHPacket request = request(user, service, true);
      byte[] data =
          new Buffer.PlainBuffer()
              .putString(transport.getSessionID())
              .putBuffer(request)
              .getCompactData();
      signed = request.putString(key.sign(data, left));
    }

    @Override
    protected SSHPacket buildReq() {
      SSHPacket ready = signed;
      return ready != null
          ? ready
          : request(params.getUsername(), params.getNextServiceName(), false);
    }

    @Override
    public void handle(Message message, SSHPacket packet)
        throws UserAuthException, TransportException {
      if (message == Message.USERAUTH_60 && signed == null) {
        throw new Accepted();
      }
      super.handle(message, packet);
    }
  }

  /** A host that was logged in to. */
  private final class Connected implements SshConnection {
    private final TransportImpl transport;
    private final ConnectionImpl connection;
    private final Route route;
    private final KeepAliveCount unanswered = new KeepAliveCount();
    private volatile @Nullable ScheduledFuture<?> watch;
    private volatile boolean isOver;

    Connected(TransportImpl transport, ConnectionImpl connection, Route route) {
      this.transport = transport;
      this.connection = connection;
      this.route = route;
    }

    /** Asks a silent server now and then whether it is there. */
    void watch(SshSettings settings) {
      boolean isSaid = !settings.serverAliveInterval().isZero();
      long millis = (isSaid ? settings.serverAliveInterval() : KEEP_ALIVE).toMillis();
      int most = isSaid ? settings.serverAliveCountMax() : KEEP_ALIVE_COUNT;
      connections.add(this);
      watch =
          clock.scheduleWithFixedDelay(
              () -> askWhetherAlive(most), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void askWhetherAlive(int most) {
      if (!isOpen() || unanswered.isAtLeast(most)) {
        workers.execute(this::close);
      } else {
        unanswered.asked();
        workers.execute(this::sendQuestion);
      }
    }

    private void sendQuestion() {
      try {
        Promise<SSHPacket, ConnectionException> answer =
            connection.sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
        try {
          answer.retrieve();
        } catch (ConnectionException e) {
          if (!isOpen()) {
            return;
          }
        }
        unanswered.answered(); // a refusal is an answer
      } catch (TransportException e) {
        close();
      }
    }

    Route tunnel(String host, int port, Attempt attempt) throws IOException {
      Tunnel tunnel = new Tunnel(connection, host, port, workers);
      attempt.opened(tunnel::close);
      tunnel.open();
      return tunnel;
    }

    @Override
    public RemoteShell start(String command, Duration timeout) throws IOException {
      Program program = new Program(connection, workers);
      Future<?> started =
          workers.submit(
              () -> {
                program.open();
                program.exec(command);
                return program;
              });
      try {
        started.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return program.shell();
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

    private IOException refused(Program program, Future<?> started, IOException why) {
      started.cancel(true);
      program.gate.close();
      return why;
    }

    private String reason(Throwable cause) {
      if (cause instanceof OpenFailException refusal) {
        return "session: expected the host to open one, got a refusal ("
            + LoginReport.shown(words(refusal))
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
      ScheduledFuture<?> asking = watch;
      if (asking != null) {
        asking.cancel(false);
      }
      connections.remove(this);
      end(transport, route);
    }
  }

  /**
   * The ends of a channel. sshj ends a whole connection when data comes for a channel whose input
   * was closed here, and waits for the server when one is closed: neither is let happen.
   */
  private static final class Gate {
    private final ChannelInputStream input;
    private final ExecutorService workers;
    private final Runnable leave;
    private final Runnable wake;
    private boolean isClosed;

    Gate(ChannelInputStream input, ExecutorService workers, Runnable leave, Runnable wake) {
      this.input = input;
      this.workers = workers;
      this.leave = leave;
      this.wake = wake;
    }

    synchronized boolean isClosed() {
      return isClosed;
    }

    /** Those who wait are told; the server is told when the way to it is free. */
    void close() {
      synchronized (this) {
        if (isClosed) {
          return;
        }
        isClosed = true;
        input.close();
      }
      wake.run();
      workers.execute(leave);
    }
  }

  /**
   * What is sent over a channel: it waits for the server's leave where whoever waits can be woken.
   */
  private static final class GatedOutput extends OutputStream {
    private final Gate gate;
    private final OutputStream out;
    private final Window.Remote window;

    GatedOutput(Gate gate, OutputStream out, Window.Remote window) {
      this.gate = gate;
      this.out = out;
      this.window = window;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int most = Math.min(window.getMaxPacketSize(), CHUNK_BYTES);
      for (int at = 0; at < length; ) {
        int count = (int) Math.min(Math.min(most, length - at), window.getSize());
        if (gate.isClosed() || most <= 0) {
          throw new IOException("expected an open channel, got one that has ended");
        }
        if (count <= 0) {
          window.awaitExpansion(0);
          continue;
        }
        out.write(bytes, offset + at, count);
        out.flush();
        at += count;
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** What comes over a channel; at its end when the channel or the connection has ended. */
  private static final class GatedInput extends InputStream {
    private final Gate gate;
    private final ChannelInputStream in;

    GatedInput(Gate gate, ChannelInputStream in) {
      this.gate = gate;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0 || gate.isClosed()) {
        return length == 0 ? 0 : -1;
      }
      try {
        return in.read(bytes, offset, length);
      } catch (SSHException e) {
        return -1; // the connection has ended
      }
    }

    @Override
    public int available() {
      return in.available();
    }

    @Override
    public void close() {
      gate.close();
    }
  }

  /** A program on a host. */
  private static final class Program extends SessionChannel {
    private final Gate gate;
    private int dropped;

    Program(ConnectionImpl connection, ExecutorService workers) {
      super(connection);
      gate = new Gate((ChannelInputStream) getInputStream(), workers, this::leave, this::wake);
    }

    private void leave() {
      closeQuietly(() -> closeIf(isOpen()));
    }

    private void closeIf(boolean isOpen) throws TransportException {
      if (isOpen) {
        sendClose();
      }
    }

    private void wake() {
      if (rwin != null) {
        rwin.expand(WINDOW_BYTES);
      }
    }

    RemoteShell shell() {
      OutputStream in = new GatedOutput(gate, getOutputStream(), rwin);
      InputStream out = new GatedInput(gate, (ChannelInputStream) getInputStream());
      return new Running(in, out, gate);
    }

    /** What comes on the standard error is dropped, and never holds up the program. */
    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
      synchronized (gate) {
        if (!gate.isClosed() && stream.equals(getInputStream())) {
          super.receiveInto(stream, packet);
          return;
        }
      }
      int length = packet.readUInt32AsInt();
      lwin.consume(Math.max(length, 0));
      dropped += Math.max(length, 0);
      if (dropped >= MAX_ERROR_BYTES && !gate.isClosed()) {
        trans.write(newBuffer(Message.CHANNEL_WINDOW_ADJUST).putUInt32(dropped));
        lwin.expand(dropped);
        dropped = 0;
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
  private record Running(OutputStream input, InputStream output, Gate gate) implements RemoteShell {
    @Override
    public void close() {
      gate.close();
    }
  }

  /** A connection through a host to another one. */
  private static final class Tunnel extends DirectConnection implements Route {
    private final Gate gate;

    Tunnel(ConnectionImpl connection, String host, int port, ExecutorService workers) {
      super(connection, host, port);
      gate = new Gate((ChannelInputStream) getInputStream(), workers, this::leave, this::wake);
    }

    private void leave() {
      closeQuietly(() -> closeIf(isOpen()));
    }

    private void closeIf(boolean isOpen) throws TransportException {
      if (isOpen) {
        sendClose();
      }
    }

    private void wake() {
      if (rwin != null) {
        rwin.expand(WINDOW_BYTES);
      }
    }

    @Override
    public InputStream input() {
      return new GatedInput(gate, (ChannelInputStream) getInputStream());
    }

    @Override
    public OutputStream output() {
      return new GatedOutput(gate, getOutputStream(), rwin);
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
      synchronized (gate) {
        if (!gate.isClosed()) {
          super.receiveInto(stream, packet);
        }
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

    @Override
    public void close() {
      gate.close();
    }
  }
}
