package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  @TempDir Path root;

  private Accounts accounts(FakeMachine machine) {
    return new Accounts(
        machine.files(),
        path -> {
          throw new IOException("no name service below a folder");
        },
        new Patience(Duration.ofMinutes(1)));
  }

  @Test
  void namesComeFromTheFileBelowTheRoot() {
    FakeMachine machine = new FakeMachine(root).accounts("root:0", "alice:1001");
    Accounts accounts = accounts(machine);
    accounts.refresh();
    assertThat(accounts.name(1001)).contains("alice");
    assertThat(accounts.name(1002, 7)).isEmpty();
    assertThat(accounts.number("alice")).hasValue(1001);
    assertThat(accounts.number("bob")).isEmpty();
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    FakeMachine machine = new FakeMachine(root).accounts("alice:1001");
    Accounts accounts = accounts(machine);
    accounts.refresh();
    machine.accounts("bob:1002");
    Files.setLastModifiedTime(root.resolve("etc/passwd"), FileTime.fromMillis(1000));
    accounts.refresh();
    assertThat(accounts.name(1001)).isEmpty();
    assertThat(accounts.name(1002)).contains("bob");
  }

  @Test
  void brokenLinesAreLeftOut() {
    FakeMachine machine =
        new FakeMachine(root)
            .file(
                "/etc/passwd",
                "x\n:x:5:5::/:\na:x:99999999999:1::/:\nb:x:-1:1::/:\nc:x:7:7::/c:/s\n");
    Accounts accounts = accounts(machine);
    accounts.refresh();
    assertThat(accounts.name(7)).contains("c");
    assertThat(accounts.number("a")).isEmpty();
    assertThat(accounts.number("b")).isEmpty();
  }

  @Test
  void aFolderBelongsToThePersonInWhoseHomeItLies() {
    FakeMachine machine =
        new FakeMachine(root)
            .file(
                "/etc/passwd",
                "root:x:0:0::/admin:/s\nalice:x:1001:1::/home/alice:/s\n"
                    + "bob:x:1002:1::/srv:/s\ncarol:x:1003:1::/srv:/s\n");
    Accounts accounts = accounts(machine);
    accounts.refresh();
    assertThat(accounts.ofFolder("/home/alice/app/x")).contains("alice");
    assertThat(accounts.ofFolder("/home/alicent")).isEmpty();
    assertThat(accounts.ofFolder("/admin/app")).isEmpty();
    assertThat(accounts.ofFolder("/srv/app")).isEmpty();
    assertThat(accounts.ofFolder("")).isEmpty();
  }

  @Test
  void onThisMachineTheNameServiceIsAskedOnce() {
    AtomicInteger asked = new AtomicInteger();
    Accounts accounts =
        new Accounts(
            new FolderFiles(Path.of("/")),
            path -> {
              asked.incrementAndGet();
              return path.equals("/proc/7") ? "ldapuser" : "2000000001";
            },
            new Patience(Duration.ofMinutes(1)));
    assertThat(accounts.name(2_000_000_000, 7)).contains("ldapuser");
    assertThat(accounts.name(2_000_000_000, 7)).contains("ldapuser");
    assertThat(accounts.name(2_000_000_001, 8)).isEmpty();
    assertThat(accounts.name(2_000_000_001, 8)).isEmpty();
    assertThat(asked).hasValue(2);
  }
}
