package io.allsmi.core.exposition;

import io.allsmi.core.Issue;
import java.util.List;

/**
 * What a page says, sample by sample.
 *
 * @param samples in the order of the page
 * @param issues lines that could not be read, in the order of the page
 */
public record Exposition(List<Sample> samples, List<Issue> issues) {
  /** Copies the lists. */
  public Exposition {
    samples = List.copyOf(samples);
    issues = List.copyOf(issues);
  }
}
