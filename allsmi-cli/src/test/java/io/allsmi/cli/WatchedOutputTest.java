package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class WatchedOutputTest {
  private static WatchedOutput failing(String reason) {
    return new WatchedOutput(
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException(reason);
          }
        });
  }

  @Test
  void whatAPrintStreamSwallowsIsRemembered() {
    WatchedOutput output = failing("No space left on device");
    PrintStream print = new PrintStream(output);
    print.println("data");
    print.flush();
    assertThat(output.lost()).hasValue("No space left on device");
  }

  @Test
  void aReaderThatHasGoneAwayIsNoLoss() {
    WatchedOutput output = failing("Broken pipe");
    PrintStream print = new PrintStream(output);
    print.println("data");
    print.flush();
    assertThat(print.checkError()).isTrue();
    assertThat(output.lost()).isEmpty();
  }
}
