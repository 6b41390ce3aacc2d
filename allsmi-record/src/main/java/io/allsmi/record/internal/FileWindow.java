package io.allsmi.record.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Bytes of a file at any place. A file that grows is seen growing. */
final class FileWindow {
  private static final int SEARCHED = 1 << 20;

  private final SeekableByteChannel channel;

  FileWindow(SeekableByteChannel channel) {
    this.channel = channel;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** As many bytes as there are, up to a number; fewer at the end of the file. */
  byte[] bytes(long offset, int most) throws IOException {
    long there = Math.max(0, Math.min(most, channel.size() - offset));
    ByteBuffer into = ByteBuffer.allocate((int) there);
    int got = 1;
    while (into.hasRemaining() && got > 0) {
      got = read(into, offset + into.position());
    }
    return into.hasRemaining() ? Arrays.copyOf(into.array(), into.position()) : into.array();
  }

  /** Reads what fits; -1 at the end of the file. */
  int read(ByteBuffer into, long offset) throws IOException {
    if (channel instanceof FileChannel file) {
      return file.read(into, offset);
    }
    channel.position(offset);
    return channel.read(into);
  }

  /** Where something may begin. */
  interface Candidate {
    /**
     * Looks at a place.
     *
     * @param window the bytes around it
     * @param at where it would begin in them; at least eight bytes follow, but at the end of a file
     * @param offset where it would begin in the file
     */
    boolean begins(byte[] window, int at, long offset) throws IOException;
  }

  /** The first place at or behind an offset where something begins; -1 when there is none. */
  long find(long offset, Candidate candidate) throws IOException {
    for (long from = offset; from < size(); from += SEARCHED) {
      byte[] window = bytes(from, SEARCHED + 8);
      for (int i = 0; i < Math.min(window.length, SEARCHED); i++) {
        if (candidate.begins(window, i, from + i)) {
          return from + i;
        }
      }
    }
    return -1;
  }

  /** The last place before an offset where something ends; -1 when there is none within reach. */
  long findEnd(long end, long reach, byte[] mark) throws IOException {
    long least = Math.max(0, end - reach);
    for (long to = end; to > least; to -= SEARCHED) {
      long from = Math.max(least, to - SEARCHED - mark.length);
      byte[] window = bytes(from, (int) (to - from));
      int found = lastIn(window, mark);
      if (found >= 0) {
        return from + found + mark.length;
      }
    }
    return -1;
  }

  /** Looks at one byte in as many as the mark has: one of them would be a byte of it. */
  private static int lastIn(byte[] window, byte[] mark) {
    boolean[] isPart = new boolean[256];
    for (byte each : mark) {
      isPart[each & 0xFF] = true;
    }
    for (int at = window.length - 1; at >= 0; at -= mark.length) {
      if (isPart[window[at] & 0xFF]) {
        int first = Math.max(0, at - mark.length + 1);
        for (int i = Math.min(at, window.length - mark.length); i >= first; i--) {
          if (matches(window, i, mark)) {
            return i;
          }
        }
      }
    }
    return -1;
  }

  private static boolean matches(byte[] window, int at, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (window[at + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
