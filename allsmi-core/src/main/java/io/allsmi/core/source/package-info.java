/** How snapshots come in: the interface between every source and every view. */
package io.allsmi.core.source;
