package io.allsmi.collect.ssh.transport;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.Random;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;

/** The algorithms that are offered, those that are safe, and the library set up with them. */
final class SshjAlgorithms {
  /** As OpenSSH has them: the JDK takes two to four times as long for GCM as for CTR and HMAC. */
  private static final List<Factory.Named<Cipher>> CIPHERS =
      List.of(
          BlockCiphers.AES128CTR(),
          BlockCiphers.AES192CTR(),
          BlockCiphers.AES256CTR(),
          GcmCiphers.AES128GCM(),
          GcmCiphers.AES256GCM());

  private static final List<Factory.Named<MAC>> MACS =
      List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512());

  private final Factory<Random> random = new SingletonRandomFactory(new JCERandom.Factory());

  /** What a server is asked for, as {@link Algorithms#missing} takes it. */
  static List<List<String>> asked(List<String> hostKeys) {
    List<String> ciphers = Factory.Named.Util.getNames(CIPHERS);
    List<String> macs = Factory.Named.Util.getNames(MACS);
    return List.of(Algorithms.KEY_EXCHANGE, hostKeys, ciphers, ciphers, macs, macs);
  }

  /**
   * What is said and offered to one host.
   *
   * @param hostKeys the algorithms of host keys, the best first
   * @param trust whom to trust
   */
  ConfigImpl config(List<String> hostKeys, HostKeyCheck trust) {
    ConfigImpl config = new ConfigImpl();
    config.setVersion("allsmi");
    config.setLoggerFactory(LoggerFactory.DEFAULT);
    config.setRandomFactory(random);
    HostKeyProof proof = new HostKeyProof(trust);
    List<Factory.Named<KeyExchange>> exchanges = new ArrayList<>();
    for (String name : Algorithms.KEY_EXCHANGE) {
      exchanges.add(new Named<>(name, () -> new SshjExchange(name, proof)));
    }
    config.setKeyExchangeFactories(exchanges);
    List<Factory.Named<KeyAlgorithm>> algorithms = new ArrayList<>();
    for (String name : hostKeys) {
      algorithms.add(new Named<>(name, () -> new SshjHostKey(name)));
    }
    config.setKeyAlgorithms(algorithms);
    config.setCipherFactories(CIPHERS);
    config.setMACFactories(MACS);
    config.setCompressionFactories(List.of(new NoneCompression.Factory()));
    return config;
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
}
