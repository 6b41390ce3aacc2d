/**
 * What the user chose and what each key does to it, as pure functions: {@link
 * io.allsmi.tui.state.KeyMap} turns a key into an action, {@link io.allsmi.tui.state.Reducer} an
 * action into the next {@link io.allsmi.tui.state.ViewState}. {@link
 * io.allsmi.tui.state.ClusterView} is what was measured, arranged once per snapshot.
 */
package io.allsmi.tui.state;
