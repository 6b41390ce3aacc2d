package io.allsmi.core;

/**
 * Whether a host reports its processes. Source: {@code all_smi_process_collection_enabled}, or its
 * rows.
 */
public enum ProcessCollection {
  /** It sent process rows, or says that it collects them (an idle host then has none). */
  COLLECTING("collecting"),
  /** It says that it does not, or it is a page that would list every process and lists none. */
  NOT_COLLECTING("not_collecting"),
  /** Neither can be told. */
  UNDECIDED("undecided");

  private final String wireName;

  ProcessCollection(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON: lower case with underscores. */
  public String wireName() {
    return wireName;
  }
}
