package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ssh.config.SshAccount;
import io.allsmi.collect.ssh.config.SshConfig;
import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.core.Issue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostsNoticeTest {
  @Test
  void whatIsNoticedIsToldAtOnceAndOnceAndStaysWithTheList(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("config"));
    SshHosts hosts =
        SshHosts.open(
            SshTargetList.parse(List.of("a")),
            Optional.empty(),
            SshConfig.open(Optional.of(file), SshAccount.current()),
            SshOverrides.none());
    List<String> told = new ArrayList<>();
    hosts.tellNotices(told::add);
    hosts.notice("a: not added");
    hosts.notice("a: not added");
    assertThat(told).containsExactly("ssh: a: not added");
    assertThat(hosts.current().issues()).containsExactly(new Issue(0, "ssh: a: not added"));
  }
}
