package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.collect.ssh.key.SshKeyException;
import io.allsmi.collect.ssh.trust.KnownHostLine.Marker;
import io.allsmi.core.Issue;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of one file of known hosts, read as OpenSSH does. A line that is damaged is left out and
 * the rest stands.
 *
 * @since 0.30
 */
public final class KnownHostsFile {
  private static final int MAX_LINE = 64 << 10;

  /** OpenSSH's buffer for a marker. */
  private static final int MAX_MARKER = 31;

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  /** By name in lower case: the places of the lines that have it among their plain names. */
  private final Map<String, List<Integer>> named = new HashMap<>();

  /** The places of the other lines: with patterns or a hash. */
  private final List<Integer> others = new ArrayList<>();

  private final List<Issue> issues;

  /** A line whose key is not looked at before its host is asked for. */
  private record Entry(int line, Marker marker, String names, String rest) {}

  private KnownHostsFile(Path file, String text, boolean isWhole) {
    this.file = file;
    Complaints complaints = new Complaints(Caps.ISSUES);
    int number = 0;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      read(++number, text.substring(from, to), complaints);
      from = to + 1;
    }
    if (!isWhole) {
      complaints.add(0, "file: expected at most 64 MiB, got more; the rest is left out");
    }
    issues = complaints.all();
  }

  /**
   * Reads a text; any text is accepted.
   *
   * @param file what messages call it
   * @param text at most 64 MiB of it are looked at
   */
  public static KnownHostsFile parse(Path file, byte[] text) {
    int length = Math.min(text.length, Caps.TEXT_BYTES);
    return new KnownHostsFile(
        file, new String(text, 0, length, StandardCharsets.ISO_8859_1), length == text.length);
  }

  private void read(int number, String raw, Complaints complaints) {
    int nul = raw.indexOf('\0');
    String line = stripLeading(nul < 0 ? raw : raw.substring(0, nul));
    if (line.isEmpty() || line.startsWith("#") || line.equals("\r")) {
      return;
    }
    try {
      if (line.length() > MAX_LINE) {
        throw new SshKeyException("line: expected at most 64 KiB, got " + line.length() + " bytes");
      }
      add(entry(number, line));
    } catch (SshKeyException e) {
      complaints.add(number, e.text());
    }
  }

  private void add(Entry entry) {
    int place = entries.size();
    entries.add(entry);
    if (HostPatterns.isPlain(entry.names)) {
      for (String name : HostPatterns.lower(entry.names).split(",", -1)) {
        List<Integer> places = named.computeIfAbsent(name, key -> new ArrayList<>(1));
        if (places.isEmpty() || places.get(places.size() - 1) != place) {
          places.add(place);
        }
      }
    } else {
      others.add(place);
    }
  }

  private static Entry entry(int number, String line) throws SshKeyException {
    Marker marker = Marker.NONE;
    String rest = line;
    if (line.startsWith("@")) {
      int end = line.indexOf(' ') >= 0 ? line.indexOf(' ') : line.indexOf('\t');
      String word = end < 0 || end > MAX_MARKER ? "" : line.substring(0, end);
      marker = marker(word);
      rest = stripLeading(line.substring(end));
      if (rest.startsWith("@")) {
        throw new SshKeyException("marker: expected one, got two");
      }
    }
    int end = blank(rest);
    String names = rest.substring(0, end);
    String key = stripLeading(rest.substring(end));
    if (key.isEmpty() || key.startsWith("#")) {
      throw new SshKeyException("line: expected names, a type and a key, got no key");
    }
    return new Entry(number, marker, names, key);
  }

  private static Marker marker(String word) throws SshKeyException {
    for (Marker marker : Marker.values()) {
      if (marker != Marker.NONE && marker.toString().equals(word)) {
        return marker;
      }
    }
    throw new SshKeyException("marker: expected '@cert-authority' or '@revoked', got another");
  }

  private static String stripLeading(String text) {
    int from = 0;
    while (from < text.length() && isBlank(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }

  private static int blank(String text) {
    int at = 0;
    while (at < text.length() && !isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** What could not be read of its lines; keys are looked at when their host is asked for. */
  public List<Issue> issues() {
    return issues;
  }

  /**
   * The lines about a host, in order.
   *
   * @param name as it is looked up: a name or an address, in brackets and with a colon and the port
   *     when that is not 22
   */
  public List<KnownHostLine> find(String name) {
    return find(name, new Complaints(Caps.ISSUES));
  }

  private List<KnownHostLine> find(String name, Complaints complaints) {
    // A name in the characters that the file is read in: its bytes, one each.
    String host = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    List<Integer> places = new ArrayList<>(others);
    places.addAll(named.getOrDefault(HostPatterns.lower(host), List.of()));
    places.sort(null);
    List<KnownHostLine> found = new ArrayList<>();
    for (int place : places) {
      Entry entry = entries.get(place);
      Optional<Boolean> match = HostPatterns.match(entry.names, host);
      if (match.isEmpty()) {
        complaints.add(entry.line, "names: expected a hash of SHA-1, got a damaged one");
      } else if (match.orElseThrow()) {
        read(entry, complaints).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<KnownHostLine> read(Entry entry, Complaints complaints) {
    try {
      return Optional.of(
          new KnownHostLine(
              file,
              entry.line,
              entry.marker,
              HostPatterns.isHashed(entry.names),
              SshKey.parse(entry.rest)));
    } catch (SshKeyException e) {
      complaints.add(entry.line, "key: " + e.text());
      return Optional.empty();
    }
  }

  private List<KnownHostLine> all(Complaints complaints) {
    List<KnownHostLine> all = new ArrayList<>();
    entries.forEach(entry -> read(entry, complaints).ifPresent(all::add));
    return all;
  }

  /** How many lines have names and what may be a key. */
  public int size() {
    return entries.size();
  }

  /**
   * Writes the lines about a host as one JSON object on one line:
   *
   * <pre>{@code
   * {"found":[{"line":2,"marker":null,"hashed":false,"type":"ssh-ed25519","bits":256,
   *            "fingerprint":"SHA256:…"}],
   *  "errors":[{"line":7,"message":"line: expected names, a type and a key, got no key"}]}
   * }</pre>
   *
   * @param name as for {@link #find}; empty for the lines about any host
   * @param out left open
   * @return what could not be read, which stands among the errors
   * @throws IOException when the output does
   */
  public List<Issue> writeJson(Optional<String> name, OutputStream out) throws IOException {
    Complaints complaints = new Complaints(Caps.ISSUES);
    issues.forEach(issue -> complaints.add(issue.line(), issue.message()));
    List<KnownHostLine> found =
        name.isPresent() ? find(name.orElseThrow(), complaints) : all(complaints);
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject().name("found").beginArray();
      for (KnownHostLine line : found) {
        json.beginObject().field("line", line.line());
        json.textOrNull("marker", line.marker().toString()).field("hashed", line.isHashed());
        json.field("type", line.key().type()).field("bits", line.key().bits());
        json.field("fingerprint", line.key().fingerprint()).endObject();
      }
      json.endArray().name("errors").beginArray();
      for (Issue issue : complaints.all()) {
        json.beginObject().field("line", issue.line()).field("message", issue.message());
        json.endObject();
      }
      json.endArray().endObject();
    }
    return complaints.all();
  }
}
