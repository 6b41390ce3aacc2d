package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.ssh.SettingsOf;
import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.key.SshKey;
import java.nio.file.Path;
import java.time.Clock;

/** A program that trusts new hosts: {@code FILE NAME COUNT TYPE BASE64}. */
final class AddsHosts {
  private AddsHosts() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    byte[] key = SshKey.parse(arguments[3] + " " + arguments[4]).blob();
    KnownHosts hosts =
        new KnownHosts(
            Clock.systemUTC(),
            notice -> {
              throw new IllegalStateException(notice);
            });
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      SettingsOf settings =
          new SettingsOf(arguments[1] + i).known(file).policy(HostKeyPolicy.ACCEPT_NEW);
      hosts.checkFor(settings.make()).check(key);
    }
  }
}
