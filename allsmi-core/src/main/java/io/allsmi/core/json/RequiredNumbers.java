package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes the numbers that an object of schema 1 cannot be without. One that is not known is written
 * as the Rust tool writes it, and the object names it in {@code unknown}: that tool reads the line,
 * and no reader of ours takes the number for a reading.
 */
final class RequiredNumbers {
  /** More than any object has. */
  private static final int MOST = 32;

  private static final String KEY = "unknown";

  private final Json.Output json;
  private final boolean isNull;
  private final String[] unknown = new String[MOST];
  private int count;

  /** What the object before this one did not know, most likely the same. */
  private Json.Names last = new Json.Names(KEY, List.of());

  private boolean isListed;
  private @Nullable RequiredNumbers inner;

  private RequiredNumbers(Json.Output json, boolean isNull) {
    this.json = json;
    this.isNull = isNull;
  }

  /** For objects that other programs read. */
  static RequiredNumbers ofSchema(Json.Output json) {
    return new RequiredNumbers(json, false);
  }

  /** For objects that are no snapshot: null for what is not known. */
  static RequiredNumbers orNull(Json.Output json) {
    return new RequiredNumbers(json, true);
  }

  /** For the objects within an object, while it is being written. */
  RequiredNumbers inner() {
    RequiredNumbers made = inner;
    if (made == null) {
      made = new RequiredNumbers(json, isNull);
      inner = made;
    }
    return made;
  }

  Json.Output beginObject() throws IOException {
    count = 0;
    isListed = false;
    return json.beginObject();
  }

  /** Says of a number whose name comes after {@code unknown} whether it is known. */
  RequiredNumbers ahead(String name, boolean isKnown) {
    if (!isKnown) {
      remember(name);
    }
    return this;
  }

  /** Names what is not known, if anything is not; the place of this key is among the sorted. */
  RequiredNumbers list() throws IOException {
    isListed = true;
    if (count > 0 && !isNull) {
      if (!last.are(unknown, count)) {
        last = new Json.Names(KEY, Arrays.asList(unknown).subList(0, count));
      }
      json.names(last);
    }
    return this;
  }

  /** A whole number, or 0. */
  RequiredNumbers whole(String name, OptionalInt reading) throws IOException {
    return whole(name, reading.orElse(0), reading.isPresent());
  }

  /** A whole number, or 0. */
  RequiredNumbers whole(String name, OptionalLong reading) throws IOException {
    return whole(name, reading.orElse(0), reading.isPresent());
  }

  /** A whole number, or 0. */
  RequiredNumbers whole(String name, long number, boolean isKnown) throws IOException {
    if (isKnown) {
      json.field(name, number);
    } else {
      missing(name);
      if (!isNull) {
        json.field(name, 0);
      }
    }
    return this;
  }

  /** The number of a thing, which is none below 0. */
  RequiredNumbers id(String name, int number) throws IOException {
    return whole(name, number, number >= 0);
  }

  /** A number with decimals, or what stands for one that is not known. */
  RequiredNumbers real(String name, OptionalDouble reading, double otherwise) throws IOException {
    return real(name, reading.orElse(Double.NaN), otherwise);
  }

  /** A number with decimals, or what stands for one that is not known. */
  RequiredNumbers real(String name, double number, double otherwise) throws IOException {
    if (Double.isFinite(number)) {
      json.real(name, number);
    } else {
      missing(name);
      if (!isNull) {
        json.real(name, otherwise);
      }
    }
    return this;
  }

  /** Nothing, of which other programs have a 0.0. */
  RequiredNumbers none(String name) throws IOException {
    if (isNull) {
      json.nothing(name);
    } else {
      json.real(name, 0);
    }
    return this;
  }

  private void missing(String name) throws IOException {
    if (isNull) {
      json.nothing(name);
    } else if (!isListed) {
      remember(name);
    }
  }

  private void remember(String name) {
    unknown[count++] = name;
  }
}
