/**
 * One class per part of the screen. {@link io.allsmi.tui.panel.Renderer} puts them together; each
 * draws from the state and the measurements and remembers nothing.
 */
package io.allsmi.tui.panel;
