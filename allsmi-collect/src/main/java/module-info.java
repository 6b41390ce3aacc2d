/** Sources: how snapshots of hosts come in. */
@org.jspecify.annotations.NullMarked
module io.allsmi.collect {
  requires static org.jspecify;
  requires transitive io.allsmi.core;

  exports io.allsmi.collect;
}
