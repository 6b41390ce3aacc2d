/** The terminal view: a pure renderer and reducer, and one class that speaks to the terminal. */
@org.jspecify.annotations.NullMarked
module io.allsmi.tui {
  requires static org.jspecify;
  requires transitive io.allsmi.core;
  requires com.googlecode.lanterna;
  requires com.sun.jna;
  requires jdk.unsupported;

  exports io.allsmi.tui;
}
