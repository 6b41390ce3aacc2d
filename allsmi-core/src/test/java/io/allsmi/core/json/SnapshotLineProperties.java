package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.allsmi.core.ClusterSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What a line of a recording says is what was written into it. */
class SnapshotLineProperties {
  static byte[] line(ClusterSnapshot cluster, long seq) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotJson.of(SnapshotSection.all(), ZoneOffset.UTC).write(cluster, seq, out);
    return out.toByteArray();
  }

  private final SnapshotReader reader = new SnapshotReader();

  @Property(tries = 2000)
  void readingGivesBackWhatWasWritten(@ForAll long seed, @ForAll @LongRange(min = 0) long seq)
      throws Exception {
    ClusterSnapshot cluster = RandomClusters.of(seed);
    byte[] line = line(cluster, seq % 1_000_000_007L);
    SnapshotReader.Frame frame = reader.read(line, 0, line.length);
    assertThat(frame.seq()).isEqualTo(OptionalLong.of(seq % 1_000_000_007L));
    assertThat(frame.cluster()).isEqualTo(cluster);
  }

  @Property(tries = 300)
  void aLineIsOfSchemaOne(@ForAll long seed) throws Exception {
    SchemaOne.check(new ObjectMapper().readTree(line(RandomClusters.of(seed), 0)));
  }

  @Property(tries = 2000)
  void anyBytesAreASnapshotOrTheOneException(
      @ForAll long seed,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll byte other,
      @ForAll boolean cut)
      throws Exception {
    byte[] line = line(RandomClusters.of(seed), 0);
    int place = at % line.length;
    line[place] = other;
    try {
      reader.read(line, 0, cut ? place : line.length);
    } catch (SnapshotFormatException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
    }
    try {
      LineFacts.of(line, 0, cut ? place : line.length);
    } catch (SnapshotFormatException e) {
      assertThat(e.getMessage()).startsWith("line: expected ");
    }
  }

  @Property(tries = 500)
  void theEndOfALineTellsItsTimeAndItsNumber(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 1L << 50) long seq) throws Exception {
    ClusterSnapshot cluster = RandomClusters.of(seed);
    byte[] line = line(cluster, seq);
    assertThat(LineFacts.of(line, 0, line.length))
        .isEqualTo(
            new LineFacts(
                LineFacts.Kind.DATA,
                OptionalLong.of(seq),
                OptionalLong.of(cluster.takenAt().toEpochMilli())));
  }
}
