package io.allsmi.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SecretMaskProperties {
  @Property(tries = 3000)
  void maskingNeverFailsAndMaskingTwiceIsMaskingOnce(@ForAll("commands") String command) {
    String once = SecretMask.mask(command);
    assertThat(SecretMask.mask(once)).isEqualTo(once);
  }

  @Property(tries = 1000)
  void argumentsAreMaskedLikewise(@ForAll("arguments") List<String> arguments) {
    SecretMask.mask(arguments);
  }

  @Property
  void anyTextIsTaken(@ForAll String command) {
    String once = SecretMask.mask(command);
    assertThat(SecretMask.mask(once)).isEqualTo(once);
  }

  @Property
  void theSecretIsGone(
      @ForAll("names") String name,
      @ForAll("secrets") String secret,
      @ForAll("rests") String rest) {
    assertThat(SecretMask.mask("run --" + name + " " + secret + rest)).doesNotContain(secret);
    assertThat(SecretMask.mask("run --" + name + "=" + secret + rest)).doesNotContain(secret);
    assertThat(SecretMask.mask("run " + name + "=" + secret + rest)).doesNotContain(secret);
    assertThat(SecretMask.mask("run {\"" + name + "\": \"" + secret + "\"}" + rest))
        .doesNotContain(secret);
    assertThat(SecretMask.mask(List.of("run", "--" + name, secret, rest))).doesNotContain(secret);
  }

  @Property(tries = 200)
  void workGrowsWithTheText(@ForAll("fragments") String fragment) {
    String text = fragment.repeat(20_000 / fragment.length());
    assertThat(SecretMask.mask(text).length()).isLessThanOrEqualTo(text.length() * 4 + 3);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "token",
        "HF_TOKEN",
        "password",
        "db-password",
        "PGPASSWORD",
        "api_key",
        "apiKey",
        "client-secret",
        "passphrase",
        "aws_secret_access_key",
        "auth.token",
        "DB_PASS");
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars("#%+!~^$")
        .ofMinLength(9)
        .ofMaxLength(30)
        .map(s -> "q" + s);
  }

  @Provide
  Arbitrary<String> rests() {
    return Arbitraries.of("", " --lr 1", " && ls", " \"x\"");
  }

  @Provide
  Arbitrary<List<String>> arguments() {
    return commands().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> commands() {
    return Arbitraries.oneOf(
            fragments(), Arbitraries.strings().withChars(" =:\"'\\-_/@?&a1").ofMaxLength(4))
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
        "--token",
        "-p",
        "mysql ",
        "docker login ",
        "curl ",
        "-u ",
        "a:b",
        "password",
        "pass:",
        "key=",
        "Authorization: ",
        "Bearer ",
        "bearer ",
        "https://",
        "u:p@",
        "?token=",
        "&",
        "hf_",
        "abcdefghijklmnopqrst",
        "AKIA",
        "ABCDEFGH12345678",
        "eyJabcdefgh.",
        "***",
        " ",
        "\"",
        "\\\"",
        "'",
        "=",
        ": ",
        "pad",
        "Pad_",
        "true",
        "sk-",
        "/x",
        "\n",
        "é",
        "_");
  }
}
