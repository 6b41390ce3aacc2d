/** Sources: how snapshots of hosts come in. */
@org.jspecify.annotations.NullMarked
module io.allsmi.collect {
  requires static org.jspecify;
  requires static com.sun.jna;
  requires jdk.httpserver;
  requires transitive io.allsmi.core;

  exports io.allsmi.collect;
  exports io.allsmi.collect.command;
  exports io.allsmi.collect.local;
  exports io.allsmi.collect.mock;
}
