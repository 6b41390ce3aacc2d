/** What a login over SSH is made with: private keys in files, and agents that hold them. */
package io.allsmi.collect.ssh.auth;
