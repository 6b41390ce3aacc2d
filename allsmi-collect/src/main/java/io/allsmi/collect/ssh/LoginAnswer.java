package io.allsmi.collect.ssh;

import io.allsmi.collect.command.CommandResult;
import io.allsmi.core.internal.Caps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SshLogin#script} makes a shell write, on a thread of its own. */
final class LoginAnswer implements Runnable {
  private static final int MOST_AROUND = 1 << 20;

  private final InputStream in;
  private final byte[] begin;
  private final byte[] end;
  private volatile @Nullable CommandResult found;

  LoginAnswer(InputStream in, String mark) {
    this.in = in;
    this.begin = ("\n" + mark + " begin\n").getBytes(StandardCharsets.US_ASCII);
    this.end = ("\n" + mark + " end\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** The answer when all of it has come. */
  Optional<CommandResult> result() {
    return Optional.ofNullable(found);
  }

  @Override
  public void run() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      int most = Caps.TEXT_BYTES + MOST_AROUND;
      for (int n = in.read(buffer); n >= 0 && all.size() < most; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // The connection broke off: what has come is looked at all the same.
    }
    found = parse(all.toByteArray()).orElse(null);
  }

  private Optional<CommandResult> parse(byte[] all) {
    int from = indexOf(all, begin, 0);
    if (from < 0) {
      return Optional.empty();
    }
    from += begin.length;
    int to = indexOf(all, end, from);
    if (to < 0) {
      boolean isFull = all.length - from > Caps.TEXT_BYTES;
      byte[] cut = Arrays.copyOfRange(all, from, Math.min(all.length, from + Caps.TEXT_BYTES));
      return isFull ? Optional.of(new CommandResult(-1, cut, "", true)) : Optional.empty();
    }
    String rest =
        new String(all, to + end.length, all.length - to - end.length, StandardCharsets.UTF_8);
    int last = rest.lastIndexOf('#');
    String status = last < 0 ? "" : rest.substring(last + 1).strip();
    if (!status.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    return Optional.of(
        new CommandResult(
            Integer.parseInt(status),
            Arrays.copyOfRange(all, from, to),
            rest.substring(0, last),
            false));
  }

  private static int indexOf(byte[] text, byte[] part, int from) {
    for (int i = from; i + part.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
