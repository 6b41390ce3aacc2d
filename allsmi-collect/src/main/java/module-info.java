/** Sources: how snapshots of hosts come in. */
@org.jspecify.annotations.NullMarked
module io.allsmi.collect {
  requires static org.jspecify;
  requires static com.hierynomus.sshj;
  requires static com.sun.jna;
  requires java.net.http;
  requires jdk.httpserver;
  requires static org.eclipse.jetty.http;
  requires static org.eclipse.jetty.io;
  requires static org.eclipse.jetty.server;
  requires static org.eclipse.jetty.unixdomain.server;
  requires static org.eclipse.jetty.util;
  requires transitive io.allsmi.core;

  exports io.allsmi.collect;
  exports io.allsmi.collect.alert;
  exports io.allsmi.collect.command;
  exports io.allsmi.collect.exporter;
  exports io.allsmi.collect.host;
  exports io.allsmi.collect.local;
  exports io.allsmi.collect.mock;
  exports io.allsmi.collect.slurm;
  exports io.allsmi.collect.ssh;
  exports io.allsmi.collect.ssh.config;
  exports io.allsmi.collect.ssh.key;
  exports io.allsmi.collect.ssh.trust;
}
