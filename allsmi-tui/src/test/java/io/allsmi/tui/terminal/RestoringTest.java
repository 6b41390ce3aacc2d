package io.allsmi.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RestoringTest {
  private static final String LEFT = "\u001b[?1049l";

  private final AtomicBoolean modesAreBack = new AtomicBoolean();

  @Test
  void leavesTheScreenOnceAndPutsTheModesBack() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScreenOutput screen = new ScreenOutput(out);
    screen.enter();
    Restoring restoring = new Restoring(screen, () -> modesAreBack.set(true));
    restoring.run();
    restoring.run();
    assertThat(out.toString(StandardCharsets.US_ASCII)).endsWith(LEFT).containsOnlyOnce(LEFT);
    assertThat(modesAreBack).isTrue();
  }

  @Test
  void doesNotWaitForATerminalThatTakesNothingMore() throws Exception {
    Stalled out = new Stalled();
    ScreenOutput screen = new ScreenOutput(out);
    screen.enter();
    out.stalled = true;
    Thread writer = daemon(() -> screen.write(new byte[] {'x'}, 1));
    out.reached.await();
    new Restoring(screen, () -> modesAreBack.set(true)).run();
    assertThat(modesAreBack).isTrue();
    assertThat(writer.isAlive()).isTrue();
  }

  @Test
  void doesNotWaitForAStepThatNeverReturns() throws Exception {
    Stalled out = new Stalled();
    ScreenOutput screen = new ScreenOutput(out);
    screen.enter();
    out.stalled = true;
    new Restoring(screen, () -> new CountDownLatch(1).await()).run();
    assertThat(out.reached.getCount()).isZero();
  }

  @Test
  void anInterruptDoesNotCutItShort() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScreenOutput screen = new ScreenOutput(out);
    screen.enter();
    Thread.currentThread().interrupt();
    new Restoring(screen, () -> modesAreBack.set(true)).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(modesAreBack).isTrue();
    assertThat(out.toString(StandardCharsets.US_ASCII)).endsWith(LEFT);
  }

  @Test
  void aTerminalThatIsGoneDoesNotKeepTheModes() throws Exception {
    Stalled out = new Stalled();
    ScreenOutput screen = new ScreenOutput(out);
    screen.enter();
    out.gone = true;
    new Restoring(screen, () -> modesAreBack.set(true)).run();
    assertThat(modesAreBack).isTrue();
  }

  private static Thread daemon(Restoring.Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** A terminal that at some time takes nothing more, or is closed. */
  private static final class Stalled extends OutputStream {
    final CountDownLatch reached = new CountDownLatch(1);
    volatile boolean stalled;
    volatile boolean gone;

    @Override
    public void write(int value) throws IOException {
      if (gone) {
        throw new IOException("gone");
      }
      if (stalled) {
        reached.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }
}
