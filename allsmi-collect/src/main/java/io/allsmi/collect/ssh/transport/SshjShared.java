package io.allsmi.collect.ssh.transport;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the connections of one transport share.
 *
 * @param algorithms what is offered
 * @param workers run what may wait
 * @param clock tells when to ask a silent server
 * @param open the connections that are open
 * @param opened the private keys that are
 */
record SshjShared(
    SshjAlgorithms algorithms,
    ExecutorService workers,
    ScheduledExecutorService clock,
    Set<SshjConnection> open,
    OpenedKeys opened) {}
