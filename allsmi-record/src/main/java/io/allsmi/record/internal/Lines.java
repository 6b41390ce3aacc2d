package io.allsmi.record.internal;

import io.allsmi.core.internal.Json;
import io.allsmi.record.RecordingHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** The lines of a recording that are no snapshot. Keys are sorted, as in every line. */
public final class Lines {
  /** The version of every line. */
  static final int SCHEMA = 1;

  /** Data lines between two index lines. */
  static final int INDEX_EVERY = 1000;

  /** What the checksum of an index line follows. */
  static final String SUM = ",\"sum\":";

  private Lines() {}

  /** The first line of a segment. */
  public static byte[] header(RecordingHeader header) {
    return line(
        json -> {
          json.beginObject()
              .field("all_smi_version", header.version())
              .field("header", true)
              .name("hosts")
              .beginArray();
          for (String host : header.hosts()) {
            json.value(host, true);
          }
          json.endArray()
              .field("interval_ms", header.interval().toMillis())
              .field("schema", SCHEMA)
              .endObject();
        });
  }

  /** The line behind every thousandth data line. */
  static byte[] index(long offset, long seq) {
    return line(
        json ->
            json.beginObject()
                .field("byte_offset", offset)
                .field("index", true)
                .field("schema", SCHEMA)
                .field("seq", seq)
                .endObject());
  }

  /**
   * The same for a file without compression, with the facts of the blocks since the one before.
   *
   * @param previous where that one is, -1 when there is none
   */
  static byte[] index(long offset, long seq, List<BlockFacts> blocks, long previous) {
    byte[] line =
        line(
            json -> {
              json.beginObject().name("blocks").beginArray();
              for (BlockFacts block : blocks) {
                block(block, json);
              }
              json.endArray()
                  .field("byte_offset", offset)
                  .field("index", true)
                  .field("previous", previous)
                  .field("schema", SCHEMA)
                  .field("seq", seq)
                  .endObject();
            });
    int length = line.length - 2; // without the brace and the line feed
    CRC32 crc = new CRC32();
    crc.update(line, 0, length);
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    return (text + SUM + crc.getValue() + "}\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void block(BlockFacts block, Json.Output json) throws IOException {
    json.beginArray();
    for (long number :
        new long[] {
          block.plain(),
          block.frames(),
          block.firstSeq(),
          block.first(),
          block.last(),
          block.latest()
        }) {
      json.value(number);
    }
    for (BlockFacts.Gap gap : block.gaps()) {
      json.value(gap.from()).value(gap.to());
    }
    json.endArray();
  }

  private interface Body {
    void write(Json.Output json) throws IOException;
  }

  private static byte[] line(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (Json.Output json = new Json.Output(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("recording: expected to write to memory", e);
    }
    return bytes.toByteArray();
  }
}
