package io.allsmi.core.exposition;

import io.allsmi.core.Issue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads any page of the Prometheus text format 0.0.4 or of OpenMetrics 1.0 into plain samples:
 * every well-formed page, and pages that exporters really write (metadata repeated or missing,
 * families interleaved, blanks everywhere, quoted names, {@code \r} line ends). A line that cannot
 * be read costs that line.
 *
 * <p>To read a host's page, again and again, use {@link ScrapeReader}: it makes no objects of
 * samples.
 */
public final class ExpositionParser {
  private ExpositionParser() {}

  /**
   * Reads a page.
   *
   * @param page its bytes, UTF-8
   * @return the samples in order, and the lines that could not be read; never throws on any input
   */
  public static Exposition parse(byte[] page) {
    return parse(page, ScrapeLimits.defaults());
  }

  /** As {@link #parse(byte[])}, of text. */
  public static Exposition parse(String page) {
    return parse(page.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As {@link #parse(byte[])}, within given limits.
   *
   * @param page its bytes
   * @param limits how much is believed
   */
  public static Exposition parse(byte[] page, ScrapeLimits limits) {
    Collector collector = new Collector();
    PageScanner scanner = new PageScanner(limits, collector);
    scanner.begin();
    scanner.feed(page, 0, page.length);
    scanner.finish();
    return collector.exposition(scanner);
  }

  /** Keeps samples as they come; names and labels are looked up at the end. */
  private static final class Collector implements PageScanner.Sink {
    private record Raw(int nameId, int setId, double value, double timestamp) {
      /** OpenMetrics: points of a series at the same nanosecond are one point, the first. */
      boolean isSamePointAs(Raw other) {
        return nameId == other.nameId
            && setId == other.setId
            && Math.floor(timestamp * 1e9) == Math.floor(other.timestamp * 1e9);
      }
    }

    private final List<Raw> raws = new ArrayList<>();

    @Override
    public boolean wants(int nameId, String name) {
      return true;
    }

    @Override
    public void sample(int nameId, int setId, double value, double timestamp) {
      raws.add(new Raw(nameId, setId, value, timestamp));
    }

    Exposition exposition(PageScanner scanner) {
      double unit = scanner.isOpenMetrics() ? 1000 : 1;
      List<Sample> samples = new ArrayList<>(raws.size());
      Map<String, String>[] labels = newMaps(scanner.setCount());
      Raw before = null;
      for (Raw raw : raws) {
        if (scanner.isOpenMetrics() && before != null && raw.isSamePointAs(before)) {
          continue;
        }
        before = raw;
        Map<String, String> map = labels[raw.setId];
        if (map == null) {
          map = scanner.labels(raw.setId).toMap();
          labels[raw.setId] = map;
        }
        OptionalLong at =
            Double.isNaN(raw.timestamp)
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(raw.timestamp * unit));
        samples.add(new Sample(scanner.name(raw.nameId), map, raw.value, at));
      }
      List<Issue> issues = scanner.complaints().all();
      return new Exposition(samples, issues);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String>[] newMaps(int count) {
      return new Map[count];
    }
  }
}
