/** What {@code ssh_config} says of a host, as OpenSSH reads it. */
package io.allsmi.collect.ssh.config;
