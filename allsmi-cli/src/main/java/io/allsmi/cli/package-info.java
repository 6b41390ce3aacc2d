/**
 * The command line: options become a value, the value goes to the library, what comes back is
 * printed. Start at {@link io.allsmi.cli.Main}. Nothing is decided here that an embedder might
 * want.
 */
package io.allsmi.cli;
