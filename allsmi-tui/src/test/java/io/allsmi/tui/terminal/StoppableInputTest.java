package io.allsmi.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StoppableInputTest {
  @Test
  void whatArrivesAfterTheStopStaysInTheStream() throws Exception {
    InputStream keyboard = new ByteArrayInputStream(new byte[] {'a', 'b'});
    StoppableInput input = new StoppableInput(keyboard, () -> true);
    assertThat(input.read()).isEqualTo('a');
    input.stop();
    assertThat(input.read()).isEqualTo(-1);
    assertThat(input.read(new byte[4], 0, 4)).isEqualTo(-1);
    assertThat(keyboard.read()).isEqualTo('b');
  }

  @Test
  void aStopEndsTheWaiting() throws Exception {
    StoppableInput[] self = new StoppableInput[1];
    self[0] =
        new StoppableInput(
            InputStream.nullInputStream(),
            () -> {
              self[0].stop();
              return false;
            });
    assertThat(self[0].read()).isEqualTo(-1);
  }
}
