/** The terminal view over any source of snapshots. */
package io.allsmi.tui;
