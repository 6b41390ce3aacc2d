package io.allsmi.tui.state;

/** What is on the screen as CSV. */
final class Exports {
  private Exports() {}

  static Transition of(ViewState state, ClusterView view) {
    Listing listing = view.listing(state);
    return Transition.with(state, new Effect.Export("", listing.size()));
  }
}
