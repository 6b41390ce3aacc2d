package io.allsmi.core.slurm;

import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The objects in the lists of a JSON answer, one at a time, each as the texts at its paths. Numbers
 * of newer releases are objects of their own: {@code {"set":true,"infinite":false,"number":5}}.
 */
final class JsonRecords {
  private static final int MOST_VALUES = 4_096;
  private static final int MOST_ERRORS = 16;
  private static final String NULL = "\u0000null";

  /** What would fill memory and is not read. */
  private static final Set<String> PASSED_OVER = Set.of("job_resources");

  /** The text ends in the middle of a value. */
  private static final class CutOff extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    CutOff(int line) {
      super("the end of the text", null, false, false);
      this.line = line;
    }
  }

  /** The texts of one object by path; those of an array at one path. */
  static final class Fields {
    private final Map<String, List<String>> values = new HashMap<>();
    private final int line;
    private int count;

    Fields(int line) {
      this.line = line;
    }

    int line() {
      return line;
    }

    private List<String> at(String path) {
      return values.computeIfAbsent(path, key -> new ArrayList<>());
    }

    private void add(String path, String text) {
      if (count++ < MOST_VALUES) {
        at(path).add(text);
      }
    }

    Set<String> names() {
      return values.keySet();
    }

    boolean has(String path) {
      return values.containsKey(path);
    }

    /** The texts of an array, or the one that stands there; an empty one for null. */
    List<String> all(String path) {
      return values.getOrDefault(path, List.of()).stream()
          .map(text -> text.equals(NULL) ? "" : text)
          .toList();
    }

    /** The text there; empty when there is none. */
    String text(String path) {
      List<String> all = all(path);
      return all.isEmpty() ? "" : all.get(0);
    }

    /** Whether it says that there is no limit. */
    boolean isInfinite(String path) {
      return text(path + ".infinite").equals("true")
          || values.getOrDefault(path, List.of()).equals(List.of(NULL));
    }

    /** The whole number there, in either form; absent when it is not set. */
    OptionalLong number(String path, Intake in) {
      boolean isWrapped = has(path + ".number");
      if (isWrapped && (isInfinite(path) || text(path + ".set").equals("false"))) {
        return OptionalLong.empty();
      }
      return in.whole(path, text(isWrapped ? path + ".number" : path), line);
    }
  }

  private final Json.Input in;
  private final Set<String> sections;
  private final Intake intake;
  private final Consumer<Fields> to;
  private final List<String> errors = new ArrayList<>();
  private int count;

  private JsonRecords(Json.Input in, Set<String> sections, Intake intake, Consumer<Fields> to) {
    this.in = in;
    this.sections = sections;
    this.intake = intake;
    this.to = to;
  }

  /**
   * Hands on the objects of the named lists.
   *
   * @return the failure that the answer tells of
   */
  static Optional<SlurmError> read(
      byte[] output, Set<String> sections, Intake intake, Consumer<Fields> to) {
    Optional<SlurmError> message = SlurmFailures.inOutput(output);
    if (message.isPresent()) {
      return message;
    }
    String text = new String(output, StandardCharsets.UTF_8);
    try (Json.Input in = new Json.Input(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      JsonRecords records = new JsonRecords(in, sections, intake, to);
      try {
        records.document();
      } catch (Json.Malformed e) {
        intake.complaints.add(e.line, "JSON: expected more of it, got: " + e.getMessage());
      } catch (CutOff e) {
        intake.complaints.add(e.line, "JSON: expected more of it, got: the end of the text");
      }
      return records.errors.isEmpty()
          ? Optional.empty()
          : SlurmFailures.of(String.join(": ", records.errors));
    } catch (IOException e) {
      throw new UncheckedIOException("JSON: expected to read a text in memory", e);
    }
  }

  private void document() throws Json.Malformed, CutOff {
    Token token = in.next();
    if (token == Token.END) {
      return;
    }
    if (token != Token.BEGIN_OBJECT) {
      intake.complaints.add(in.line(), "JSON: expected an object, got something else");
      return;
    }
    for (token = in.next(); token == Token.NAME; token = in.next()) {
      String name = in.text();
      Token value = in.next();
      if (value == Token.BEGIN_ARRAY && (sections.contains(name) || name.equals("errors"))) {
        section(name.equals("errors"));
      } else {
        skip(value);
      }
    }
  }

  private void section(boolean isErrors) throws Json.Malformed, CutOff {
    for (Token token = in.next(); token != Token.END_ARRAY; token = in.next()) {
      if (token == Token.END) {
        throw new CutOff(in.line());
      }
      if (token != Token.BEGIN_OBJECT) {
        skip(token);
        continue;
      }
      Fields fields = new Fields(in.line());
      object("", fields);
      if (isErrors) {
        error(fields);
      } else if (intake.isRoom(count++, fields.line())) {
        to.accept(fields);
      }
    }
  }

  private void error(Fields fields) {
    if (errors.size() < MOST_ERRORS) {
      String description = fields.text("description");
      String error = fields.text("error");
      errors.add(description.isEmpty() ? error : description);
      if (!description.isEmpty() && !error.isEmpty() && !error.equals(description)) {
        errors.add(error);
      }
    }
  }

  private void object(String path, Fields fields) throws Json.Malformed, CutOff {
    for (Token token = in.next(); token == Token.NAME; token = in.next()) {
      String name = in.text();
      Token value = in.next();
      if (PASSED_OVER.contains(name)) {
        skip(value);
      } else {
        value(path.isEmpty() ? name : path + "." + name, value, fields);
      }
    }
  }

  private void value(String path, Token token, Fields fields) throws Json.Malformed, CutOff {
    switch (token) {
      case VALUE -> fields.add(path, !in.isString() && in.text().equals("null") ? NULL : in.text());
      case BEGIN_OBJECT -> object(path, fields);
      case BEGIN_ARRAY -> {
        fields.at(path);
        for (Token next = in.next(); next != Token.END_ARRAY; next = in.next()) {
          if (next == Token.END) {
            throw new CutOff(in.line());
          }
          value(path, next, fields);
        }
      }
      default -> throw new CutOff(in.line());
    }
  }

  private void skip(Token token) throws Json.Malformed, CutOff {
    int depth = depth(token);
    while (depth > 0) {
      Token next = in.next();
      if (next == Token.END) {
        throw new CutOff(in.line());
      }
      depth += depth(next);
    }
  }

  private static int depth(Token token) {
    return switch (token) {
      case BEGIN_OBJECT, BEGIN_ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      default -> 0;
    };
  }
}
