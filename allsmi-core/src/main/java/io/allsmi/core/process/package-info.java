/**
 * What is done to facts about processes before anybody sees them. {@link
 * io.allsmi.core.process.SecretMask} takes passwords and tokens out of command lines; nothing here
 * reads a process.
 */
package io.allsmi.core.process;
