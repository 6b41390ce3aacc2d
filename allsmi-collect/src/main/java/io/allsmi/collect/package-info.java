/**
 * Sources: how snapshots of hosts come in. {@link io.allsmi.collect.ClusterPoller} asks many hosts
 * over HTTP, each at its own pace; {@link io.allsmi.collect.HttpTarget}, {@link
 * io.allsmi.collect.HostList} and {@link io.allsmi.collect.Hostfile} say which ones. What an answer
 * means is decided in core, not here.
 */
package io.allsmi.collect;
