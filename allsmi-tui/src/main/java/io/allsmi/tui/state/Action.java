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
  EXPORT,
  /** Play or pause. */
  TOGGLE_PAUSE,
  /** One frame on. */
  STEP_FORWARD,
  /** One frame back. */
  STEP_BACK,
  /** The next higher speed. */
  FASTER,
  /** The next lower speed. */
  SLOWER,
  /** Ten seconds back. */
  SKIP_BACK,
  /** Ten seconds on. */
  SKIP_FORWARD,
  /** The event before this place. */
  PREVIOUS_EVENT,
  /** The event after this place. */
  NEXT_EVENT,
  /** Set a marker here, or take it away. */
  TOGGLE_MARKER,
  /** The start of the recording. */
  TO_START,
  /** The end of the recording. */
  TO_END,
  /** Begin again at the end, or stop there. */
  TOGGLE_LOOP,
  /** Type a time to go to. */
  OPEN_TIMECODE,
  /** Go to the time that was typed. */
  GO_TO_TIMECODE,
  /** Take back the last character that was typed. */
  ERASE_CHARACTER,
  /** Go nowhere. */
  CANCEL_TIMECODE
}
