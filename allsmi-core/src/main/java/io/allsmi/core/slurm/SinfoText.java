package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.slurm.JsonRecords.Fields;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code sinfo} prints: nodes, each once however many partitions it is in. */
final class SinfoText {
  private enum Field {
    NODES,
    PARTITION,
    STATE,
    CPUS,
    CPU_STATES,
    MEMORY,
    FREE_MEMORY,
    GRES,
    GRES_USED,
    REASON
  }

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("%N", Field.NODES),
          Map.entry("%n", Field.NODES),
          Map.entry("%P", Field.PARTITION),
          Map.entry("%R", Field.PARTITION),
          Map.entry("%T", Field.STATE),
          Map.entry("%t", Field.STATE),
          Map.entry("%c", Field.CPUS),
          Map.entry("%C", Field.CPU_STATES),
          Map.entry("%m", Field.MEMORY),
          Map.entry("%e", Field.FREE_MEMORY),
          Map.entry("%G", Field.GRES),
          Map.entry("%E", Field.REASON),
          Map.entry("NODELIST", Field.NODES),
          Map.entry("HOSTNAMES", Field.NODES),
          Map.entry("NODEHOST", Field.NODES),
          Map.entry("N", Field.NODES),
          Map.entry("PARTITION", Field.PARTITION),
          Map.entry("PARTITIONNAME", Field.PARTITION),
          Map.entry("P", Field.PARTITION),
          Map.entry("STATE", Field.STATE),
          Map.entry("STATELONG", Field.STATE),
          Map.entry("STATECOMPACT", Field.STATE),
          Map.entry("S", Field.STATE),
          Map.entry("CPUS", Field.CPUS),
          Map.entry("CPUS(A/I/O/T)", Field.CPU_STATES),
          Map.entry("CPUSSTATE", Field.CPU_STATES),
          Map.entry("CSTATE", Field.CPU_STATES),
          Map.entry("MEMORY", Field.MEMORY),
          Map.entry("MEM", Field.MEMORY),
          Map.entry("FREEMEM", Field.FREE_MEMORY),
          Map.entry("FMEM", Field.FREE_MEMORY),
          Map.entry("GRES", Field.GRES),
          Map.entry("GRESUSED", Field.GRES_USED),
          Map.entry("REASON", Field.REASON));

  /** Headers that are no field of ours, and tell a header from a row. */
  private static final Set<String> OTHERS = Set.of("AVAIL", "TIMELIMIT", "NODES");

  private final NodeTable nodes = new NodeTable();
  private final Intake in = new Intake(ZoneOffset.UTC);

  private SinfoText() {}

  static SlurmReadings<SlurmNode> read(byte[] output, List<String> fields) {
    Optional<SlurmError> error = SlurmFailures.inOutput(output);
    if (error.isPresent()) {
      return new SlurmReadings<>(List.of(), List.of(), error);
    }
    SinfoText text = new SinfoText();
    RawLines.Line first = new RawLines(output, new Complaints(0)).next();
    if (first != null && first.text().startsWith("{")) {
      text.objects(output);
    } else {
      text.table(output, fields);
    }
    return new SlurmReadings<>(text.nodes.all(), text.in.issues(), Optional.empty());
  }

  private static Optional<Field> field(String name) {
    String plain = Grid.plain(name).strip();
    String key =
        plain.startsWith("%")
            ? "%" + plain.charAt(plain.length() - 1)
            : plain.replaceAll("[-_ ]", "").toUpperCase(Locale.ROOT);
    return Optional.ofNullable(FIELDS.get(key));
  }

  private void table(byte[] output, List<String> fields) {
    Grid grid =
        Grid.read(
            output,
            fields,
            name -> field(name).isPresent() || OTHERS.contains(name.strip()),
            name -> field(name).equals(Optional.of(Field.REASON)),
            in);
    for (Grid.Row row : grid.rows()) {
      Map<Field, String> cells = new HashMap<>();
      for (int i = 0; i < grid.columns().size(); i++) {
        String cell = row.cells().get(i);
        field(grid.columns().get(i)).ifPresent(field -> cells.putIfAbsent(field, cell));
      }
      row(cells, row.line());
    }
  }

  /** A JSON object on each line, as some formats make them. */
  private void objects(byte[] output) {
    RawLines lines = new RawLines(output, in.complaints);
    for (RawLines.Line line = lines.next(); line != null; line = lines.next()) {
      int number = line.number();
      String document = "{\"nodes\":[" + line.text() + "]}";
      Intake one = new Intake(ZoneOffset.UTC);
      JsonRecords.read(
          document.getBytes(StandardCharsets.UTF_8),
          Set.of("nodes"),
          one,
          object -> row(cells(object), number));
      one.issues().forEach(issue -> in.complaints.add(number, issue.message()));
    }
  }

  private static Map<Field, String> cells(Fields object) {
    Map<Field, String> cells = new HashMap<>();
    object.names().forEach(name -> field(name).ifPresent(f -> cells.put(f, object.text(name))));
    return cells;
  }

  private void row(Map<Field, String> cells, int line) {
    List<String> names = in.nodes(cells.getOrDefault(Field.NODES, ""), line);
    for (String name : names) {
      if (nodes.has(name) || in.isRoom(nodes.size(), line)) {
        nodes.add(node(name, cells, line));
      }
    }
  }

  private SlurmNode node(String name, Map<Field, String> cells, int line) {
    SlurmNode.Builder node =
        SlurmNode.builder(name)
            .states(NodeStates.of(cells.getOrDefault(Field.STATE, ""), true))
            .gres(in.devices(cells.getOrDefault(Field.GRES, ""), line));
    String used = cells.getOrDefault(Field.GRES_USED, "");
    if (!Intake.isAbsent(used)) {
      node.gresUsedKnown(true).gresUsed(in.devices(used, line));
    }
    String[] cpus = cells.getOrDefault(Field.CPU_STATES, "").strip().split("/", -1);
    if (cpus.length == 4) {
      in.count("CPUS(A/I/O/T)", cpus[0], line).ifPresent(node::cpusAllocated);
      in.count("CPUS(A/I/O/T)", cpus[3], line).ifPresent(node::cpus);
    }
    in.count("CPUS", lone(cells, Field.CPUS), line).ifPresent(node::cpus);
    in.memory("MEMORY", lone(cells, Field.MEMORY), line).ifPresent(node::memoryBytes);
    in.memory("FREE_MEM", lone(cells, Field.FREE_MEMORY), line).ifPresent(node::memoryFreeBytes);
    String reason = cells.getOrDefault(Field.REASON, "").strip();
    Intake.named(reason.equals("none") ? "" : reason, Caps.VALUE_BYTES).ifPresent(node::reason);
    String partition = cells.getOrDefault(Field.PARTITION, "").strip();
    int end = partition.endsWith("*") ? partition.length() - 1 : partition.length();
    return node.partitions(
            Intake.text(partition.substring(0, end), Caps.NAME_BYTES).stream().toList())
        .build();
  }

  /** The reading of all nodes of a row; none where it says the least of them ({@code 64+}). */
  private static String lone(Map<Field, String> cells, Field field) {
    String cell = cells.getOrDefault(field, "").strip();
    return cell.endsWith("+") ? "" : cell;
  }
}
