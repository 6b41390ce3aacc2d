/** Hosts over SSH on which nothing of ours is installed. */
package io.allsmi.collect.ssh;
