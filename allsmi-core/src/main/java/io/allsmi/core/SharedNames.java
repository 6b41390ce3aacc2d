package io.allsmi.core;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One string for each user name, however many hosts report it: ten thousand hosts name the same
 * hundred users. A name that has lost its place is simply a string of its own; nothing relies on
 * identity.
 */
final class SharedNames {
  private static final int PLACES = 4096;
  private static final AtomicReferenceArray<String> NAMES = new AtomicReferenceArray<>(PLACES);

  private SharedNames() {}

  static String of(String name) {
    int hash = name.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    String shared = NAMES.get(place);
    if (name.equals(shared)) {
      return shared;
    }
    NAMES.set(place, name);
    return name;
  }
}
