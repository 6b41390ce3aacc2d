/**
 * The JSON shapes of what core knows, written as a stream. Start at {@link
 * io.allsmi.core.json.UsersJson}.
 */
package io.allsmi.core.json;
