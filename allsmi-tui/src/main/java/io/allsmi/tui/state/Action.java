package io.allsmi.tui.state;

/** What a key can ask for. */
public enum Action {
  /** Leave the program. */
  QUIT,
  /** Open help. */
  OPEN_HELP,
  /** Close help. */
  CLOSE_HELP,
  /** Draw the whole screen again. */
  REDRAW,
  /** The tab to the right. */
  NEXT_TAB,
  /** The tab to the left. */
  PREVIOUS_TAB,
  /** The tab of the users. */
  SHOW_USERS,
  /** One row up. */
  UP,
  /** One row down. */
  DOWN,
  /** One screen up. */
  PAGE_UP,
  /** One screen down. */
  PAGE_DOWN,
  /** The first row. */
  FIRST,
  /** The last row. */
  LAST,
  /** One level down, into the row of the cursor. */
  OPEN,
  /** One level up. */
  BACK,
  /** GPUs in the order of their hosts. */
  GPUS_BY_HOST,
  /** GPUs by utilisation. */
  GPUS_BY_UTILISATION,
  /** GPUs by memory in use. */
  GPUS_BY_MEMORY,
  /** GPUs by power. */
  GPUS_BY_POWER,
  /** GPUs by temperature. */
  GPUS_BY_TEMPERATURE,
  /** Users by name. */
  USERS_BY_NAME,
  /** Users by device memory. */
  USERS_BY_VRAM,
  /** Users by their share of power. */
  USERS_BY_POWER,
  /** Users by number of hosts. */
  USERS_BY_NODES,
  /** Users by their oldest process. */
  USERS_BY_LONGEST,
  /** Show or hide system accounts. */
  TOGGLE_SYSTEM,
  /** Show only users who hold a GPU, or all. */
  TOGGLE_GPU_ONLY,
  /** Write what is on the screen to a CSV file. */
  EXPORT
}
