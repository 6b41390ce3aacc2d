package io.allsmi.core.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A small JSON text as a tree. Asking a node for what it does not have gives an empty node, so a
 * path can be followed without looking at each step.
 */
public final class JsonTree {
  private static final int MAX_NODES = 2_000_000;
  private static final JsonTree NONE = new JsonTree(0, "", false, Map.of(), List.of());

  private final int line;
  private final String text;
  private final boolean isString;
  private final Map<String, JsonTree> members;
  private final List<JsonTree> elements;

  private JsonTree(
      int line,
      String text,
      boolean isString,
      Map<String, JsonTree> members,
      List<JsonTree> elements) {
    this.line = line;
    this.text = text;
    this.isString = isString;
    this.members = members;
    this.elements = elements;
  }

  /**
   * Reads the JSON texts in a text, one after another. Where the text breaks off or is no JSON any
   * more, the trees hold what was read before that.
   *
   * @param text where the first begins
   * @param firstLine the number of its first line, for complaints
   * @param complaints gets what stopped the reading, if anything did
   */
  public static List<JsonTree> read(String text, int firstLine, Complaints complaints) {
    List<JsonTree> documents = new ArrayList<>();
    try (Json.Input in = new Json.Input(text)) {
      new Reader(in, firstLine).documents(documents);
    } catch (Json.Malformed e) {
      complaints.add(firstLine - 1 + e.line, "JSON: expected more of it, got: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("JSON: expected to read a text in memory", e);
    }
    return documents;
  }

  /** The member of that name. */
  public JsonTree get(String name) {
    return members.getOrDefault(name, NONE);
  }

  /** The member of the member, and so on. */
  public JsonTree at(String... path) {
    JsonTree node = this;
    for (String name : path) {
      node = node.get(name);
    }
    return node;
  }

  /** The members of an object in their order; empty for anything else. */
  public Map<String, JsonTree> members() {
    return members;
  }

  /** The elements of an array; empty for anything else. */
  public List<JsonTree> elements() {
    return elements;
  }

  /** The text of a string, number, true, false or null; empty for anything else. */
  public String text() {
    return text;
  }

  /** Whether it is a string; {@link #text()} alone does not tell {@code "null"} from null. */
  public boolean isString() {
    return isString;
  }

  /** Whether there is something else than null. */
  public boolean isPresent() {
    return this != NONE && !(text.equals("null") && !isString);
  }

  /** Whether it is an object or an array. */
  public boolean isComposed() {
    return this != NONE && text.isEmpty() && !isString;
  }

  /** Writes it as it was read, without the blanks between. */
  public void write(Json.Output json) throws IOException {
    if (!isComposed()) {
      json.value(text, isString);
    } else if (elements instanceof ArrayList) {
      json.beginArray();
      for (JsonTree element : elements) {
        element.write(json);
      }
      json.endArray();
    } else {
      json.beginObject();
      for (Map.Entry<String, JsonTree> member : members.entrySet()) {
        member.getValue().write(json.name(member.getKey()));
      }
      json.endObject();
    }
  }

  /** The line it begins in, from 1; 0 for what is not there. */
  public int line() {
    return line;
  }

  /**
   * Builds trees; a node is in its parent before it is complete, so that a cut loses only itself.
   */
  private static final class Reader {
    private final Json.Input in;
    private final int firstLine;
    private int nodes;

    Reader(Json.Input in, int firstLine) {
      this.in = in;
      this.firstLine = firstLine;
    }

    void documents(List<JsonTree> documents) throws Json.Malformed {
      for (Json.Token token = in.next(); token != Json.Token.END; token = in.next()) {
        JsonTree document = node(token);
        documents.add(document);
        fill(document, token);
      }
    }

    private JsonTree node(Json.Token token) throws Json.Malformed {
      if (++nodes > MAX_NODES) {
        throw new Json.Malformed(in.line(), "more than " + MAX_NODES + " values");
      }
      return new JsonTree(
          firstLine - 1 + in.line(),
          token == Json.Token.VALUE ? in.text() : "",
          token == Json.Token.VALUE && in.isString(),
          token == Json.Token.BEGIN_OBJECT ? new LinkedHashMap<>() : Map.of(),
          token == Json.Token.BEGIN_ARRAY ? new ArrayList<>() : List.of());
    }

    private void fill(JsonTree node, Json.Token token) throws Json.Malformed {
      if (token == Json.Token.BEGIN_OBJECT) {
        Json.Token next = next();
        while (next == Json.Token.NAME) {
          String name = in.text();
          next = put(next(), member -> node.members.put(name, member));
        }
      } else if (token == Json.Token.BEGIN_ARRAY) {
        Json.Token next = next();
        while (next != Json.Token.END_ARRAY) {
          next = put(next, node.elements::add);
        }
      }
    }

    /**
     * Puts a value into its parent and returns the token after it. A number where the text ends may
     * be half a number: it counts when something follows.
     */
    private Json.Token put(Json.Token value, Consumer<JsonTree> parent) throws Json.Malformed {
      JsonTree child = node(value);
      if (value == Json.Token.VALUE) {
        Json.Token after = next();
        parent.accept(child);
        return after;
      }
      parent.accept(child);
      fill(child, value);
      return next();
    }

    /** The next token; the end of the text is a fault in the middle of a value. */
    private Json.Token next() throws Json.Malformed {
      Json.Token token = in.next();
      if (token == Json.Token.END) {
        throw new Json.Malformed(in.line(), "the end of the text");
      }
      return token;
    }
  }
}
