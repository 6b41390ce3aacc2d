/** Recordings of snapshots: written, replayed, sought and repaired. */
@org.jspecify.annotations.NullMarked
module io.allsmi.record {
  requires static org.jspecify;
  requires com.github.luben.zstd_jni;
  requires org.apache.commons.compress;
  requires transitive io.allsmi.core;

  exports io.allsmi.record;
}
