package io.allsmi.core.report;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** The accounts of all users, hosts, GPUs, days and hours, and the time line. */
final class Books {
  private static final String OTHERS = UsageRow.OTHERS;

  /** What a GPU is found by: its UUID, else its index, else its place. */
  record GpuKey(String hostId, String uuid, int number) {
    static GpuKey of(String hostId, GpuInfo gpu, int place) {
      String uuid = gpu.uuid().orElse("");
      return new GpuKey(hostId, uuid, uuid.isEmpty() ? gpu.index().orElse(~place) : -1);
    }
  }

  private static final UsageFigures.Basis DEVICES = UsageFigures.Basis.DEVICES;

  private final ReportOptions options;
  private final Ledger<String> users;
  private final Ledger<String> hosts;
  private final Ledger<GpuKey> gpus;
  private final Calendar days;
  private final Calendar hours;
  private final ClusterTimeline timeline;
  private final JobBooks jobs;
  private final Rates cluster = new Rates();
  private final Rates device = new Rates();
  private final Totals total = new Totals();
  private long frame;

  Books(ReportOptions options, int most) {
    this.options = options;
    timeline = new ClusterTimeline(options.zone());
    jobs = new JobBooks(options, most);
    users = new Ledger<>(most, timeline::user);
    hosts = new Ledger<>(most, timeline::host);
    gpus = new Ledger<>(most, key -> timeline.gpu(key.hostId()));
    days = new Calendar(options.zone(), ChronoUnit.DAYS, most);
    hours = new Calendar(options.zone(), ChronoUnit.HOURS, most);
  }

  /** Adds what a frame comes to from one moment to another. */
  void credit(ClusterSnapshot snapshot, long from, long to) {
    frame++;
    cluster.clear();
    for (HostSnapshot host : snapshot.hosts()) {
      read(host);
    }
    for (Account host : hosts.touched()) {
      cluster.add(host.rates);
    }
    timeline.add(cluster, users.touched(), hosts.touched(), from, to);
    days.add(cluster, from, to);
    hours.add(cluster, from, to);
    total.add(cluster, to - from);
    users.credit(to - from);
    hosts.credit(to - from);
    gpus.credit(to - from);
    jobs.credit(snapshot, from, to);
  }

  private void read(HostSnapshot host) {
    String id = host.hostId();
    Account account = hosts.of(id, OTHERS, frame);
    // A host that does not answer has its address for a name.
    if (account.hostname.isEmpty() || !host.hostname().equals(id)) {
      account.hostname = account.key.equals(OTHERS) ? OTHERS : host.hostname();
    }
    account.rates.add(Figure.EXPECTED, 1);
    if (!host.status().state().countsInSums()) {
      return;
    }
    account.rates.add(Figure.SEEN, 1);
    HostUse use = new HostUse(host, options.idleBelowPercent());
    for (int at = 0; at < use.devices(); at++) {
      if (use.isListed(at) || use.isHeld(at)) {
        device.clear();
        use.addDevice(at, device);
        account.rates.add(device);
        gpu(host, use, at).rates.add(device);
      }
    }
    for (int user = 0; user < use.users(); user++) {
      Account holder = users.of(use.user(user), OTHERS, frame);
      int uid = use.uid(user);
      holder.uid = holder.uid < 0 || (uid >= 0 && uid < holder.uid) ? uid : holder.uid;
      use.addUser(user, holder.rates);
    }
  }

  private Account gpu(HostSnapshot host, HostUse use, int at) {
    boolean listed = use.isListed(at);
    int number = use.deviceNumber(at);
    GpuKey key =
        listed
            ? GpuKey.of(host.hostId(), host.gpus().get(at), at)
            : new GpuKey(host.hostId(), "?", number);
    Account account = gpus.of(key, new GpuKey(OTHERS, "", -1), frame);
    account.rates.add(Figure.SEEN, account.rates.get(Figure.SEEN) == 0 ? 1 : 0);
    if (!account.key.equals(OTHERS)) {
      account.hostname = host.hostname();
      account.device = number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
      account.uuid = listed ? host.gpus().get(at).uuid().orElse("") : "";
      account.model = listed ? host.gpus().get(at).name() : "";
    }
    return account;
  }

  UsageFigures total() {
    return figures(total, DEVICES);
  }

  /** Those who held a GPU, the largest share first, the unattributed group and the others last. */
  List<UsageRow> users() {
    return users.all().stream()
        .filter(a -> !a.totals.isZero(Figure.HELD))
        .sorted(
            Comparator.comparing(ClusterTimeline::isUnnamed)
                .thenComparing(a -> a.totals.get(Figure.SHARE), Comparator.reverseOrder())
                .thenComparing(a -> a.key))
        .map(this::user)
        .toList();
  }

  private UsageRow user(Account account) {
    return new UsageRow(
        account.key,
        "",
        "",
        OptionalInt.empty(),
        "",
        "",
        ClusterTimeline.isSystem(account),
        figures(account.totals, UsageFigures.Basis.USER));
  }

  int usersWithoutGpus() {
    return (int) users.all().stream().filter(a -> a.totals.isZero(Figure.HELD)).count();
  }

  List<UsageRow> hosts() {
    return hosts.all().stream()
        .sorted(
            Comparator.comparing((Account a) -> a.key.equals(OTHERS))
                .thenComparing(a -> a.hostname)
                .thenComparing(a -> a.key))
        .map(
            a ->
                new UsageRow(
                    a.hostname,
                    a.key,
                    a.hostname,
                    OptionalInt.empty(),
                    "",
                    "",
                    false,
                    figures(a.totals, DEVICES)))
        .toList();
  }

  List<UsageRow> gpus() {
    List<UsageRow> rows = new ArrayList<>();
    gpus.all().stream()
        .sorted(
            Comparator.comparing((Account a) -> a.key.equals(OTHERS))
                .thenComparing(a -> a.hostname)
                .thenComparing(a -> a.key)
                .thenComparing(a -> a.device.orElse(-1))
                .thenComparing(a -> a.uuid))
        .forEach(a -> rows.add(gpu(a)));
    return rows;
  }

  private UsageRow gpu(Account a) {
    String name =
        a.key.equals(OTHERS)
            ? OTHERS
            : a.hostname + ":" + (a.device.isPresent() ? a.device.getAsInt() : "?");
    return new UsageRow(
        name, a.key, a.hostname, a.device, a.uuid, a.model, false, figures(a.totals, DEVICES));
  }

  List<UsageRow> days() {
    return days.rows(options);
  }

  List<UsageRow> hours() {
    return hours.rows(options);
  }

  JobReport jobs() {
    return jobs.report();
  }

  UsageTimeline timeline() {
    return timeline.rows(users.all(), hosts.all());
  }

  private UsageFigures figures(Totals totals, UsageFigures.Basis basis) {
    return new UsageFigures(totals, basis, options.pricePerKwh());
  }
}
