package io.allsmi.tui.state;

import io.allsmi.tui.state.KeyMap.Binding;
import io.allsmi.tui.state.KeyMap.Section;
import java.util.List;

/**
 * The keys of Jobs. Letters that skip in a recording move to other jobs where nothing is played;
 * their capitals do in both.
 */
final class JobKeys {
  private JobKeys() {}

  static void add(List<Binding> map, boolean replay) {
    Section jobs = new Section(map, KeyContext.JOBS);
    jobs.key(Key.ENTER, Action.OPEN, "GPUs of the job, or jobs of the group", "open");
    jobs.key('i', Action.JOBS_BY_ID, "sort by job number", "sort");
    jobs.key('u', Action.JOBS_BY_USER, "sort by user", "sort");
    jobs.key('n', Action.JOBS_BY_GPUS, "sort by number of GPUs", "sort");
    jobs.key('d', Action.JOBS_BY_USED, "sort by GPUs in use", "sort");
    jobs.key('l', Action.JOBS_BY_UTILISATION, "sort by median utilisation, least first", "sort");
    jobs.key('m', Action.JOBS_BY_VRAM, "sort by GPU memory", "sort");
    jobs.key('w', Action.JOBS_BY_POWER, "sort by power", "sort");
    jobs.key('t', Action.JOBS_BY_ELAPSED, "sort by the time it has run", "sort");
    jobs.key('W', Action.JOBS_BY_WASTE, "sort by GPU time wasted", "sort");
    jobs.key('b', Action.NEXT_GROUPING, "jobs, or users, accounts, partitions", "group by");
    jobs.key('o', Action.TOGGLE_OVERVIEW, "all nodes of the job", "overview");
    jobs.key('p', Action.TOGGLE_PROCESSES, "the job with its processes", "processes");
    jobs.key('P', Action.TOGGLE_PROCESSES, "the job with its processes", "");
    jobs.key(Key.ESCAPE, Action.CLEAR_FILTER, "the groups again, or no filter any more", "");
    nextAndPrevious(jobs, replay);
    jobs.key('V', Action.SHOW_USERS, "the users", "users");
    jobs.key('e', Action.EXPORT, "write the rows on screen to a CSV file", "export");
    job(map, replay);
  }

  private static void job(List<Binding> map, boolean replay) {
    Section overview = new Section(map, KeyContext.JOB_OVERVIEW);
    overview.key(Key.ENTER, Action.OPEN, "GPUs of the job on the node", "open");
    Section job = new Section(map, KeyContext.JOB);
    job.key('<', Action.PREVIOUS_NODE, "previous node", "node");
    job.key('>', Action.NEXT_NODE, "next node", "node");
    job.key(',', Action.PREVIOUS_NODE, "previous node", "");
    job.key('.', Action.NEXT_NODE, "next node", "");
    job.key(Key.LEFT, Action.PREVIOUS_NODE, "previous node", "");
    job.key(Key.RIGHT, Action.NEXT_NODE, "next node", "");
    nextAndPrevious(job, replay);
    job.key('p', Action.TOGGLE_PROCESSES, "processes on the node", "processes");
    job.key('P', Action.TOGGLE_PROCESSES, "processes on the node", "");
    job.key('o', Action.TOGGLE_OVERVIEW, "all nodes of the job, or one", "overview");
    job.key(Key.ESCAPE, Action.BACK, "back to the jobs", "back");
    job.key('V', Action.SHOW_USERS, "the users", "users");
    // In a job J is the next one.
  }

  private static void nextAndPrevious(Section jobs, boolean replay) {
    if (!replay) {
      jobs.key('j', Action.NEXT_JOB, "next job", "job");
      jobs.key('k', Action.PREVIOUS_JOB, "previous job", "job");
    }
    jobs.key('J', Action.NEXT_JOB, "next job", replay ? "job" : "");
    jobs.key('K', Action.PREVIOUS_JOB, "previous job", replay ? "job" : "");
    jobs.key('Q', Action.QUIT, "quit", "");
  }
}
