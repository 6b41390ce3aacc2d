/** Connections over SSH: the only place that knows the library behind them. */
package io.allsmi.collect.ssh.transport;
