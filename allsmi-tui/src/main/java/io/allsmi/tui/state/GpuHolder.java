package io.allsmi.tui.state;

/**
 * Who holds a GPU.
 *
 * @param user who holds the most memory on it, {@code ?} where the host does not know
 * @param others how many more users are on it
 */
public record GpuHolder(String user, int others) {}
