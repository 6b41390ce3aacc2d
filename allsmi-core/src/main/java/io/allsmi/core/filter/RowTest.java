package io.allsmi.core.filter;

import java.util.List;

/**
 * An expression made ready. A condition on something that is not known is false, whatever it asks;
 * {@code possible} and {@code certain} say what it would be if that were known. One thread at a
 * time.
 */
interface RowTest {
  /** Whether a row matches. */
  boolean test(FilterRow row);

  /** Whether it could match, were everything known. */
  boolean possible(FilterRow row);

  /** Whether it would match, whatever is not known. */
  boolean certain(FilterRow row);

  /** Matches what the other does not. */
  static RowTest not(RowTest part) {
    return new RowTests.Not(part);
  }

  /** Matches what all of them match. */
  static RowTest all(List<RowTest> parts) {
    return new RowTests.All(parts.toArray(new RowTest[0]));
  }

  /** Matches what any of them matches: not what none of them matches. */
  static RowTest any(List<RowTest> parts) {
    return not(all(parts.stream().map(RowTest::not).toList()));
  }
}
