/**
 * One host as a poller sees it: {@link io.allsmi.collect.host.HostTarget} names it, {@link
 * io.allsmi.collect.host.HostReader} reads it, whatever it is reached over.
 */
package io.allsmi.collect.host;
