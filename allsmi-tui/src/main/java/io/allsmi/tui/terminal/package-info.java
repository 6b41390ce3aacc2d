/**
 * The edge: bytes to and from a terminal. {@link io.allsmi.tui.terminal.LanternaTerminal} is the
 * only class that knows Lanterna, {@link io.allsmi.tui.terminal.Posix} the only one that knows JNA.
 */
package io.allsmi.tui.terminal;
