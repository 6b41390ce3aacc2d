package io.allsmi.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Pages to measure with: hosts side by side, or one host over time. */
final class PageSet {
  private static final int GPUS = 8;
  private static final int PROCESSES = 50;

  private PageSet() {}

  /** One page each of so many hosts. */
  static List<byte[]> ofHosts(int hosts, Page.Layout layout) {
    List<byte[]> pages = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      pages.add(Page.of(new HostModel(i, GPUS, PROCESSES), layout));
    }
    return pages;
  }

  /** Successive pages of one host: values change, and with churn 1.5 % of the series, too. */
  static List<byte[]> overTime(int number, int steps, Page.Layout layout, boolean churn) {
    HostModel host = new HostModel(number, GPUS, PROCESSES);
    List<byte[]> pages = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      pages.add(Page.of(host, layout));
      host.step();
      if (churn) {
        host.replaceOneProcess();
      }
    }
    return pages;
  }

  static long bytes(List<byte[]> pages) {
    return pages.stream().mapToLong(p -> p.length).sum();
  }
}
