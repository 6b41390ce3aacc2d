package io.allsmi.collect.web;

/** Answers requests; called from many threads at once and never allowed to wait for anything. */
public interface WebApp {
  /** The answer to a request. */
  WebReply answer(WebRequest request);
}
