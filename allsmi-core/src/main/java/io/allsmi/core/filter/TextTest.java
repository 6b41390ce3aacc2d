package io.allsmi.core.filter;

/** Whether a text is what is looked for. One thread at a time. */
@FunctionalInterface
interface TextTest {
  /** Whether it is. */
  boolean test(String text);
}
