package io.allsmi.collect.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.command.RunningProgram;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SrunReadersTest {
  private static final SrunHost NODE =
      new SrunHost("node1", 7, OptionalInt.empty(), Optional.empty(), List.of(0));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<List<String>> started = new ArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private String complaint = "";

  /** Steps that end at once. */
  private final ProgramStarter ending =
      (command, timeout) -> {
        started.add(command);
        return new RunningProgram() {
          @Override
          public OutputStream input() {
            return new ByteArrayOutputStream();
          }

          @Override
          public InputStream output() {
            return InputStream.nullInputStream();
          }

          @Override
          public String error() {
            return complaint;
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
      };

  private HostReader reader(ProgramStarter programs) {
    return SrunReaders.of(programs, true, Optional.empty()).readerOf(NODE).orElseThrow();
  }

  @Test
  void onlyNodesInsideAJobAreRead() {
    try (SrunReaders readers = SrunReaders.of(ending, true, Optional.empty())) {
      assertThat(readers.canRead(NODE)).isTrue();
      assertThat(readers.canRead(HttpTarget.of("node1", 9090))).isFalse();
      assertThat(readers.readerOf(HttpTarget.of("node1", 9090))).isEmpty();
    }
    assertThat(started).isEmpty();
  }

  @Test
  void stepThatMayNotBeStartedIsUnauthorizedInTheWordsOfSrun() {
    complaint =
        "srun: error: Unable to create step for job 7: Access/permission denied\n"
            + "srun: error: more\n";
    try (HostReader reader = reader(ending)) {
      assertThatThrownBy(() -> reader.read(LONG, LONG).run())
          .isInstanceOfSatisfying(
              HostReadException.class,
              why -> assertThat(why.kind()).isEqualTo(FailureKind.UNAUTHORIZED))
          .hasMessage(
              "srun: expected a step in the job, got: Unable to create step for job 7:"
                  + " Access/permission denied");
    }
    assertThat(started).hasSize(1);
    assertThat(started.get(0)).startsWith("srun", "--overlap", "--jobid=7");
    assertThat(closed.get()).isPositive();
  }

  @Test
  void stepThatEndedIsStartedAnewByTheNextRead() {
    try (HostReader reader = reader(ending)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> reader.read(LONG, LONG).run())
            .isInstanceOf(HostReadException.class);
        assertThat(reader.isReady()).isFalse();
      }
    }
    assertThat(started).hasSize(2);
  }

  @Test
  void machineWithoutSrunSaysSo() {
    ProgramStarter none =
        (command, timeout) -> {
          throw new IOException("srun: expected a program of that name, got none");
        };
    try (HostReader reader = reader(none)) {
      assertThatThrownBy(() -> reader.read(LONG, LONG).run())
          .hasMessageContaining("srun: expected a program of that name, got none");
    }
  }

  @Test
  void readerThatIsClosedReadsNoMore() {
    HostReader reader = reader(ending);
    HostReader.Read read = reader.read(LONG, LONG);
    reader.close();
    assertThatThrownBy(read::run).isInstanceOf(HostReadException.class).hasMessage("cut off");
    assertThat(started).isEmpty();
  }
}
