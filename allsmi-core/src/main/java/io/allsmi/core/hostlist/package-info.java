/**
 * Many host names in few characters, as Slurm writes them: {@code gpu[01-16,20]}. Start at {@link
 * io.allsmi.core.hostlist.HostNames}.
 */
package io.allsmi.core.hostlist;
