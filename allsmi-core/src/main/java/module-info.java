/**
 * Values and pure functions: what was seen on a host, who uses it, and the texts it is read from
 * and written to.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the module that sees the internals is compiled later
module io.allsmi.core {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires java.xml;

  exports io.allsmi.core;
  exports io.allsmi.core.alert;
  exports io.allsmi.core.exposition;
  exports io.allsmi.core.file;
  exports io.allsmi.core.filter;
  exports io.allsmi.core.hostlist;
  exports io.allsmi.core.html;
  exports io.allsmi.core.internal to
      io.allsmi.collect,
      io.allsmi.record;
  exports io.allsmi.core.jobs;
  exports io.allsmi.core.json;
  exports io.allsmi.core.process;
  exports io.allsmi.core.report;
  exports io.allsmi.core.shim;
  exports io.allsmi.core.slurm;
  exports io.allsmi.core.source;
  exports io.allsmi.core.table;
  exports io.allsmi.core.usage;
}
