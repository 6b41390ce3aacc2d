/** Bytes of SSH: its values on the wire, signatures, and private keys. Nobody is trusted here. */
package io.allsmi.collect.ssh.crypto;
