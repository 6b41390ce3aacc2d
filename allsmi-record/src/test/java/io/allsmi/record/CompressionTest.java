package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {
  @Test
  void gzipIsKnownByWhatTheJdkWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write('{');
    }
    assertThat(Compression.sniff(out.toByteArray())).isEqualTo(Compression.GZIP);
  }

  @Test
  void zstdIsKnownByItsFrameAndByASkippableFrame() {
    assertThat(Compression.sniff(bytes(0x28, 0xB5, 0x2F, 0xFD))).isEqualTo(Compression.ZSTD);
    assertThat(Compression.sniff(bytes(0x5E, 0x2A, 0x4D, 0x18))).isEqualTo(Compression.ZSTD);
  }

  @Test
  void everyPrefixOfAMagicNumberThatIsTooShortIsPlain() {
    byte[] zstd = bytes(0x28, 0xB5, 0x2F, 0xFD);
    for (int length = 0; length < Compression.SNIFF_BYTES; length++) {
      assertThat(Compression.sniff(Arrays.copyOf(zstd, length))).isEqualTo(Compression.NONE);
    }
    assertThat(Compression.sniff("{\"a".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Compression.NONE);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
