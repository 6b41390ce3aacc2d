package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Palette;
import java.time.ZoneId;

/**
 * What does not change while the program runs.
 *
 * @param source where the snapshots come from, in words
 * @param palette the colours
 * @param unicode whether the terminal shows more than ASCII
 * @param zone the zone of every time shown
 */
public record Look(String source, Palette palette, boolean unicode, ZoneId zone) {}
