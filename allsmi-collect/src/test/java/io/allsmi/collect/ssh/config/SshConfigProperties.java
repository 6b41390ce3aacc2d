package io.allsmi.collect.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.statistics.Statistics;

/** Files made at random mean what they mean to {@code ssh -G}, and no file breaks the reader. */
class SshConfigProperties {
  private static final SshOverrides MAY_RUN =
      new SshOverrides(List.of(), List.of(), Optional.empty(), List.of(), true);

  private final Path folder = temporary();

  private static Path temporary() {
    try {
      return Files.createTempDirectory("allsmi-config-");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterTry
  void clean() throws IOException {
    Files.deleteIfExists(folder.resolve("config"));
    Files.deleteIfExists(folder.resolve("part"));
    Files.deleteIfExists(folder);
  }

  private static Arbitrary<String> name() {
    return Arbitraries.of("foo", "foo.example", "FOO", "bar", "10.0.0.1");
  }

  private static Arbitrary<String> pattern() {
    Arbitrary<String> plain =
        Arbitraries.of(
            "foo", "*", "f*", "*.example", "???", "bar", "10.*", "f?o*", "\"foo\"", "*o*o*");
    return Combinators.combine(Arbitraries.of("", "", "", "!"), plain).as((not, p) -> not + p);
  }

  private static Arbitrary<String> block() {
    Arbitrary<String> host =
        pattern().list().ofMinSize(1).ofMaxSize(3).map(p -> String.join(" ", p));
    Arbitrary<String> criterion =
        Combinators.combine(
                Arbitraries.of("", "", "!"),
                Arbitraries.of("host", "originalhost", "user", "localuser"),
                Arbitraries.of(" ", "=", " = "),
                Arbitraries.of(
                    "foo", "f*,!foo", "*,!root", "root", "ann,bob", "\"*.example,foo\"", "!x,*"))
            .as((not, key, between, value) -> not + key + between + value);
    Arbitrary<String> other =
        Arbitraries.of(
            "all",
            "!all",
            "final",
            "!final",
            "canonical",
            "final all",
            "exec true",
            "!exec true",
            "exec \"test %h = foo\"");
    Arbitrary<String> match =
        Arbitraries.oneOf(criterion, other)
            .list()
            .ofMinSize(1)
            .ofMaxSize(2)
            .map(c -> String.join(" ", c));
    return Arbitraries.oneOf(host.map(h -> "Host " + h), match.map(m -> "Match " + m));
  }

  private static Arbitrary<String> setting() {
    Arbitrary<String> keyed =
        Combinators.combine(
                Arbitraries.of(
                    "HostName",
                    "User",
                    "IdentityFile",
                    "CertificateFile",
                    "HostKeyAlias",
                    "UserKnownHostsFile",
                    "IdentityAgent",
                    "ProxyJump",
                    "ProxyCommand"),
                Arbitraries.of(" ", "=", "\t", " = "),
                Arbitraries.of(
                    "a",
                    "b.example",
                    "%h",
                    "x%%y",
                    "~/k",
                    "ann",
                    "none",
                    "\"q r\"",
                    "k # c",
                    "a,b:7",
                    "c@d",
                    "%h-%p-%r",
                    "''"))
            .as((key, between, value) -> key + between + value);
    Arbitrary<String> fixed =
        Arbitraries.of(
            "Port 22",
            "Port 2222",
            "port=23",
            "ConnectTimeout 1m30",
            "ServerAliveInterval 5",
            "ServerAliveCountMax 7",
            "StrictHostKeyChecking accept-new",
            "StrictHostKeyChecking NO",
            "HashKnownHosts yes",
            "IdentitiesOnly yes",
            "GlobalKnownHostsFile /a /b",
            "# comment",
            "",
            "  ",
            "IgnoreUnknown un*",
            "Unknown 1",
            "Port x",
            "Compression yes");
    return Arbitraries.oneOf(keyed, fixed);
  }

  @Provide
  Arbitrary<String> file() {
    Arbitrary<String> line =
        Arbitraries.frequencyOf(
            Tuple.of(3, block()),
            Tuple.of(6, setting()),
            Tuple.of(1, Arbitraries.of("Include PART", "Include PART* /none")));
    return line.list().ofMaxSize(12).map(lines -> String.join("\n", lines) + "\n");
  }

  @Provide
  Arbitrary<String> part() {
    return Arbitraries.oneOf(block(), setting(), setting())
        .list()
        .ofMaxSize(4)
        .map(lines -> String.join("\r\n", lines));
  }

  @Provide
  Arbitrary<String> host() {
    return name();
  }

  @Property(tries = 60)
  void generatedFileMeansWhatItMeansToSsh(
      @ForAll("file") String file, @ForAll("part") String part, @ForAll("host") String host)
      throws IOException {
    Path config = write(file, part);
    Optional<Map<String, List<String>>> theirs = SshDashG.ask(config, host);
    Statistics.label("accepted").collect(theirs.isPresent());
    SshConfig ours = SshConfig.open(Optional.of(config), SshAccount.current());
    if (theirs.isEmpty()) {
      assertThatThrownBy(() -> ours.resolve(host, Optional.empty(), OptionalInt.empty(), MAY_RUN))
          .as(file + "\n--\n" + part)
          .isInstanceOf(SshConfigException.class);
    } else {
      assertThat(
              SshDashG.comparable(
                  ours.values(host, Optional.empty(), OptionalInt.empty(), MAY_RUN)))
          .as(file + "\n--\n" + part)
          .isEqualTo(theirs.get());
    }
  }

  @Property(tries = 500)
  void brokenFileIsReadOrRefused(
      @ForAll("file") String file, @ForAll int at, @ForAll char noise, @ForAll("host") String host)
      throws IOException {
    int place = Math.floorMod(at, file.length());
    Path config = write(file.substring(0, place) + noise + file.substring(place + 1), "");
    SshConfig ours = SshConfig.open(Optional.of(config), SshAccount.current());
    try {
      SshSettings settings =
          ours.resolve(host, Optional.empty(), OptionalInt.empty(), SshOverrides.none());
      assertThat(settings.port()).isBetween(1, 65_535);
    } catch (SshConfigException e) {
      assertThat(e).hasMessageContaining("expected ");
      assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
    }
  }

  private Path write(String file, String part) throws IOException {
    Files.createDirectories(folder);
    Path included = SshDashG.write(folder.resolve("part"), part);
    return SshDashG.write(folder.resolve("config"), file.replace("PART", included.toString()));
  }
}
