/**
 * The JSON shapes of what core knows, written as a stream. Start at {@link
 * io.allsmi.core.json.UsersJson}. Only {@code JsonOutput} knows the JSON library.
 */
package io.allsmi.core.json;
