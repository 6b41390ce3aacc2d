package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.List;

/** What the user is looking at, as far as keys go: the contexts whose keys hold, first to last. */
public enum InputMode {
  /** Help covers the screen. */
  HELP(List.of(KeyContext.HELP, KeyContext.SESSION)),
  /** Which lines of help are shown is typed. */
  HELP_SEARCH(List.of(KeyContext.HELP_SEARCH, KeyContext.SESSION)),
  /** A command is typed. */
  COMMAND(List.of(KeyContext.COMMAND, KeyContext.SESSION)),
  /** The history of alerts covers the screen. */
  ALERTS(List.of(KeyContext.ALERTS, KeyContext.SESSION)),
  /** A time to go to is typed. */
  TIMECODE(List.of(KeyContext.TIMECODE, KeyContext.SESSION)),
  /** A filter is typed. */
  FILTER(List.of(KeyContext.FILTER, KeyContext.SESSION)),
  /** The list of all GPUs. */
  ALL(tab(KeyContext.ALL)),
  /** One host. */
  HOST(tab(KeyContext.HOST, KeyContext.PROCESSES)),
  /** One GPU. */
  GPU(tab(KeyContext.GPU, KeyContext.PROCESSES)),
  /** The list of users. */
  USERS(tab(KeyContext.USERS)),
  /** The hosts of a user. */
  USER_HOSTS(tab(KeyContext.USER_HOSTS)),
  /** The processes of a user on a host. */
  USER_PROCESSES(tab(KeyContext.USER_PROCESSES)),
  /** The list of jobs. */
  JOBS(tab(KeyContext.JOBS)),
  /** A job on one of its nodes. */
  JOB(job(KeyContext.JOB)),
  /** All nodes of a job. */
  JOB_OVERVIEW(job(KeyContext.JOB_OVERVIEW, KeyContext.JOB));

  private final List<KeyContext> contexts;

  InputMode(List<KeyContext> contexts) {
    this.contexts = contexts;
  }

  /** The contexts whose keys hold: the first one that knows a key decides. */
  public List<KeyContext> contexts() {
    return contexts;
  }

  private static List<KeyContext> tab(KeyContext... own) {
    List<KeyContext> all = new ArrayList<>(List.of(own));
    all.addAll(
        List.of(
            KeyContext.LIST,
            KeyContext.TABS,
            KeyContext.GLOBAL,
            KeyContext.REPLAY,
            KeyContext.SESSION));
    return List.copyOf(all);
  }

  private static List<KeyContext> job(KeyContext... own) {
    List<KeyContext> all = new ArrayList<>(List.of(own));
    all.addAll(List.of(KeyContext.LIST, KeyContext.GLOBAL, KeyContext.REPLAY, KeyContext.SESSION));
    return List.copyOf(all);
  }
}
