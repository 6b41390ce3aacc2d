/**
 * Serving the readings of a host over HTTP: its page for Prometheus, its snapshot as JSON, and a
 * stream of snapshots. Start at {@link io.allsmi.collect.exporter.Exporter}. Needs {@code
 * jetty-server} and {@code jetty-unixdomain-server}, which are optional dependencies.
 */
package io.allsmi.collect.exporter;
