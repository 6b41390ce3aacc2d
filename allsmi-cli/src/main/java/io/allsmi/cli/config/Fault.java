package io.allsmi.cli.config;

/**
 * Something wrong in the file.
 *
 * @param line where, from 1
 * @param message what was expected and what is there
 */
public record Fault(int line, String message) {}
