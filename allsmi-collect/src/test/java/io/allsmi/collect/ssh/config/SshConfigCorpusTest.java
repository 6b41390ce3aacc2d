package io.allsmi.collect.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Captured files mean what their expectations say, and what the installed ssh says. */
class SshConfigCorpusTest {
  private static final SshAccount NOBODY =
      new SshAccount("nobody", OptionalInt.empty(), Path.of("/nonexistent"), "here", Map.of());

  @Test
  void everyCaptureHoldsItsExpectation() throws IOException {
    Path captures = captures();
    int asked = 0;
    for (JsonTree entry : expectations(captures)) {
      Path file = captures.resolve(entry.get("file").text());
      for (JsonTree query : entry.get("checks").get("query").elements()) {
        check(file, query);
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(25);
  }

  @Test
  void everyCaptureMeansWhatItMeansToSsh() throws IOException {
    SshDashG.need();
    Path captures = captures();
    for (JsonTree entry : expectations(captures)) {
      Path file = captures.resolve(entry.get("file").text());
      boolean isTree = entry.get("kind").text().equals("ssh-config-tree");
      for (JsonTree query :
          isTree ? List.<JsonTree>of() : entry.get("checks").get("query").elements()) {
        String host = query.get("host").text();
        Optional<Map<String, List<String>>> theirs = SshDashG.ask(file, host);
        SshConfig ours = SshConfig.open(Optional.of(file), SshAccount.current());
        if (theirs.isEmpty()) {
          assertThatThrownBy(() -> values(ours, host, Optional.empty()))
              .isInstanceOf(SshConfigException.class);
        } else {
          assertThat(SshDashG.comparable(values(ours, host, Optional.empty())))
              .as(file + " " + host)
              .isEqualTo(theirs.get());
        }
      }
    }
  }

  private static void check(Path file, JsonTree query) throws IOException {
    String host = query.get("host").text();
    Optional<String> user =
        file.endsWith("paramiko-match-user") ? Optional.of("gandalf") : Optional.empty();
    SshConfig config = SshConfig.ofCapture(Files.readAllBytes(file), file, NOBODY);
    if (!query.get("error").text().isEmpty()) {
      assertThatThrownBy(() -> values(config, host, user))
          .isInstanceOf(SshConfigException.class)
          .hasMessageStartingWith(file + " line ");
      return;
    }
    SortedMap<String, List<String>> values = values(config, host, user);
    for (String key : query.get("set").members().keySet()) {
      JsonTree expected = query.get("set").get(key);
      List<String> texts =
          expected.elements().isEmpty()
              ? List.of(expected.text())
              : expected.elements().stream().map(JsonTree::text).toList();
      assertThat(values.get(key)).as(file + " " + host + " " + key).isEqualTo(texts);
    }
  }

  private static SortedMap<String, List<String>> values(
      SshConfig config, String host, Optional<String> user) throws IOException {
    return config.values(host, user, OptionalInt.empty(), SshOverrides.none());
  }

  private static List<JsonTree> expectations(Path captures) throws IOException {
    String text = Files.readString(captures.resolve("expect.json"));
    List<JsonTree> all = JsonTree.read(text, 1, new Complaints(10)).get(0).elements();
    return all.stream().filter(e -> e.get("kind").text().startsWith("ssh-config")).toList();
  }

  private static Path captures() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path captures = folder.resolve("shared/data/captures");
      if (Files.isDirectory(captures)) {
        return captures;
      }
    }
    assumeTrue(false, "no shared/data folder beside this checkout");
    throw new AssertionError();
  }
}
