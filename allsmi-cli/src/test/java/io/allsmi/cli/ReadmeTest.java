package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import io.allsmi.core.table.UserColumns;
import io.allsmi.core.usage.UserAggregation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says is so. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void theExampleIsTheOneThatIsCompiledHere() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/allsmi/cli/ReadmeExample.java"));
    String example = source.split("// README\n")[1];
    assertThat(withoutBlanks(Files.readString(README))).contains(withoutBlanks(example));
  }

  @Test
  void theExampleRuns() throws Exception {
    try (MockCluster cluster = MockCluster.start(MockOptions.defaults().withNodes(2))) {
      String[] hosts = cluster.targets().stream().map(Object::toString).toArray(String[]::new);
      UserAggregation usage = ReadmeExample.users(hosts);
      assertThat(usage.coverage().reporting()).isEqualTo(2);
      assertThat(usage.users()).isNotEmpty();
    }
  }

  @Test
  void everyColumnAndEveryCommandIsNamed() throws IOException {
    String readme = Files.readString(README);
    assertThat(readme)
        .contains(
            UserColumns.ALL.stream().map(column -> column.key()).collect(Collectors.joining(",")));
    for (String command : Commands.byName().keySet()) {
      assertThat(readme).contains("allsmi " + command);
    }
  }
}
