package io.allsmi.collect.web;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The answer to a request. */
public sealed interface WebReply {
  /** The status of the answer. */
  int status();

  /** The headers of the answer. */
  Map<String, String> headers();

  /** The same answer with these headers too. */
  WebReply with(Map<String, String> more);

  /**
   * An answer that is there as a whole.
   *
   * @param body whole; its position and its bytes are not changed any more
   */
  record Page(int status, Map<String, String> headers, ByteBuffer body) implements WebReply {
    @Override
    public Page with(Map<String, String> more) {
      return new Page(status, joined(headers, more), body);
    }
  }

  /**
   * An answer that goes on until one side ends it.
   *
   * @param opened gets the stream when the headers are on their way
   * @param neverOpened called instead when they could not be sent
   */
  record Stream(
      int status, Map<String, String> headers, Consumer<WebStream> opened, Runnable neverOpened)
      implements WebReply {
    @Override
    public Stream with(Map<String, String> more) {
      return new Stream(status, joined(headers, more), opened, neverOpened);
    }
  }

  private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }
}
