/** Recordings of snapshots: how they are stored and told apart. */
@org.jspecify.annotations.NullMarked
module io.allsmi.record {
  requires static org.jspecify;
  requires transitive io.allsmi.core;

  exports io.allsmi.record;
}
