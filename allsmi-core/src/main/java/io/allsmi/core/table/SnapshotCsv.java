package io.allsmi.core.table;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.JsonTree;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotSection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Snapshots of a host as CSV, a line for each device, process and disk. Columns are dot paths into
 * the objects of {@link SnapshotJson}: {@code detail.driver_version}, {@code
 * per_socket_info.0.cores}.
 *
 * <p>{@code section} and {@code index} (the position in the section) are there for objects that
 * lack them. Several samples, of one host or of several, get a column {@code timestamp} in front.
 * What is missing or null is an empty cell, an array or object is compact JSON. Texts that a
 * spreadsheet would run are quoted, as {@link Csv} says.
 *
 * @since 0.30.0
 */
public final class SnapshotCsv {
  /** The columns when none are asked for. */
  public static final List<String> DEFAULT_COLUMNS =
      List.of(
          "section",
          "index",
          "hostname",
          "name",
          "uuid",
          "utilization",
          "used_memory",
          "total_memory",
          "temperature",
          "power_consumption");

  private static final List<SnapshotSection> ORDER = List.of(SnapshotSection.values());

  private final List<String> columns;
  private final Set<SnapshotSection> include;
  private final ZoneId zone;

  private SnapshotCsv(List<String> columns, Set<SnapshotSection> include, ZoneId zone) {
    this.columns = columns;
    this.include = include;
    this.zone = zone;
  }

  /**
   * Writes of those sections, with the default columns.
   *
   * @param include the sections to write
   * @param zone where the local times of {@code time} are
   */
  public static SnapshotCsv of(Set<SnapshotSection> include, ZoneId zone) {
    return new SnapshotCsv(DEFAULT_COLUMNS, Set.copyOf(include), zone);
  }

  /**
   * The same with other columns.
   *
   * @param query dot paths separated by commas; blanks around them are dropped, and so are empty
   *     and repeated ones
   * @throws IllegalArgumentException when no path is left; the message has no subject
   */
  public SnapshotCsv withColumns(String query) {
    Set<String> paths = new LinkedHashSet<>();
    for (String path : query.split(",", -1)) {
      if (!path.isBlank()) {
        paths.add(path.strip());
      }
    }
    if (paths.isEmpty()) {
      throw new IllegalArgumentException(
          "expected columns such as name,detail.driver_version, got '" + query + "'");
    }
    return new SnapshotCsv(List.copyOf(paths), include, zone);
  }

  /**
   * Writes a header and the lines of each sample.
   *
   * @throws IOException when the output does
   */
  public void write(List<HostSnapshot> samples, Appendable out) throws IOException {
    boolean several = samples.size() > 1;
    List<String> header = new ArrayList<>(columns);
    if (several) {
      header.add(0, "timestamp");
    }
    line(header.stream().map(name -> Csv.cell(name, false)).toList(), out);
    for (HostSnapshot sample : samples) {
      String time = sample.takenAt().truncatedTo(ChronoUnit.SECONDS).toString();
      for (SnapshotSection section : ORDER) {
        if (include.contains(section)) {
          rows(sample, section, several ? List.of(time) : List.of(), out);
        }
      }
    }
  }

  private void rows(
      HostSnapshot sample, SnapshotSection section, List<String> before, Appendable out)
      throws IOException {
    int position = 0;
    for (String text : SnapshotJson.objects(sample, section, zone)) {
      JsonTree object = tree(text);
      List<String> cells = new ArrayList<>(before);
      for (String column : columns) {
        cells.add(cell(object, column, section, position));
      }
      line(cells, out);
      position++;
    }
  }

  private static JsonTree tree(String text) {
    Complaints complaints = new Complaints(1);
    List<JsonTree> trees = JsonTree.read(text, 1, complaints);
    if (!complaints.isEmpty() || trees.size() != 1) {
      throw new IllegalStateException("snapshot: expected to read what was written, got " + text);
    }
    return trees.get(0);
  }

  private static String cell(JsonTree object, String column, SnapshotSection section, int position)
      throws IOException {
    JsonTree value = find(object, Arrays.asList(column.split("\\.", -1)));
    if (!value.isPresent()) {
      return switch (column) {
        case "section" -> section.wireName();
        case "index" -> Integer.toString(position);
        default -> "";
      };
    }
    if (value.isComposed()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (Json.Output json = new Json.Output(bytes)) {
        value.write(json);
      }
      return Csv.cell(bytes.toString(StandardCharsets.UTF_8).strip(), false);
    }
    return Csv.cell(value.text(), !value.isString());
  }

  private static JsonTree find(JsonTree object, List<String> path) {
    JsonTree node = object;
    for (String step : path) {
      boolean number =
          !step.isEmpty() && step.length() < 10 && step.chars().allMatch(SnapshotCsv::digit);
      if (number && !node.elements().isEmpty()) {
        int at = Integer.parseInt(step);
        node = at < node.elements().size() ? node.elements().get(at) : node.get("");
      } else {
        node = node.get(step);
      }
    }
    return node;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static void line(List<String> cells, Appendable out) throws IOException {
    out.append(String.join(",", cells)).append('\n');
  }
}
