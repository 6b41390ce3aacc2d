package io.allsmi.benchmarks;

import java.io.OutputStream;

/** Counts what is written and keeps none of it. */
final class Counter extends OutputStream {
  long count;

  @Override
  public void write(int one) {
    count++;
  }

  @Override
  public void write(byte[] some, int from, int length) {
    count += length;
  }
}
