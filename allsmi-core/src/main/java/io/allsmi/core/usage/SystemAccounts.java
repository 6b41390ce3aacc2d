package io.allsmi.core.usage;

/**
 * Which accounts are the machine's own: root, and account numbers below 1000. Where a host reports
 * no numbers, the names that distributions give their services decide.
 */
public final class SystemAccounts {
  private static final int FIRST_ORDINARY_UID = 1000;

  private SystemAccounts() {}

  /**
   * Whether an account is a system account.
   *
   * @param user its name; a name made of digits alone is taken as the number
   * @param uid its number, negative when not known
   */
  public static boolean isSystem(String user, int uid) {
    if (user.equals("root")) {
      return true;
    }
    if (uid >= 0) {
      return uid < FIRST_ORDINARY_UID;
    }
    if (isShortNumber(user)) {
      return Integer.parseInt(user) < FIRST_ORDINARY_UID;
    }
    return user.startsWith("systemd-") || isService(user);
  }

  /** No stream: the first lambda would cost a fresh JVM 10 ms. */
  private static boolean isShortNumber(String user) {
    for (int i = 0; i < user.length(); i++) {
      if (user.charAt(i) < '0' || user.charAt(i) > '9') {
        return false;
      }
    }
    return !user.isEmpty() && user.length() <= 9;
  }

  /** A switch and no set: a set of so many names would be built before the first user is known. */
  private static boolean isService(String user) {
    return switch (user) {
      case "daemon",
          "bin",
          "sys",
          "sync",
          "games",
          "man",
          "lp",
          "mail",
          "news",
          "uucp",
          "proxy",
          "www-data",
          "backup",
          "list",
          "irc",
          "gnats",
          "nobody",
          "nogroup",
          "messagebus",
          "sshd",
          "ntp",
          "chrony",
          "_chrony",
          "syslog",
          "dbus",
          "polkitd",
          "avahi",
          "colord",
          "gdm",
          "Debian-gdm",
          "lightdm",
          "sddm",
          "rtkit",
          "usbmux",
          "tss",
          "uuidd",
          "tcpdump",
          "landscape",
          "pollinate",
          "fwupd-refresh",
          "dnsmasq",
          "nvidia-persistenced",
          "nvpd",
          "nvidia-dcgm",
          "dcgm",
          "munge",
          "slurm",
          "slurmd",
          "slurmdbd",
          "prometheus",
          "node_exporter",
          "node-exporter",
          "grafana",
          "telegraf",
          "netdata",
          "zabbix",
          "nagios",
          "nrpe",
          "mysql",
          "postgres",
          "redis",
          "mongodb",
          "memcache",
          "rabbitmq",
          "nginx",
          "apache",
          "haproxy",
          "postfix",
          "dovecot",
          "ftp",
          "rpc",
          "rpcuser",
          "statd",
          "_rpc",
          "_apt",
          "kernoops",
          "saned",
          "geoclue",
          "pulse",
          "speech-dispatcher",
          "whoopsie",
          "hplip",
          "cups-pk-helper",
          "systemd-network",
          "systemd-resolve",
          "systemd-timesync",
          "systemd-coredump",
          "systemd-oom",
          "adm",
          "halt",
          "shutdown",
          "operator",
          "nscd",
          "nslcd",
          "sssd",
          "cockpit-ws",
          "etcd",
          "docker",
          "containerd",
          "kube",
          "gpsd",
          "clamav",
          "bind",
          "named",
          "unbound" ->
          true;
      default -> false;
    };
  }
}
