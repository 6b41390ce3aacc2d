package io.allsmi.tui.state;

/** A group of keys that hold together; the groups of the help page. */
public enum KeyContext {
  /** While help is open. */
  HELP("In this help"),
  /** While a part of help is typed. */
  HELP_SEARCH("In this help: while a word is typed"),
  /** While a command is typed. */
  COMMAND("Commands: while one is typed"),
  /** Everywhere but in help while a recording is played. */
  REPLAY("Replay"),
  /** While a time to go to is typed. */
  TIMECODE("Replay: while a time is typed"),
  /** In the list of all GPUs. */
  ALL("All"),
  /** On one host. */
  HOST("A host"),
  /** In a GPU that is open. */
  GPU("A GPU"),
  /** Where the processes of a host or of a GPU are listed. */
  PROCESSES("Processes of a host or a GPU"),
  /** In the list of users. */
  USERS("Users"),
  /** In the hosts of a user. */
  USER_HOSTS("Users: hosts of a user"),
  /** In the processes of a user on a host. */
  USER_PROCESSES("Users: processes on a host"),
  /** In the list of jobs. */
  JOBS("Jobs"),
  /** In a job, whether one node is shown or all. */
  JOB("Jobs: a job"),
  /** Where all nodes of a job are shown. */
  JOB_OVERVIEW("Jobs: all nodes of a job"),
  /** While a filter is typed. */
  FILTER("While a filter is typed"),
  /** While the history of alerts is open. */
  ALERTS("In the alerts"),
  /** In every list. */
  LIST("In every list"),
  /** Everywhere but in help and in a job, where these keys change nodes. */
  TABS("Everywhere but in a job"),
  /** Everywhere but in help. */
  GLOBAL("Everywhere"),
  /** Always. */
  SESSION("Always");

  private final String title;

  KeyContext(String title) {
    this.title = title;
  }

  /** The heading in help. */
  public String title() {
    return title;
  }
}
