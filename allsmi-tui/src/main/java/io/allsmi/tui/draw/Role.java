package io.allsmi.tui.draw;

/** What a piece of text means; the {@link Palette} decides how that looks. */
public enum Role {
  /** A value. */
  NORMAL,
  /** A label, a rule, an explanation. */
  DIM,
  /** A total, a name that matters. */
  STRONG,
  /** The cursor, the current tab, the sort column. */
  ACCENT,
  /** A state that is fine. */
  GOOD,
  /** A state to look at. */
  WARN,
  /** A state to act on. */
  BAD,
  /** The empty part of a gauge. */
  TRACK,
  /** A reading that is too old to count. */
  STALE,
  /** A warning that must not be overlooked. */
  CHIP,
  /** The row the cursor is on: its background and weight. */
  CURSOR,
  /** The tab that is shown. */
  TAB,
  /** The name of a key in the key line. */
  KEY
}
