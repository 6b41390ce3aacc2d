package io.allsmi.core.filter;

/**
 * What a text turned out to be: a {@link Filter}, or what is wrong with it.
 *
 * @since 0.30.0
 */
public sealed interface ParsedFilter permits Filter, FilterError {}
