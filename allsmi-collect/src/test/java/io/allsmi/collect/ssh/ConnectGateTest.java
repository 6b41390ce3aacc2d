package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectGateTest {
  private final BlockingQueue<String> inside = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  private static ConnectGate gate(int places, int hosts) {
    return new ConnectGate(places, Duration.ofDays(1), () -> hosts);
  }

  /** Enters on a thread of its own and stays; returns when it waits. */
  private CompletableFuture<ConnectGate.Pass> enters(
      ConnectGate gate, String name, String server, boolean isReturning)
      throws InterruptedException {
    int before = gate.waiting();
    CompletableFuture<ConnectGate.Pass> pass = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                ConnectGate.Pass got = gate.enter(server, isReturning);
                inside.add(name);
                pass.complete(got);
              } catch (InterruptedException | HostReadException e) {
                pass.completeExceptionally(e);
              }
            });
    threads.add(thread);
    thread.start();
    while (!pass.isDone() && gate.waiting() == before) {
      Thread.onSpinWait();
    }
    return pass;
  }

  @Test
  void whoComesFirstGoesFirst() throws Exception {
    ConnectGate gate = gate(1, 4);
    ConnectGate.Pass first = gate.enter("a", false);
    CompletableFuture<ConnectGate.Pass> second = enters(gate, "second", "b", false);
    var unused = enters(gate, "third", "c", false);
    first.close();
    first.close();
    assertThat(inside.take()).isEqualTo("second");
    assertThat(gate.waiting()).isEqualTo(1);
    second.get().close();
    assertThat(inside.take()).isEqualTo("third");
  }

  @Test
  void aBusyServerHoldsUpOnlyItself() throws Exception {
    ConnectGate gate = gate(32, 20);
    List<ConnectGate.Pass> eight = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      eight.add(gate.enter("busy", false));
    }
    CompletableFuture<ConnectGate.Pass> ninth = enters(gate, "ninth", "busy", false);
    gate.enter("other", false).close();
    assertThat(ninth).isNotDone();
    eight.get(3).close();
    assertThat(inside.take()).isEqualTo("ninth");
  }

  @Test
  void whoFailedLastTimeGoesAfterTheOthersAndNeverTakesAllPlaces() throws Exception {
    ConnectGate gate = gate(4, 20);
    ConnectGate.Pass back1 = gate.enter("a", true);
    ConnectGate.Pass back2 = gate.enter("b", true);
    var unused = enters(gate, "back3", "c", true);
    assertThat(gate.waiting()).isEqualTo(1);
    ConnectGate.Pass first1 = gate.enter("d", false);
    ConnectGate.Pass first2 = gate.enter("e", false);
    var unused2 = enters(gate, "first3", "f", false);
    back1.close();
    assertThat(inside.take()).isEqualTo("first3");
    first1.close();
    assertThat(inside.take()).isEqualTo("back3");
    back2.close();
    first2.close();
  }

  @Test
  void closingSendsEverybodyAway() throws Exception {
    ConnectGate gate = gate(1, 2);
    ConnectGate.Pass inside = gate.enter("a", false);
    CompletableFuture<ConnectGate.Pass> waiting = enters(gate, "waiting", "b", false);
    gate.close();
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessage("closed while connecting");
    assertThatThrownBy(() -> gate.enter("c", false)).isInstanceOf(HostReadException.class);
    assertThatThrownBy(() -> gate.pause(Duration.ofDays(1))).isInstanceOf(HostReadException.class);
    inside.close();
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void whoIsInterruptedLeavesNothingBehind() throws Exception {
    ConnectGate gate = gate(1, 2);
    ConnectGate.Pass first = gate.enter("a", false);
    CompletableFuture<ConnectGate.Pass> waiting = enters(gate, "waiting", "b", false);
    threads.get(0).interrupt();
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(gate.waiting()).isZero();
    first.close();
    gate.enter("c", false).close();
  }

  @Test
  void manyHostsBeginOneAfterTheOther() throws Exception {
    ConnectGate gate = gate(32, 51);
    List<Long> begins = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ConnectGate.Pass pass = gate.enter("server" + i, false);
      assertThat(System.nanoTime() - pass.notBefore()).isNotNegative();
      begins.add(pass.notBefore());
    }
    for (int i = 1; i < 5; i++) {
      assertThat(begins.get(i) - begins.get(i - 1)).isGreaterThanOrEqualTo(Ramp.GAP_NANOS);
    }
  }

  @Test
  void onlyACrowdIsSpaced() {
    Ramp few = new Ramp();
    assertThat(List.of(few.next(7, 50), few.next(8, 50), few.next(9, 50)))
        .containsExactly(7L, 8L, 9L);
    Ramp many = new Ramp();
    long gap = Ramp.GAP_NANOS;
    assertThat(List.of(many.next(7, 51), many.next(8, 51), many.next(9, 51)))
        .containsExactly(7L, 7 + gap, 7 + 2 * gap);
    assertThat(many.next(7 + 9 * gap, 51)).isEqualTo(7 + 9 * gap);
  }

  @Test
  void whoTakesLongLeavesItsPlaceButGoesOnCountingForItsServer() throws Exception {
    ConnectGate gate = new ConnectGate(2, Duration.ofMillis(1), () -> 20);
    List<ConnectGate.Pass> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      all.add(enters(gate, "host" + i, "server" + i, i % 2 == 0).get());
    }
    CompletableFuture<ConnectGate.Pass> next = enters(gate, "next", "server16", false);
    assertThat(gate.waiting()).isEqualTo(1);
    assertThat(next).isNotDone();
    all.forEach(ConnectGate.Pass::close);
    next.get().close();

    ConnectGate roomy = new ConnectGate(8, Duration.ofNanos(1), () -> 20);
    for (int i = 0; i < 8; i++) {
      roomy.enter("same", false);
    }
    var unused = enters(roomy, "ninth of the same", "same", false);
    assertThat(roomy.waiting()).isEqualTo(1);
    roomy.close();
  }

  @Test
  void whoTakesLongKeepsItsPlaceAsLongAsNobodyOvertakesIt() throws Exception {
    Duration quick = Duration.ofNanos(Long.MAX_VALUE / 8);
    ConnectGate gate = new ConnectGate(2, quick, () -> 20);
    ConnectGate.Pass first = gate.enter("a", false);
    ConnectGate.Pass second = gate.enter("b", false);
    CompletableFuture<ConnectGate.Pass> third = enters(gate, "third", "c", false);
    first.close();
    assertThat(inside.take()).isEqualTo("third");
    third.get().close();
    assertThat(second.overtakes()).isEqualTo(1);
    assertThat(second.isHeld()).isTrue();
    ConnectGate.Pass last = gate.enter("d", false);
    second.close();
    assertThat(last.overtakes()).isZero();
  }

  @Test
  void whoHasLoggedInSparesItsServerAndKeepsItsPlace() throws Exception {
    ConnectGate gate = gate(9, 20);
    List<ConnectGate.Pass> eight = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      eight.add(gate.enter("busy", false));
    }
    CompletableFuture<ConnectGate.Pass> ninth = enters(gate, "ninth", "busy", false);
    eight.get(0).loggedIn();
    eight.get(0).loggedIn();
    assertThat(inside.take()).isEqualTo("ninth");
    CompletableFuture<ConnectGate.Pass> tenth = enters(gate, "tenth", "busy", false);
    eight.get(1).loggedIn();
    assertThat(tenth).isNotDone();
    eight.get(1).close();
    assertThat(inside.take()).isEqualTo("tenth");
    CompletableFuture<ConnectGate.Pass> eleventh = enters(gate, "eleventh", "busy", false);
    eight.get(0).close();
    assertThat(eleventh).isNotDone();
    ninth.get().close();
    assertThat(inside.take()).isEqualTo("eleventh");
  }

  @Test
  void aPlaceIsHeldUntilItIsClosed() throws Exception {
    ConnectGate.Pass pass = gate(1, 1).enter("a", false);
    assertThat(pass.isHeld()).isTrue();
    pass.loggedIn();
    assertThat(pass.isHeld()).isTrue();
    pass.close();
    pass.loggedIn();
    assertThat(pass.isHeld()).isFalse();
  }
}
