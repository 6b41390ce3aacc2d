package io.allsmi.record.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final int BYTES = 10;

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void end() {
    threads.shutdown();
  }

  /** Blocks that keep what comes. */
  private static class Kept implements BlockOutput {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicInteger writing = new AtomicInteger();

    @Override
    public void begin(int lineLength) {}

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (writing.incrementAndGet() != 1) {
        throw new IOException("blocks: expected one thread at a time, got another");
      }
      bytes.write(from, offset, length);
      writing.decrementAndGet();
    }

    @Override
    public void flush() {}

    @Override
    public BlockFacts endBlock(BlockFacts facts) {
      return facts;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  /** Blocks that take nothing until they are let. */
  private static final class Held extends Kept {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch let = new CountDownLatch(1);

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      begun.countDown();
      try {
        let.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      super.write(from, offset, length);
    }
  }

  private static void send(Lane lane, int number, BlockOutput to) throws IOException {
    byte[] piece = lane.take();
    piece[0] = (byte) number;
    lane.send(piece, 1, to);
  }

  private static byte[] numbers(int count) {
    byte[] numbers = new byte[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (byte) i;
    }
    return numbers;
  }

  @Test
  void piecesComeInTheirOrderByOneThreadAtATime() throws IOException {
    Lane lane = new Lane(threads, BYTES);
    Kept blocks = new Kept();
    for (int i = 0; i < 20_000; i++) {
      send(lane, i, blocks);
      if (i % 97 == 0) {
        lane.settle();
        assertThat(blocks.bytes.size()).isEqualTo(i + 1);
      }
    }
    lane.settle();
    assertThat(blocks.bytes.toByteArray()).isEqualTo(numbers(20_000));
  }

  @Test
  void thereAreFewPieces() throws IOException {
    Lane lane = new Lane(threads, BYTES);
    Kept blocks = new Kept();
    Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 1000; i++) {
      byte[] piece = lane.take();
      seen.add(piece);
      lane.send(piece, 1, blocks);
    }
    lane.settle();
    assertThat(seen).hasSizeLessThanOrEqualTo(Lane.PIECES);
  }

  @Test
  void aCallerThatIsInterruptedWaitsAndHearsOfItAfterwards() throws Exception {
    Lane lane = new Lane(threads, BYTES);
    Held blocks = new Held();
    boolean[] told = {false};
    Thread caller =
        new Thread(
            () -> {
              lane.hold();
              try {
                send(lane, 0, blocks);
                while (blocks.begun.getCount() > 0) {
                  Thread.onSpinWait();
                }
                lane.settle();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              } finally {
                lane.release();
              }
              told[0] = blocks.bytes.size() == 1 && Thread.currentThread().isInterrupted();
            });
    caller.start();
    blocks.begun.await();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    blocks.let.countDown();
    caller.join();
    assertThat(told[0]).isTrue();
  }

  @Test
  void nothingIsWrittenAfterAFailure() throws IOException {
    int[] writes = {0};
    Kept blocks =
        new Kept() {
          @Override
          public void write(byte[] from, int offset, int length) throws IOException {
            if (++writes[0] == 3) {
              throw new IOException("disk: expected room, got none");
            }
            super.write(from, offset, length);
          }
        };
    Lane lane = new Lane(Runnable::run, BYTES);
    send(lane, 0, blocks);
    send(lane, 1, blocks);
    for (int i = 2; i < 20; i++) {
      assertThatThrownBy(() -> send(lane, 2, blocks))
          .isInstanceOf(IOException.class)
          .hasMessage("disk: expected room, got none");
    }
    assertThatThrownBy(lane::settle).isInstanceOf(IOException.class);
    assertThat(writes[0]).isEqualTo(3);
    assertThat(blocks.bytes.toByteArray()).isEqualTo(numbers(2));
  }

  @Test
  void whatIsDroppedIsNotWrittenLater() throws IOException {
    Set<Runnable> tasks = new HashSet<>();
    Lane lane = new Lane(tasks::add, BYTES);
    Kept blocks = new Kept();
    send(lane, 0, blocks);
    lane.drop();
    tasks.forEach(Runnable::run);
    lane.settle();
    assertThat(blocks.bytes.size()).isZero();
    send(lane, 0, blocks);
    lane.settle();
    assertThat(blocks.bytes.size()).isEqualTo(1);
  }

  @Test
  void workThatIsRefusedIsDoneByTheCaller() throws IOException {
    Executor refusing =
        task -> {
          throw new IllegalStateException("ended");
        };
    Lane lane = new Lane(refusing, BYTES);
    Kept blocks = new Kept();
    assertThat(lane.refusal()).isEmpty();
    for (int i = 0; i < 9; i++) {
      send(lane, i, blocks);
      assertThat(blocks.bytes.size()).isEqualTo(i + 1);
    }
    assertThat(lane.refusal().orElseThrow()).hasMessage("ended");
  }
}
