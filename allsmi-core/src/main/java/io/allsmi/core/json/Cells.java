package io.allsmi.core.json;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import io.allsmi.core.internal.Texts;
import io.allsmi.core.internal.Texts.Known;
import io.allsmi.core.internal.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The readings of the row that is being read. A reading of a wrong type or beyond what is believed
 * is left out with a complaint, which goes to the host of the row; null, and the -1 that other
 * programs write for what they do not know, are left out without.
 */
final class Cells {
  /** An absent whole number. */
  static final long ABSENT = Long.MIN_VALUE;

  /** Bytes of a word of the schema, a time or a number in quotes. */
  static final int WORD_BYTES = 128;

  private static final int EXCERPT = 40;
  private static final int DETAILS = 100;

  /** The list {@code unknown} that objects of a kind had last. */
  static final class Unknown {
    private final Json.Again list = new Json.Again();
    private long names;
  }

  final Json.Line in;
  final LineLimits limits;
  private final Texts texts;

  /** What the row is of, such as {@code gpus}. */
  private String section = "";

  /** Names and texts of details in turn, as they were read. */
  private final List<String> pairs = new ArrayList<>();

  private List<String> pairsBefore = List.of();
  private Map<String, String> detailsBefore = Map.of();

  private final Complaints complaints = new Complaints(Caps.ISSUES);

  Cells(Json.Line in, Texts texts, LineLimits limits) {
    this.in = in;
    this.limits = limits;
    this.texts = texts;
  }

  /** Begins with the rows of a section. */
  void begin(String name) {
    section = name;
  }

  /** Begins with a row. */
  void beginRow() {
    pairs.clear();
  }

  /** Gives a row's complaints to its host. */
  void give(Complaints host) {
    int cuts = texts.takeCuts();
    if (cuts > 0) {
      complain("texts: " + cuts + " cut to the limit");
    }
    if (!complaints.isEmpty()) {
      complaints.all().forEach(issue -> host.add(issue.line(), issue.message()));
      complaints.clear();
    }
  }

  void complain(String message) {
    complaints.add(0, section + ": " + message);
  }

  /** A number from 0 to the most that is believed, NaN when there is none. */
  double real(Shape shape, int name, double most) throws Json.Malformed {
    return real(shape, name, 0, most);
  }

  /** A number between two that are believed, NaN when there is none. */
  double real(Shape shape, int name, double least, double most) throws Json.Malformed {
    Kind kind = in.value();
    if (kind == Kind.REAL || kind == Kind.WHOLE) {
      double number = in.real();
      if (number >= least && number <= most) {
        return number;
      }
      if (number != -1) {
        complain(expected(shape, name, least, most) + Utf8.cut(Double.toString(number), EXCERPT));
      }
    } else if (kind != Kind.NOTHING) {
      complain(expected(shape, name, least, most) + found(kind));
    }
    return Double.NaN;
  }

  /** A whole number from 0 to the most that is believed, {@link #ABSENT} when there is none. */
  long whole(Shape shape, int name, double most) throws Json.Malformed {
    return whole(shape, name, 0, (long) most);
  }

  /** A whole number between two that are believed, {@link #ABSENT} when there is none. */
  long whole(Shape shape, int name, long least, long most) throws Json.Malformed {
    Kind kind = in.value();
    if (kind == Kind.WHOLE) {
      long number = in.whole();
      if (number >= least && number <= most) {
        return number;
      }
      if (number != -1) {
        String found = number == Long.MIN_VALUE ? "a longer one" : Long.toString(number);
        complain(expected(shape, name, (double) least, (double) most) + found);
      }
    } else if (kind != Kind.NOTHING) {
      complain(expected(shape, name, (double) least, (double) most) + found(kind));
    }
    return ABSENT;
  }

  /**
   * The names of the object's numbers that are not known, a bit for the code of each; other names
   * are passed over.
   *
   * @param last what the object of the kind before this one had, which is most likely the same
   */
  long unknown(Shape shape, int name, Unknown last) throws Json.Malformed {
    if (in.skipAgain(last.list)) {
      return last.names;
    }
    int place = in.place();
    if (!array(shape, name)) {
      return 0;
    }
    long unknown = 0;
    boolean isGood = true;
    for (Kind kind = in.value(); kind != Kind.END; kind = in.value()) {
      if (kind == Kind.TEXT) {
        int code = shape.code(in.text(texts, WORD_BYTES));
        unknown |= code < 0 ? 0 : 1L << code;
      } else {
        complain(shape.name(name) + ": expected a name, got " + found(kind));
        isGood = false;
      }
    }
    if (isGood) {
      in.keep(last.list, place);
      last.names = unknown;
    }
    return unknown;
  }

  /** A number of a thing: 0 when there is none. */
  long number(Shape shape, int name) throws Json.Malformed {
    long number = whole(shape, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return number == ABSENT ? 0 : number;
  }

  /** A text, cut to so many bytes; empty when there is none. */
  String text(Shape shape, int name, int most) throws Json.Malformed {
    String text = textOrNone(shape, name, most);
    return text == null ? "" : text;
  }

  /** A text, cut to so many bytes; null when there is none. */
  @Nullable String textOrNone(Shape shape, int name, int most) throws Json.Malformed {
    Kind kind = in.value();
    return kind == Kind.TEXT
        ? in.text(texts, shape, name, most)
        : textOrNone(kind, shape.name(name), most);
  }

  /** A text, cut to so many bytes, that most likely is a known one; empty when there is none. */
  Known text(Shape shape, int name, Known likely, int most) throws Json.Malformed {
    Kind kind = in.value();
    if (kind == Kind.TEXT) {
      return in.text(texts, likely, most);
    }
    textOrNone(kind, shape.name(name), most);
    return Known.NOTHING;
  }

  /** The text that was come to, cut to so many bytes; empty when it is none. */
  String textHere(String name, int most) throws Json.Malformed {
    String text = textOrNone(in.kind(), name, most);
    return text == null ? "" : text;
  }

  private @Nullable String textOrNone(Kind kind, String name, int most) throws Json.Malformed {
    if (kind == Kind.TEXT) {
      return in.text(texts, most);
    }
    if (kind != Kind.NOTHING) {
      complain(name + ": expected a text, got " + found(kind));
    }
    return null;
  }

  /** A text that is the element of an array; null when it is none. */
  @Nullable String elementText(Kind kind, String array, int most) throws Json.Malformed {
    return textOrNone(kind, array, most);
  }

  /** A truth: 1 or 0, -1 when there is none. */
  int truth(Shape shape, int name) throws Json.Malformed {
    Kind kind = in.value();
    if (kind == Kind.TRUTH) {
      return in.truth() ? 1 : 0;
    }
    if (kind != Kind.NOTHING) {
      complain(shape.name(name) + ": expected true or false, got " + found(kind));
    }
    return -1;
  }

  /** Whether an object comes, whose members are to be read; anything else is passed over. */
  boolean object(Shape shape, int name) throws Json.Malformed {
    Kind kind = in.value();
    if (kind != Kind.OBJECT && kind != Kind.NOTHING) {
      complain(shape.name(name) + ": expected an object, got " + found(kind));
    }
    return kind == Kind.OBJECT;
  }

  /** Whether an array comes, whose elements are to be read; anything else is passed over. */
  boolean array(Shape shape, int name) throws Json.Malformed {
    Kind kind = in.value();
    if (kind != Kind.ARRAY && kind != Kind.NOTHING) {
      String what = shape.name(name).equals(section) ? "" : shape.name(name) + ": ";
      complain(what + "expected an array, got " + found(kind));
    }
    return kind == Kind.ARRAY;
  }

  /**
   * In an array of objects, goes on to the next one; false at its end. Elements that are no objects
   * are passed over.
   */
  boolean element(String array) throws Json.Malformed {
    for (Kind kind = in.value(); kind != Kind.END; kind = in.value()) {
      if (kind == Kind.OBJECT) {
        return true;
      }
      complain(array + "expected an object, got " + found(kind));
    }
    return false;
  }

  /** Free-form texts by their names. */
  Map<String, String> details(Shape shape, int name) throws Json.Malformed {
    if (!object(shape, name)) {
      return Map.of();
    }
    pairs.clear();
    int leftOut = 0;
    for (String key = in.name(); key != null; key = in.name()) {
      if (pairs.size() >= 2 * DETAILS) {
        leftOut++;
        in.skipValue();
        continue;
      }
      String text = textOrNone(in.value(), shape.name(name), limits.textBytes());
      if (text != null) {
        pairs.add(Utf8.cut(Utf8.printable(key), limits.textBytes()));
        pairs.add(text);
      }
    }
    leftOut(shape.name(name), leftOut);
    if (pairs.equals(pairsBefore)) {
      return detailsBefore;
    }
    Map<String, String> details = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      details.put(pairs.get(i), pairs.get(i + 1));
    }
    return details;
  }

  /**
   * Remembers what a value made of the details that were read last: those of the next device are
   * most likely the same, and then it makes nothing anew.
   */
  void keep(Map<String, String> details) {
    if (details != detailsBefore && !pairs.isEmpty()) {
      pairsBefore = List.copyOf(pairs);
      detailsBefore = details;
    }
  }

  /** Complains of what was more than is kept. */
  void leftOut(String what, int count) {
    if (count > 0) {
      complain(what + ": " + count + " left out, there are too many");
    }
  }

  private static String expected(Shape shape, int name, double least, double most) {
    return shape.name(name)
        + ": expected a number of "
        + (long) least
        + " to "
        + (long) most
        + ", got ";
  }

  /** A value that was not expected, in a few characters; it is passed over. */
  private String found(Kind kind) throws Json.Malformed {
    if (kind == Kind.TEXT) {
      return "'" + Utf8.cut(in.text(texts, limits.textBytes()), EXCERPT) + "'";
    }
    if (kind == Kind.REAL || kind == Kind.WHOLE) {
      return Double.toString(in.real());
    }
    if (kind == Kind.TRUTH) {
      return Boolean.toString(in.truth());
    }
    in.skip();
    return kind.toString();
  }
}
