/**
 * The configuration file: which keys there are ({@link io.allsmi.cli.config.ConfigKeys}), where it
 * lies, what is wrong with it, and what holds of it beside the environment. Which option a key
 * stands for is said here; options themselves are not known here.
 */
package io.allsmi.cli.config;
