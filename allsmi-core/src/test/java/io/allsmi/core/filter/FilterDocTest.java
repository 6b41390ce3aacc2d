package io.allsmi.core.filter;

import static io.allsmi.core.filter.FilterSamples.filter;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of fields in the documentation is made of the fields themselves. */
class FilterDocTest {
  private static final Path DOC = Path.of("..", "docs", "filter.md");
  private static final String BEGIN = "<!-- fields: made by FilterDocTest -->\n";
  private static final String END = "<!-- end of fields -->\n";

  @Test
  void theDocumentListsEveryField() throws IOException {
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
        new StringBuilder("| field | also | of | what | units |\n|---|---|---|---|---|\n");
    for (FilterField field : FilterField.values()) {
      List<String> cells =
          List.of(
              "`" + field.word() + "`",
              String.join(", ", field.aliases()),
              field.of().name().toLowerCase(Locale.ROOT),
              field.about(),
              field.kind() == FilterKind.TEXT ? "text" : String.join(" ", field.kind().units()));
      for (String cell : cells) {
        table.append(cell.isEmpty() ? "| " : "| " + cell + " ");
      }
      table.append("|\n");
    }
    return table.toString();
  }

  @Test
  void everyExampleIsAFilter() throws IOException {
    List<String> examples =
        Pattern.compile("(?ms)^```filter\\n(.*?)^```")
            .matcher(Files.readString(DOC))
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> line.replaceFirst("\\s+#.*", ""))
            .toList();
    assertThat(examples)
        .hasSizeGreaterThan(8)
        .allSatisfy(example -> assertThat(filter(example)).isNotNull());
  }
}
