package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of metrics in the documentation is made of the families themselves. */
class MetricsDocTest {
  private static final Path DOC = Path.of("..", "docs", "metrics.md");
  private static final String BEGIN = "<!-- families: made by MetricsDocTest -->\n";
  private static final String END = "<!-- end of families -->\n";

  @Test
  void theDocumentListsEveryFamily() throws IOException {
    String text = Files.readString(DOC);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    String expected = table();
    if (Boolean.getBoolean("allsmi.golden.update")) {
      Files.writeString(DOC, text.substring(0, from) + expected + text.substring(to));
    }
    assertThat(Files.readString(DOC)).contains(BEGIN + expected + END);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| family | about | means | accepted |\n|---|---|---|---|\n");
    for (Family family : Family.values()) {
      table
          .append("| `")
          .append(family.wireName)
          .append("` | ")
          .append(family.scope.name().toLowerCase(java.util.Locale.ROOT).replace("_text", ""))
          .append(" | ")
          .append(family.help)
          .append(" | ")
          .append(accepted(family))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String accepted(Family family) {
    if (!family.scope.isRead()) {
      return "not read";
    }
    String most = new BigDecimal(family.most).toPlainString();
    return family.zeroIsUnknown ? "above 0, to " + most : "0 to " + most;
  }
}
