package io.allsmi.tui.state;

import java.util.Optional;

/** What the keys of a host and of its GPUs do to the state. */
final class HostMoves {
  private HostMoves() {}

  /** The GPU of a row, over the list it is in. */
  static ViewState open(ViewState state, Row.Gpu row) {
    String hostId = row.host().hostId();
    String key = row.key().substring(GpuKeys.prefix(state.tab(), hostId).length());
    return state.withHost(state.host().open(hostId, key));
  }

  /** The tab of the host whose GPU is open, with the cursor on that GPU. */
  static ViewState openHost(ViewState state) {
    Optional<HostChoice.OpenGpu> open = state.host().gpu();
    if (open.isEmpty()) {
      return state;
    }
    Tab tab = Tab.host(open.get().hostId());
    ViewState there = state.withTab(tab);
    String key = GpuKeys.prefix(tab, open.get().hostId()) + open.get().key();
    return there.withPosition(new Position(key, 0, there.position().top()));
  }
}
