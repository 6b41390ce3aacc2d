package io.allsmi.tui.state;

/** What is on the screen as CSV. */
final class Exports {
  private Exports() {}

  static Transition of(ViewState state, ClusterView view) {
    Listing listing = view.listing(state);
    StringBuilder csv = new StringBuilder();
    return Transition.with(state, new Effect.Export(csv.toString(), listing.size()));
  }
}
