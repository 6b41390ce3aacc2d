/** Public keys of SSH, their certificates, and what a file says of a key. */
package io.allsmi.collect.ssh.key;
