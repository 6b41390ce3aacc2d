package io.allsmi.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every key there is. Names, defaults and variables are those of the Rust all-smi where it has
 * them.
 */
public final class ConfigKeys {
  /** The only version of the file there is. */
  public static final int SCHEMA_VERSION = 1;

  /** The key that every file begins with. */
  public static final String VERSION = "schema_version";

  /** The table of key bindings: its keys are actions. */
  public static final String KEYS = "keys";

  private static final List<String> HOSTS = List.of("view", "users", "record");
  private static final List<String> SSH = List.of("view", "users", "jobs", "snapshot", "record");
  private static final List<String> PACE = List.of("view", "users", "jobs", "record");
  private static final List<String> VIEW = List.of("view", "demo");
  private static final List<String> WATCH = List.of("view");
  private static final List<String> API = List.of("api");
  private static final List<String> RECORD = List.of("record");
  private static final List<String> SNAPSHOT = List.of("snapshot");
  private static final double DAY = 86_400;

  /** All of them, in the order in which {@code config init} writes them. */
  public static final List<ConfigKey> ALL = all();

  /** Keys that the Rust all-smi writes and that say nothing here. */
  public static final List<String> WITHOUT_EFFECT =
      List.of(
          "general.theme",
          "general.locale",
          "energy.price_per_kwh",
          "energy.currency",
          "energy.show_cost",
          "energy.wal_path",
          "energy.gap_interpolate_seconds",
          "energy.wal_enabled",
          "display.color_scheme",
          "display.gauge_style",
          "display.show_led_grid");

  private ConfigKeys() {}

  /** The key of a full name. */
  public static Optional<ConfigKey> of(String path) {
    for (ConfigKey key : ALL) {
      if (key.path().equals(path)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static List<ConfigKey> all() {
    List<ConfigKey> all = new ArrayList<>();
    Table general = new Table(all, "general");
    general.key(
        "default_mode",
        ConfigType.word("local", "view", "api"),
        "",
        List.of(),
        "\"local\"",
        "What 'allsmi' without a command is: the view of this machine, view or api.");
    Table local = new Table(all, "local");
    ConfigType seconds = ConfigType.number(0.1, DAY);
    local.key(
        "interval_secs",
        seconds,
        "--interval",
        PACE,
        "3",
        "How often this machine is read when nothing else is, in seconds.");
    view(new Table(all, "view"), seconds);
    api(new Table(all, "api"), seconds);
    alerts(new Table(all, "alerts"));
    Table record = new Table(all, "record");
    record.key(
        "output_dir",
        ConfigType.FILE,
        "--output-dir",
        RECORD,
        "\"~/.cache/all-smi/records\"",
        "Where a recording goes that no --output names.");
    record.key(
        "compress",
        ConfigType.word("zstd", "gzip", "none"),
        "--compress",
        RECORD,
        "\"zstd\"",
        "How such a recording is compressed.");
    Table snapshot = new Table(all, "snapshot");
    snapshot.key(
        "default_format",
        ConfigType.word("json", "csv", "prometheus"),
        "--format",
        SNAPSHOT,
        "\"json\"",
        "The form of a snapshot.");
    snapshot.key(
        "default_pretty",
        ConfigType.FLAG,
        "--pretty",
        SNAPSHOT,
        "true",
        "Whether its JSON is indented; without this only on a terminal.");
    return List.copyOf(all);
  }

  private static void view(Table view, ConfigType seconds) {
    view.key(
        "hosts",
        ConfigType.TEXTS,
        "--hosts",
        HOSTS,
        "[]",
        "Exporters to read where the command line names no source.");
    view.key(
        "hostfile",
        ConfigType.FILE,
        "--hostfile",
        HOSTS,
        "\"\"",
        "A file with one of them a line.");
    view.key(
        "interval_secs", seconds, "--interval", PACE, "3", "How often hosts are read, in seconds.");
    view.key(
        "theme",
        ConfigType.word("default", "light", "colour-blind", "mono"),
        "--theme",
        VIEW,
        "\"default\"",
        "The colours of the terminal view.");
    view.ssh("ssh", ConfigType.TEXTS, "--ssh", HOSTS, "[]", "Hosts to read over SSH.");
    view.ssh(
        "ssh_hostfile",
        ConfigType.FILE,
        "--ssh-hostfile",
        HOSTS,
        "\"\"",
        "A file with one of them a line.");
    view.ssh("ssh_key", ConfigType.FILE, "--ssh-key", SSH, "\"\"", "A private key to log in with.");
    view.ssh(
        "ssh_config",
        ConfigType.FILE,
        "--ssh-config",
        SSH,
        "\"~/.ssh/config\"",
        "Instead of the files that ssh reads.");
    view.ssh(
        "ssh_known_hosts",
        ConfigType.FILE,
        "--ssh-known-hosts",
        SSH,
        "\"~/.ssh/known_hosts\"",
        "Known hosts instead of those that ssh_config names.");
    view.ssh(
        "ssh_strict_host_key",
        ConfigType.word("yes", "accept-new", "no"),
        "--ssh-strict-host-key",
        SSH,
        "\"yes\"",
        "What becomes of unknown host keys.");
    view.ssh(
        "ssh_timeout_secs",
        ConfigType.whole(1, 3600),
        "--ssh-timeout-secs",
        SSH,
        "10",
        "How long connecting to a host may take, in seconds.");
    view.ssh(
        "ssh_concurrency",
        ConfigType.whole(1, 1024),
        "--ssh-concurrency",
        SSH,
        "32",
        "Hosts that are connected to at the same time.");
    view.ssh(
        "ssh_fallback",
        ConfigType.TEXTS,
        "--ssh-fallback",
        SSH,
        "[\"nvidia-smi\", \"amd-smi\", \"rocm-smi\"]",
        "What hosts without allsmi are read with.");
    view.ssh(
        "ssh_jump", ConfigType.TEXTS, "--ssh-jump", SSH, "[]", "Hosts to go through, in order.");
  }

  private static void api(Table api, ConfigType seconds) {
    api.key("port", ConfigType.whole(0, 65_535), "--port", API, "9090", "The TCP port.");
    api.key(
        "bind", ConfigType.TEXTS, "--bind", API, "[\"0.0.0.0\"]", "The addresses to listen on.");
    api.key(
        "socket", ConfigType.SOCKET, "--socket", API, "false", "A Unix socket: true, or its path.");
    api.key(
        "processes", ConfigType.FLAG, "--processes", API, "false", "Whether processes are served.");
    api.key(
        "interval_secs",
        seconds,
        "--interval",
        API,
        "3",
        "How often this machine is read, in seconds.");
    api.key(
        "max_processes",
        ConfigType.whole(0, 1_000_000),
        "--max-processes",
        API,
        "1000",
        "At most so many process rows.");
    api.key("token_file", ConfigType.FILE, "--token-file", API, "\"\"", "Ask for the token in it.");
    api.key(
        "tls_cert",
        ConfigType.FILE,
        "--tls-cert",
        API,
        "\"\"",
        "Serve HTTPS with this chain (PEM).");
    api.key("tls_key", ConfigType.FILE, "--tls-key", API, "\"\"", "Its key (PEM).");
    api.key(
        "energy_file",
        ConfigType.FILE,
        "--energy-file",
        API,
        "\"~/.cache/all-smi/energy\"",
        "Where energy is kept over restarts.");
  }

  private static void alerts(Table alerts) {
    alerts.key("enabled", ConfigType.FLAG, "--no-alerts", WATCH, "true", "Whether there are any.");
    ConfigType celsius = ConfigType.number(0, 200);
    alerts.legacy(
        "temp_warn_c",
        celsius,
        "--alert-temp",
        "80",
        "The temperature that warns, in °C; 0 is off.",
        "ALL_SMI_ALERT_TEMP");
    alerts.key(
        "temp_crit_c",
        celsius,
        "--alert-temp-crit",
        WATCH,
        "90",
        "The critical temperature, in °C; 0 is off.");
    alerts.key(
        "hysteresis_c",
        ConfigType.number(0, 50),
        "--alert-hysteresis",
        WATCH,
        "2",
        "How far below a threshold a temperature is fine again, in °C.");
    alerts.key(
        "util_idle_pct",
        ConfigType.number(0, 100),
        "--alert-idle-percent",
        WATCH,
        "5",
        "The utilisation up to which a GPU is idle, in percent.");
    alerts.legacy(
        "util_idle_warn_mins",
        ConfigType.whole(0, 525_600),
        "--alert-util-low-mins",
        "0",
        "How long any GPU is idle before it warns, in minutes; 0 is off.",
        "ALL_SMI_ALERT_UTIL_LOW_MINS");
    alerts.key(
        "held_idle_mins",
        ConfigType.whole(0, 525_600),
        "--alert-idle-mins",
        WATCH,
        "15",
        "How long a GPU that somebody holds is idle before it warns, in minutes; 0 is off.");
    alerts.key(
        "power_crit_w",
        ConfigType.number(0, 100_000),
        "--alert-power",
        WATCH,
        "0",
        "The critical power of a GPU, in watts; 0 is off.");
    alerts.key(
        "bell_on_critical",
        ConfigType.FLAG,
        "--alert-bell",
        WATCH,
        "false",
        "Whether the terminal's bell rings when something becomes critical.");
    alerts.key(
        "webhook_url",
        ConfigType.TEXT,
        "--alert-webhook",
        WATCH,
        "\"\"",
        "Where alerts are posted to as JSON; empty is nowhere.");
  }

  /** Those of a section, for people who look for one: the nearest first. */
  static List<String> nearest(String path, List<String> names) {
    return names.stream()
        .filter(name -> distance(path, name) <= Math.max(2, path.length() / 3))
        .sorted(Comparator.comparingInt(name -> distance(path, name)))
        .toList();
  }

  /** How many letters have to be changed, added or taken away. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }

  /** Adds the keys of one section. */
  private record Table(List<ConfigKey> all, String section) {
    void key(
        String name,
        ConfigType type,
        String option,
        List<String> commands,
        String preset,
        String about) {
      add(name, type, option, commands, preset, about, List.of(variable(name)));
    }

    void ssh(
        String name,
        ConfigType type,
        String option,
        List<String> commands,
        String preset,
        String about) {
      add(name, type, option, commands, preset, about, List.of());
    }

    void legacy(
        String name, ConfigType type, String option, String preset, String about, String variable) {
      add(name, type, option, WATCH, preset, about, List.of(variable(name), variable));
    }

    private String variable(String name) {
      return ConfigKey.variable(section, name);
    }

    private void add(
        String name,
        ConfigType type,
        String option,
        List<String> commands,
        String preset,
        String about,
        List<String> variables) {
      all.add(new ConfigKey(section, name, type, option, commands, preset, about, variables));
    }
  }

  /** The keys by section, in their order. */
  public static Map<String, List<ConfigKey>> bySection() {
    Map<String, List<ConfigKey>> sections = new LinkedHashMap<>();
    for (ConfigKey key : ALL) {
      sections.computeIfAbsent(key.section(), section -> new ArrayList<>()).add(key);
    }
    return sections;
  }
}
