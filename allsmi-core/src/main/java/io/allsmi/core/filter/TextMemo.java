package io.allsmi.core.filter;

import org.jspecify.annotations.Nullable;

/** Remembers answers: the rows of a cluster repeat a few names of users, hosts and programs. */
final class TextMemo implements TextTest {
  private static final int PLACES = 1 << 10;

  private final TextTest test;
  private final @Nullable String[] texts = new String[PLACES];
  private final boolean[] answers = new boolean[PLACES];

  TextMemo(TextTest test) {
    this.test = test;
  }

  @Override
  public boolean test(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    if (text.equals(texts[place])) {
      return answers[place];
    }
    boolean answer = test.test(text);
    texts[place] = text;
    answers[place] = answer;
    return answer;
  }
}
