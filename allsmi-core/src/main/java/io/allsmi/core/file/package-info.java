/**
 * Writing files that nobody else should be able to redirect or read: exports of the terminal view
 * and the command line. Start at {@link io.allsmi.core.file.NewFile}.
 */
package io.allsmi.core.file;
