package io.allsmi.collect.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private final List<String> done = new ArrayList<>();
  private final Gate gate = new Gate(new Open(), Runnable::run);

  /** A channel with room for everything. */
  private static final class Open implements Gate.Channel {
    @Override
    public void stopInput() {}

    @Override
    public void wake() {}

    @Override
    public void leave() {}

    @Override
    public int mostAtOnce() {
      return 1 << 15;
    }

    @Override
    public long room() {
      return 1 << 20;
    }

    @Override
    public void awaitRoom() {}
  }

  @Test
  void theEndOfWhatIsSentIsSentToo() throws IOException {
    OutputStream out =
        gate.output(
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                done.add("closed after " + size());
              }
            });
    out.write(new byte[3]);
    out.close();
    assertThat(done).containsExactly("closed after 3");
  }

  @Test
  void whatBrokeInTheMiddleIsNotSentByWhoeverCloses() throws IOException {
    OutputStream out =
        gate.output(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("broken");
              }

              @Override
              public void close() {
                done.add("closed");
              }
            });
    assertThatThrownBy(() -> out.write(new byte[3])).hasMessage("broken");
    out.close();
    assertThat(done).isEmpty();
  }
}
