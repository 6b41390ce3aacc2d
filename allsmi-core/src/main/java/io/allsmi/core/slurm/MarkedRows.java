package io.allsmi.core.slurm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows that begin with a mark nobody could know beforehand. A name may hold line ends and whatever
 * looks like a row: a line without the mark is the rest of the row before it.
 */
final class MarkedRows {
  private MarkedRows() {}

  /** The output with one line for each row, and without the mark; as it is where no line has it. */
  static byte[] joined(byte[] output, String mark) {
    byte[] begin = (mark + SlurmParsers.SEPARATOR).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream rows = new ByteArrayOutputStream(output.length);
    boolean isMarked = false;
    for (int at = 0; at < output.length; ) {
      int end = at;
      while (end < output.length && output[end] != '\n') {
        end++;
      }
      boolean isRow =
          end - at >= begin.length
              && Arrays.equals(output, at, at + begin.length, begin, 0, begin.length);
      if (at > 0) {
        rows.write(isRow || !isMarked ? '\n' : ' ');
      }
      isMarked |= isRow;
      int from = isRow ? at + begin.length : at;
      rows.write(output, from, end - from);
      at = end + 1;
    }
    return isMarked ? rows.toByteArray() : output;
  }
}
