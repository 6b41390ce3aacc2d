/** Public keys of SSH as they stand in files and are sent: values, certificates, signatures. */
package io.allsmi.collect.ssh.key;
