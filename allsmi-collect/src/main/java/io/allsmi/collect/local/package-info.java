/**
 * This machine, read from what the Linux kernel shows in /proc and /sys: start at {@link
 * io.allsmi.collect.local.LocalHost}. Devices are read elsewhere and handed in as {@link
 * io.allsmi.collect.local.DeviceUse}; {@link io.allsmi.collect.local.DrmClients} finds those of
 * GPUs whose driver tells the kernel.
 */
package io.allsmi.collect.local;
