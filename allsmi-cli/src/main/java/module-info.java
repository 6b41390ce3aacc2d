/** The command line. */
@org.jspecify.annotations.NullMarked
module io.allsmi.cli {
  requires static org.jspecify;
  requires io.allsmi.core;
  requires io.allsmi.collect;
  requires io.allsmi.record;
  requires io.allsmi.tui;
}
