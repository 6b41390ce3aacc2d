package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SshCommandOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"view", "users", "record", "snapshot"})
  void commandsThatReadHostsTakeHostsOverSsh(String command) {
    assertThat(CommandRun.of(command, "--help").out())
        .contains("--ssh=", "--ssh-hostfile=", "--ssh-key=", "--ssh-config=", "--ssh-known-hosts=")
        .contains("--ssh-strict-host-key=", "--ssh-timeout-secs=", "--ssh-concurrency=")
        .contains("--ssh-fallback=", "--ssh-jump=", "--ssh-allow-exec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ssh gpu[ | --ssh: expected at least one host, got none",
        "--ssh gpu --ssh-key /no/such/key | --ssh-key: expected a file that exists, got"
            + " '/no/such/key'",
        "--ssh gpu --ssh-config /no/file | --ssh-config: expected a file that exists, got"
            + " '/no/file'",
        "--ssh gpu --ssh-strict-host-key ask | --ssh-strict-host-key: expected one of yes,"
            + " accept-new, no, got 'ask'",
        "--ssh gpu --ssh-timeout-secs 0 | --ssh-timeout-secs: expected 1 to 3600, got 0",
        "--ssh gpu --ssh-timeout-secs ten | --ssh-timeout-secs: expected a number, got 'ten'",
        "--ssh gpu --ssh-concurrency 0 | --ssh-concurrency: expected 1 to 1024, got 0",
        "--ssh gpu --ssh-fallback cuda | --ssh-fallback: expected some of nvidia-smi, amd-smi,"
            + " rocm-smi, none, got 'cuda'",
        "--ssh gpu --ssh-jump a:b:c | --ssh-jump: jump hosts: expected [user@]host[:port]",
        "--hosts a --show-secrets | --show-secrets: expected together with --local or --ssh, got"
            + " other hosts",
        "--local --ca-file a.pem | --ca-file: expected together with hosts, got --local",
        "--local --ssh-jump gate | --ssh-jump: expected together with --ssh or --ssh-hostfile",
        "--local --ssh-allow-exec | --ssh-allow-exec: expected together with --ssh or"
            + " --ssh-hostfile",
        "--hosts a --ssh-key k | --ssh-key: expected together with --ssh or --ssh-hostfile",
        "--replay a.ndjson --ssh gpu | source: expected --replay or hosts, got both"
      })
  void aWrongCommandLineIsSaidInOneLine(String options, String message) {
    CommandRun run = CommandRun.of(("users " + options).split(" "));
    assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("allsmi: " + message).hasLineCount(1);
  }

  @Test
  void aHostfileThatIsMissingIsAFailure() {
    Path missing = folder.resolve("hosts");
    CommandRun run = CommandRun.of("users", "--ssh-hostfile", missing.toString());
    assertThat(run.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).startsWith("allsmi: " + missing).hasLineCount(1);
  }

  @Test
  void aHostThatFailsIsNamedAndABadLineCostsItself() throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "Host *\n  HostName 127.0.0.1\n");
    Path hosts = Files.writeString(folder.resolve("hosts"), "ann@gpu-1:1\nann@gpu-2:x\n");
    CommandRun run =
        CommandRun.of(
            "users",
            "--hosts",
            "127.0.0.1:1",
            "--ssh-config",
            config.toString(),
            "--ssh-strict-host-key",
            "off",
            "--ssh-hostfile",
            hosts.toString());
    assertThat(run.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err())
        .contains("allsmi: ssh: host keys are not checked (StrictHostKeyChecking no)")
        .contains("allsmi: " + hosts + " line 2: ")
        .contains("allsmi: ssh://ann@gpu-1:1: connection refused")
        .contains("allsmi: 127.0.0.1:1: connection refused");
  }

  @Test
  void programsOfTheConfigurationRunOnlyWhenThatIsAllowed() throws IOException {
    Path sign = folder.resolve("ran");
    Path config =
        Files.writeString(
            folder.resolve("config"),
            "Host *\n  HostName 127.0.0.1\nMatch exec \"echo %n >" + sign + "\"\n  Port 1\n");
    String[] words = {"users", "--ssh", "ann@gpu-1:1", "--ssh-config", config.toString()};
    CommandRun.of(words);
    assertThat(sign).doesNotExist();
    String[] allowed = Arrays.copyOf(words, words.length + 1);
    allowed[words.length] = "--ssh-allow-exec";
    assertThat(CommandRun.of(allowed).err()).contains("ssh://ann@gpu-1:1: ");
    assertThat(sign).hasContent("gpu-1");
  }

  @ParameterizedTest
  @CsvSource({
    "'nvidia,rocm', '[SSH_NVIDIA_SMI, SSH_ROCM_SMI]'",
    "'amd-smi, AMD', '[SSH_AMD_SMI, SSH_ROCM_SMI]'",
    "'nvidia-smi,nvidia_smi', '[SSH_NVIDIA_SMI]'",
    "'nvidia-smi,off', '[]'"
  })
  void toolsHaveSeveralNamesAndNoneWins(String words, String tools) {
    assertThat(SshCommandOptions.Words.tools(words)).hasToString(tools);
  }
}
