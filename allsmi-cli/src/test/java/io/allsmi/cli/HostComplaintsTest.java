package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostComplaintsTest {
  private final HostComplaints complaints = new HostComplaints();

  private List<String> told() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    complaints.tell(new Console(stream, stream));
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void hostsOfWhichTheSameIsSaidShareALine() {
    for (int i = 512; i > 0; i--) {
      complaints.add("node%04d".formatted(i), i == 77 ? "no answer" : "connection refused");
    }
    assertThat(told())
        .containsExactly(
            "allsmi: node[0001-0076,0078-0512]: connection refused", "allsmi: node0077: no answer");
  }

  @Test
  void namesAreInTheOrderOfTheirNumbersAndKeepTheirPort() {
    for (String host : List.of("n10:9090", "n9:9090", "n11:9090")) {
      complaints.add(host, "x");
    }
    complaints.add("n10:9090", "y");
    complaints.add("n11:9091", "y");
    complaints.add("[::1]:9090", "z");
    complaints.add("[::2]:9090", "z");
    assertThat(told())
        .containsExactly(
            "allsmi: n[9-11]:9090: x",
            "allsmi: n10:9090,n11:9091: y",
            "allsmi: [::1],[::2]:9090: z");
  }

  @Test
  void aHostThatIsComplainedOfTwiceIsNamedOnce() {
    complaints.add("n1", "x");
    complaints.add("n1", "x");
    assertThat(told()).containsExactly("allsmi: n1: x");
  }

  @Test
  void namesThatDoNotFoldAreCounted() {
    IntStream.range(0, 1000)
        .forEach(i -> complaints.add(Integer.toHexString(i * 7919).toUpperCase(Locale.ROOT), "x"));
    assertThat(told()).singleElement().asString().matches(".{20,260} and [0-9]{3} more: x");
  }

  @Test
  void linesAreAsManyAsPeopleRead() {
    IntStream.range(0, 1000).forEach(i -> complaints.add("n" + i, "because of " + i));
    assertThat(told()).hasSize(51).endsWith("allsmi: 950 more complaints, each of another kind");
  }
}
