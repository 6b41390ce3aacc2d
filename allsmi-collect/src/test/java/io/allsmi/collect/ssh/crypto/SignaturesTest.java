package io.allsmi.collect.ssh.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no honest signer makes. */
class SignaturesTest {
  private static final byte[] DATA = "data".getBytes(UTF_8);

  private static byte[] blob(String curve, byte[] point) {
    return new WireWriter().putText("ecdsa-sha2-" + curve).putText(curve).putBytes(point).toBytes();
  }

  private static byte[] signature(String curve, BigInteger r, BigInteger s) {
    byte[] numbers = new WireWriter().putInteger(r).putInteger(s).toBytes();
    return new WireWriter().putText("ecdsa-sha2-" + curve).putBytes(numbers).toBytes();
  }

  private static boolean isTaken(String curve, byte[] blob, BigInteger r, BigInteger s) {
    try {
      return Signatures.verify(blob, "ecdsa-sha2-" + curve, DATA, signature(curve, r, s));
    } catch (IOException e) {
      return false; // refused
    }
  }

  @ParameterizedTest
  @CsvSource({"nistp256,secp256r1,256", "nistp384,secp384r1,384", "nistp521,secp521r1,512"})
  void numbersOutOfRangeAndPointsOffTheCurveAreRefused(String curve, String jdk, String hash)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(jdk));
    KeyPair pair = generator.generateKeyPair();
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    byte[] point = Curves.point(key.getW(), key.getParams());
    byte[] blob = blob(curve, point);
    Signature signer = Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
    signer.initSign(pair.getPrivate());
    signer.update(DATA);
    byte[] made = signer.sign();
    BigInteger r = new BigInteger(1, made, 0, made.length / 2);
    BigInteger s = new BigInteger(1, made, made.length / 2, made.length / 2);
    BigInteger order = key.getParams().getOrder();
    assertThat(isTaken(curve, blob, r, s)).isTrue();
    List<BigInteger> wrong =
        List.of(BigInteger.ZERO, order, r.negate(), r.add(order), BigInteger.ONE.shiftLeft(600));
    for (BigInteger number : wrong) {
      assertThat(isTaken(curve, blob, number, s)).as("r %s", number).isFalse();
      assertThat(isTaken(curve, blob, r, number)).as("s %s", number).isFalse();
    }
    assertThat(isTaken(curve, blob, BigInteger.ZERO, BigInteger.ZERO)).isFalse();
    assertThat(isTaken(curve, blob, r, s.add(order))).isFalse();

    point[point.length - 1] ^= 1;
    assertThatIOException()
        .isThrownBy(
            () ->
                Signatures.verify(
                    blob(curve, point), "ecdsa-sha2-" + curve, DATA, signature(curve, r, s)));
    byte[] nowhere = new byte[point.length];
    nowhere[0] = 4;
    assertThat(isTaken(curve, blob(curve, nowhere), r, s)).isFalse();
    assertThat(isTaken(curve, blob(curve, new byte[1]), r, s)).isFalse();
  }
}
