/**
 * Connections over SSH: only what is called {@code Sshj…} in here knows the library behind them.
 */
package io.allsmi.collect.ssh.transport;
