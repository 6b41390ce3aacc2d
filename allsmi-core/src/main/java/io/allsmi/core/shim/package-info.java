/**
 * What vendor tools print, as values: nvidia-smi, rocm-smi, amd-smi, hl-smi. Start at {@link
 * io.allsmi.core.shim.ShimParsers}. Each form of output has its own parser class; what a column
 * means is said once, in {@code NvidiaField}. Nothing here runs a tool.
 */
package io.allsmi.core.shim;
