package io.allsmi.tui.state;

import java.util.Locale;

/** What a key can ask for. */
public enum Action {
  /** Leave the program. */
  QUIT,
  /** Open help. */
  OPEN_HELP,
  /** Close help. */
  CLOSE_HELP,
  /** Type which lines of help are shown. */
  SEARCH_HELP,
  /** Show the lines that were typed. */
  ACCEPT_SEARCH,
  /** Show all lines. */
  CANCEL_SEARCH,
  /** Type a command. */
  OPEN_COMMANDS,
  /** Run the command that is chosen. */
  RUN_COMMAND,
  /** Run none. */
  CLOSE_COMMANDS,
  /** Open the history of alerts. */
  OPEN_ALERTS,
  /** Close it. */
  CLOSE_ALERTS,
  /** Draw the whole screen again. */
  REDRAW,
  /** The tab to the right. */
  NEXT_TAB,
  /** The tab to the left. */
  PREVIOUS_TAB,
  /** The tab of the users. */
  SHOW_USERS,
  /** The tab of the jobs. */
  SHOW_JOBS,
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
  /** The tab of the host whose GPU is open. */
  OPEN_HOST,
  /** Processes by device memory. */
  PROCESSES_BY_VRAM,
  /** Processes by number. */
  PROCESSES_BY_PID,
  /** Processes by processor time. */
  PROCESSES_BY_CPU,
  /** Processes by resident memory. */
  PROCESSES_BY_MEMORY,
  /** Processes by their use of the GPU. */
  PROCESSES_BY_GPU,
  /** Processes by user. */
  PROCESSES_BY_USER,
  /** Processes by age. */
  PROCESSES_BY_TIME,
  /** Only processes on a GPU, or all. */
  TOGGLE_GPU_PROCESSES,
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
  /** Users by the GPUs they hold idle. */
  USERS_BY_HELD_IDLE,
  /** The rows of Users or Jobs about something else: users, accounts or partitions. */
  NEXT_GROUPING,
  /** Show or hide system accounts. */
  TOGGLE_SYSTEM,
  /** Show only users who hold a GPU, or all. */
  TOGGLE_GPU_ONLY,
  /** Write what is on the screen to a CSV file. */
  EXPORT,
  /** Jobs by number. */
  JOBS_BY_ID,
  /** Jobs by user. */
  JOBS_BY_USER,
  /** Jobs by the GPUs they have. */
  JOBS_BY_GPUS,
  /** Jobs by the GPUs they use. */
  JOBS_BY_USED,
  /** Jobs by their median utilisation, the least first. */
  JOBS_BY_UTILISATION,
  /** Jobs by device memory. */
  JOBS_BY_VRAM,
  /** Jobs by power. */
  JOBS_BY_POWER,
  /** Jobs by how long they have run. */
  JOBS_BY_ELAPSED,
  /** Jobs by the GPU time they waste. */
  JOBS_BY_WASTE,
  /** The job after this one. */
  NEXT_JOB,
  /** The job before this one. */
  PREVIOUS_JOB,
  /** The node after this one. */
  NEXT_NODE,
  /** The node before this one. */
  PREVIOUS_NODE,
  /** Show or hide the processes on a node of a job. */
  TOGGLE_PROCESSES,
  /** All nodes of a job, or the GPUs of one. */
  TOGGLE_OVERVIEW,
  /** Type what is shown. */
  OPEN_FILTER,
  /** Show what was typed. */
  ACCEPT_FILTER,
  /** Show what was shown before typing. */
  CANCEL_FILTER,
  /** Show everything. */
  CLEAR_FILTER,
  /** Complete the word that is typed. */
  COMPLETE_FILTER,
  /** Take up an earlier filter. */
  RECALL_FILTER,
  /** Take back all that was typed. */
  EMPTY_FILTER,
  /** Show what does not match dim, or hide it. */
  TOGGLE_DIM,
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
  CANCEL_TIMECODE;

  /** The name in settings: lower case, with underscores. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
