/** The command line. */
@org.jspecify.annotations.NullMarked
module io.allsmi.cli {
  requires static org.jspecify;
  requires info.picocli;
  requires org.tomlj;
  requires jdk.httpserver;
  requires io.allsmi.core;
  requires io.allsmi.collect;
  requires io.allsmi.record;
  requires io.allsmi.tui;

  opens io.allsmi.cli to
      info.picocli;
}
