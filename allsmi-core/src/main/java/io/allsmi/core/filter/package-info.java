/**
 * The language in which people say what they want to see, {@code user==alice && temp>80C}: {@link
 * io.allsmi.core.filter.Filter} reads it and applies it to a snapshot, {@link
 * io.allsmi.core.filter.FilterField} lists what it can ask about. No pattern, however it is made,
 * takes more time than its length times that of the text it is held against.
 */
package io.allsmi.core.filter;
