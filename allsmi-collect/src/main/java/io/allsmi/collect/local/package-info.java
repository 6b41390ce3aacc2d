/**
 * This machine: start at {@link io.allsmi.collect.local.LocalMachine}. {@link
 * io.allsmi.collect.local.LocalHost} reads it without its devices from what the Linux kernel shows
 * in /proc and /sys; its devices are found when it is opened and read by the driver's library, a
 * vendor's tool or the kernel's files. {@link io.allsmi.collect.local.DrmClients} finds who uses
 * GPUs whose driver tells the kernel.
 */
package io.allsmi.collect.local;
