/**
 * The field catalogue: every column of every table once, with its key, title, width, text and CSV
 * cell, and the human units, ranges, CSV and plain-text tables built on it. Start at {@link
 * io.allsmi.core.table.Column}. Colour, gauges and cursors belong to the terminal view.
 */
package io.allsmi.core.table;
