/** Which servers are the hosts that they are taken for: the files of known hosts. */
package io.allsmi.collect.ssh.trust;
