package io.allsmi.tui.state;

import java.util.List;

/**
 * What follows from an action.
 *
 * @param state the next state
 * @param effects what the loop has to do
 */
public record Transition(ViewState state, List<Effect> effects) {
  /** Copies the list. */
  public Transition {
    effects = List.copyOf(effects);
  }

  static Transition to(ViewState state) {
    return new Transition(state, List.of());
  }

  static Transition with(ViewState state, Effect effect) {
    return new Transition(state, List.of(effect));
  }
}
