package io.allsmi.tui.state;

import io.allsmi.tui.state.KeyMap.Binding;
import io.allsmi.tui.state.KeyMap.Section;
import java.util.List;

/** The keys of a host, of a GPU, and of the processes on them. */
final class HostKeys {
  private HostKeys() {}

  static void add(List<Binding> map) {
    Section host = new Section(map, KeyContext.HOST);
    host.key(Key.ENTER, Action.OPEN, "open the GPU of the row", "GPU");
    host.key('f', Action.TOGGLE_GPU_PROCESSES, "only processes on a GPU, or all", "GPU processes");
    host.key('V', Action.SHOW_USERS, "the users", "users");
    host.key('J', Action.SHOW_JOBS, "the jobs", "jobs");
    Section gpu = new Section(map, KeyContext.GPU);
    gpu.key(Key.ENTER, Action.OPEN_HOST, "the host of the GPU", "host");
    gpu.key(Key.ESCAPE, Action.BACK, "back to the list", "back");
    gpu.key('V', Action.SHOW_USERS, "the users", "users");
    gpu.key('J', Action.SHOW_JOBS, "the jobs", "jobs");
    Section processes = new Section(map, KeyContext.PROCESSES);
    processes.key('v', Action.PROCESSES_BY_VRAM, "sort by GPU memory", "sort");
    processes.key('p', Action.PROCESSES_BY_PID, "sort by process number", "sort");
    processes.key('c', Action.PROCESSES_BY_CPU, "sort by CPU", "sort");
    processes.key('m', Action.PROCESSES_BY_MEMORY, "sort by main memory", "sort");
    processes.key('s', Action.PROCESSES_BY_GPU, "sort by GPU utilisation", "sort");
    processes.key('u', Action.PROCESSES_BY_USER, "sort by user", "sort");
    processes.key('t', Action.PROCESSES_BY_TIME, "sort by the time it has run", "sort");
  }
}
