/**
 * NVIDIA's management library, NVML: what is asked of it and what its answers mean, behind {@link
 * io.allsmi.collect.nvml.NvmlLibrary}. Nothing here knows threads or deadlines, and only {@link
 * io.allsmi.collect.nvml.JnaNvml} knows JNA. Start at {@link io.allsmi.collect.nvml.Nvml}.
 */
package io.allsmi.collect.nvml;
