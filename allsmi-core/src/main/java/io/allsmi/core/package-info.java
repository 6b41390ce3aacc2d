/**
 * The vocabulary: what was seen, when, on which host. Start at {@link
 * io.allsmi.core.ClusterSnapshot}.
 *
 * <p>Every type here is an immutable value. A reading that was not available is absent (an empty
 * {@code Optional}), never 0 and never -1. How values are read from text lives in the sub-packages.
 */
package io.allsmi.core;
