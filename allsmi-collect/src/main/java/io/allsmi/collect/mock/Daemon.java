package io.allsmi.collect.mock;

import java.util.List;

/** What runs on every node and uses no GPU. */
record Daemon(String user, String name, String command) {
  static final List<Daemon> ALL =
      List.of(
          of("root", "systemd", "/sbin/init"),
          of("root", "systemd-journal", "/lib/systemd/systemd-journald"),
          of("root", "systemd-udevd", "/lib/systemd/systemd-udevd"),
          of("systemd-resolve", "systemd-resolve", "/lib/systemd/systemd-resolved"),
          of("messagebus", "dbus-daemon", "/usr/bin/dbus-daemon --system --nofork"),
          of("root", "containerd", "/usr/bin/containerd"),
          of("root", "containerd-shim", "/usr/bin/containerd-shim-runc-v2 -namespace k8s.io"),
          of("root", "nv-hostengine", "/usr/bin/nv-hostengine -n --service-account dcgm"),
          of("root", "dcgm-exporter", "/usr/bin/dcgm-exporter -a :9400"),
          of("root", "kubelet", "/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml"),
          of("root", "sshd", "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"),
          of("root", "cron", "/usr/sbin/cron -f -P"),
          of("root", "slurmd", "/usr/sbin/slurmd -D -s"),
          of("munge", "munged", "/usr/sbin/munged"),
          of("prometheus", "node_exporter", "/usr/bin/node_exporter --collector.ntp=\"on\""),
          of("root", "nvidia-persiste", "/usr/bin/nvidia-persistenced --verbose"),
          of("root", "irqbalance", "/usr/sbin/irqbalance --foreground"),
          of("chrony", "chronyd", "/usr/sbin/chronyd -F 1"),
          of("root", "kworker/0:1", "[kworker/0:1-events]"),
          of("root", "rasdaemon", "/usr/sbin/rasdaemon -f -r"));

  private static Daemon of(String user, String name, String command) {
    return new Daemon(user, name, command);
  }
}
