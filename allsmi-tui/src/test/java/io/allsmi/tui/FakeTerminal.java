package io.allsmi.tui;

import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.terminal.Input;
import io.allsmi.tui.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A terminal whose keys are given and which acts on what is written to it. */
final class FakeTerminal implements Terminal {
  final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  final List<String> calls = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  volatile Size size;

  /** How often something was drawn. */
  volatile int draws;

  FakeTerminal(int columns, int rows) {
    size = new Size(columns, rows);
  }

  private record Trigger(Predicate<String> due, Runnable action) {}

  FakeTerminal press(char key) {
    inputs.add(new Input.Pressed(KeyPress.of(key)));
    return this;
  }

  void onWrite(String words, Runnable action) {
    triggers.add(new Trigger(text -> text.contains(words), action));
  }

  /** Whatever it is that is written: often a few cells of a word. */
  void onWrite(BooleanSupplier due, Runnable action) {
    triggers.add(new Trigger(text -> due.getAsBoolean(), action));
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public Input read() throws IOException {
    try {
      return inputs.take();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void write(byte[] bytes, int length) {
    draws++;
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    List<Trigger> due = triggers.stream().filter(t -> t.due().test(text)).toList();
    triggers.removeAll(due);
    due.forEach(t -> t.action().run());
  }

  @Override
  public void suspend() {
    calls.add("suspend");
  }

  @Override
  public void resume() {
    calls.add("resume");
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
