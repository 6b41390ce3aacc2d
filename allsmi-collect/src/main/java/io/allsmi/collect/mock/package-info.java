/**
 * A cluster that does not exist: real HTTP on loopback, believable users, the same figures for the
 * same seed. Start with {@link io.allsmi.collect.mock.MockCluster}; it needs the JDK's module
 * {@code jdk.httpserver}.
 */
package io.allsmi.collect.mock;
