/**
 * A screen as values: cells packed into longs, a canvas to write them, and the difference of two
 * screens as bytes for a terminal. Knows nothing of GPUs or users; start at {@link
 * io.allsmi.tui.draw.Canvas}.
 */
package io.allsmi.tui.draw;
