package io.allsmi.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvProperties {
  private static final List<Column<List<String>>> COLUMNS =
      List.of(
          Column.words("a", "A", 0, 0, r -> r.get(0)), Column.words("b", "B", 0, 0, r -> r.get(1)));

  @Provide
  Arbitrary<List<List<String>>> rows() {
    Arbitrary<String> nasty =
        Arbitraries.strings().withChars("ab=+-@\t\r\n\",' \u0000\u001b\u0085é漢").ofMaxLength(8);
    return nasty.list().ofSize(2).list().ofMaxSize(5);
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("rows") List<List<String>> rows) throws IOException {
    List<List<String>> read = CsvReader.read(write(rows));

    assertThat(read).hasSize(rows.size() + 1);
    assertThat(read.get(0)).containsExactly("a", "b");
    for (int i = 0; i < rows.size(); i++) {
      assertThat(read.get(i + 1)).isEqualTo(rows.get(i).stream().map(this::expected).toList());
    }
  }

  @Property(tries = 300)
  void noCellIsAFormula(@ForAll("rows") List<List<String>> rows) throws IOException {
    assertThat(CsvReader.read(write(rows)))
        .allSatisfy(
            r ->
                assertThat(r).noneMatch(c -> !c.isEmpty() && "=+-@\t\r".indexOf(c.charAt(0)) >= 0));
  }

  private String expected(String cell) {
    String clean = cell.replaceAll("[\u0000\u001b\u0085]", "");
    return !clean.isEmpty() && "=+-@\t\r".indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
  }

  private static String write(List<List<String>> rows) throws IOException {
    StringBuilder out = new StringBuilder();
    Csv.write(COLUMNS, rows, out);
    return out.toString();
  }
}
