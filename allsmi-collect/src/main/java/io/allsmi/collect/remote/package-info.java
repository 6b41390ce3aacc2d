/** A host on which nothing of ours is installed, read through a shell on it. */
package io.allsmi.collect.remote;
