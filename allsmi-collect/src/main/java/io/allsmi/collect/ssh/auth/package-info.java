/** Who signs in a login: agents and files of keys, and the order in which they are asked. */
package io.allsmi.collect.ssh.auth;
