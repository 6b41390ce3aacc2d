package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.slurm.JobInfo;
import io.allsmi.tui.TestJobs;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFilterTest {
  private static List<String> listed(String text) {
    return TestJobs.jobs().stream().filter(JobFilter.of(text).test()).map(JobInfo::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'',4",
    "user==mira,2",
    "user== mira ,2",
    "user==mir,0",
    "account==cv,1",
    "partition==long,1",
    "partition==gpu,4",
    "state==R,3",
    "state==pending,1",
    "SWEEP,1",
    "76,3",
    "user==mira && state==R,1",
    "user==mira && ,2",
    "user==,4",
    "76 && mira && gpt,0"
  })
  void jobsThatPass(String text, int count) {
    assertThat(JobFilter.of(text).error()).isEmpty();
    assertThat(listed(text)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    "node==n1,'expected user, account, partition or state before ==, got node'",
    "==n1,'before ==, got nothing'",
    "state==RU,'expected a state of Slurm such as R or PENDING, got RU'",
    "mira && state==x,'got x'"
  })
  void whatIsWrongIsSaidAndLetsAllPass(String text, String error) {
    assertThat(JobFilter.of(text).error()).contains(error);
  }

  @Property(tries = 300)
  void anyTextIsAFilter(@ForAll String text) {
    assertThat(listed(text).size()).isBetween(0, TestJobs.jobs().size());
    assertThat(listed(text + "&&").size()).isEqualTo(listed(text).size());
  }
}
