package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParseCommandTest {
  @TempDir Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("text"), text).toString();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HOSTLIST", "HOSTLIST_FOLD", "SSH_CONFIG", "SSH_KEY"})
  void nothingIsValidAndAMessageIsNot(ParseKind kind) throws IOException {
    CommandRun empty = CommandRun.of("parse", kind.toString(), file(""));
    assertThat(empty.code()).isZero();
    assertThat(empty.out()).matches("\\{.*:\\[\\](,\"errors\":\\[\\])?}\n");
    assertThat(empty.err()).isEmpty();
    CommandRun message = CommandRun.of("parse", kind.toString(), file("<no driver>\n"));
    assertThat(message.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(message.err()).startsWith("allsmi: " + folder.resolve("text") + ": line 1: ");
  }

  @Test
  void configIsShownAsSshShowsIt() throws IOException {
    Files.writeString(folder.resolve("part"), "IdentityFile ~/k\n");
    String config = file("Host n*\nPort 44\nUserKnownHostsFile /a /b\nInclude part\n");
    CommandRun shown = CommandRun.of("parse", "ssh-config", config, "--host", "ann@node7");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("\"host\":\"node7\"", "\"hostname\":\"node7\"", "\"user\":\"ann\"")
        .contains("\"port\":\"44\"", "\"userknownhostsfile\":\"/a /b\"")
        .contains("\"identityfile\":[\"~/k\"]", "\"stricthostkeychecking\":\"ask\"")
        .startsWith("{")
        .endsWith("}\n");
    assertThat(CommandRun.of("parse", "ssh-config", file(""), "--host", "x").code()).isZero();
  }

  @Test
  void configThatSshRefusesIsRefused() throws IOException {
    String config = file("Host a\n  Prot 22\n");
    CommandRun refused = CommandRun.of("parse", "ssh-config", config, "--host", "b");
    assertThat(refused.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "allsmi: "
                + config
                + " line 2: expected a keyword of ssh_config or one that IgnoreUnknown names,"
                + " got 'prot'\n");
    assertThat(CommandRun.of("parse", "ssh-config", config).code()).isEqualTo(ExitCodes.USAGE);
    assertThat(CommandRun.of("parse", "ssh-config", config, "--host", "-x").code())
        .isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void hostListIsExpandedAndFolded() throws IOException {
    String text = file("gpu[09-11],login\nn[\n");
    CommandRun names = CommandRun.of("parse", "hostlist", text);
    assertThat(names.code()).isZero();
    assertThat(names.out()).isEqualTo("[\"gpu09\",\"gpu10\",\"gpu11\",\"login\"]\n");
    assertThat(names.err())
        .isEqualTo("allsmi: " + text + ": line 2: n[: expected a ']' after each '[', got 'n['\n");
    assertThat(CommandRun.of("parse", "hostlist-fold", file("n1 n2\nn3,a\n")).out())
        .isEqualTo("\"n[1-3],a\"\n");
    assertThat(CommandRun.of("parse", "hostlist", file("")).out()).isEqualTo("[]\n");
    assertThat(CommandRun.of("parse", "hostlist-fold", file("")).out()).isEqualTo("\"\"\n");
    assertThat(CommandRun.of("parse", "hostlist", file("n[")).code()).isEqualTo(ExitCodes.FAILED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nvidia-smi-csv; index, power.draw [W]~0, 5 W; \"power_consumption\":5.0",
        "nvidia-smi-apps-csv; pid, used_memory [MiB]~7, 1 MiB; \"used_memory\":1048576",
        "nvidia-smi-xml; <nvidia_smi_log><gpu><uuid>GPU-9</uuid></gpu></nvidia_smi_log>; \"uuid\":\"GPU-9\"",
        "nvidia-smi-q; GPU 00000000:01:00.0~    Fan Speed   : 4 %; \"fan_speed_percent\":\"4\"",
        "nvidia-smi-pmon; # gpu pid command~# Idx # name~0 7 tool; \"process_name\":\"tool\"",
        "nvidia-smi-dmon; # gpu pwr~# Idx W~0 31; \"power_consumption\":31.0",
        "nvidia-smi-list; GPU 0: X (UUID: GPU-8); \"uuid\":\"GPU-8\"",
        "rocm-smi-json; {\"card0\":{\"GPU use (%)\":\"3\"}}; \"utilization\":3.0",
        "rocm-smi-table; GPU  GPU%~0  3%; \"utilization\":3.0",
        "amd-smi-json; [{\"gpu\":2}]; \"index\":2",
        "hl-smi-csv; index, uuid~0, 01P0; \"device_type\":\"NPU\"",
        "squeue; JOBID|STATE~5_0|RUNNING; {\"jobs\":[{\"id\":\"5_0\",",
        "squeue-json; {\"jobs\":[{\"job_id\":5}]}; {\"jobs\":[{\"id\":\"5\",\"raw_id\":5,",
        "scontrol-job; JobId=5 JobName=a; {\"jobs\":[{\"id\":\"5\",",
        "scontrol-node; NodeName=n1 Gres=gpu:2; {\"nodes\":[{\"name\":\"n1\",",
        "scontrol-partition; PartitionName=gpu; {\"partitions\":[{\"name\":\"gpu\",",
        "sinfo; NODELIST|STATE~n1|idle; \"states\":[\"IDLE\"]",
        "nodes-json; {\"nodes\":[{\"name\":\"n1\"}]}; {\"nodes\":[{\"name\":\"n1\",",
        "snapshot; [{\"schema\":1,~\"timestamp\":\"2026-04-20T00:00:00Z\",\"hostname\":\"a\"}];"
            + " {\"frames\":1,\"from\":\"2026-04-20T00:00:00Z\"",
        "recording; {\"schema\":1,\"timestamp\":\"2026-04-20T00:00:00Z\",\"hostname\":\"a\"}~;"
            + " \"duration_seconds\":0.0,\"hosts\":[\"a\"]"
      })
  void everyKindIsReadByItsParser(String kind, String text, String expected) throws IOException {
    CommandRun result = CommandRun.of("parse", kind, file(text.replace('~', '\n')));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains(expected);
  }

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILbRhbtx7s0p+e18aTwbGaHN+8UqaBcSRNCE+GU5v6Q7";

  @Test
  void aHostIsLookedUpAmongTheKnownOnes() throws IOException {
    String text = file("a " + KEY + "\n@revoked [b]:2222 " + KEY + "\nbroken\n");
    CommandRun found = CommandRun.of("parse", "known-hosts", text, "--host", "[b]:2222");
    assertThat(found.code()).isZero();
    assertThat(found.out())
        .startsWith(
            "{\"found\":[{\"line\":2,\"marker\":\"@revoked\",\"hashed\":false,"
                + "\"type\":\"ssh-ed25519\",\"bits\":256,\"fingerprint\":\"SHA256:");
    assertThat(found.err()).contains("line 3: line: expected names").hasLineCount(1);
    assertThat(CommandRun.of("parse", "known-hosts", text).out())
        .contains("{\"line\":1,\"marker\":null,", "{\"line\":2,");
    CommandRun none = CommandRun.of("parse", "known-hosts", text, "--host", "c");
    assertThat(none.code()).isZero();
    assertThat(none.out()).startsWith("{\"found\":[],");
    CommandRun other = CommandRun.of("parse", "nvidia-smi-list", text, "--host", "a");
    assertThat(other.code()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void aKeyIsShownAndWhatIsNoneIsRefused() throws IOException {
    CommandRun key = CommandRun.of("parse", "ssh-key", file(KEY + " a comment\n"));
    assertThat(key.code()).isZero();
    assertThat(key.out())
        .startsWith("{\"format\":\"public\",\"type\":\"ssh-ed25519\",\"bits\":256,")
        .endsWith(",\"encrypted\":false}\n")
        .doesNotContain("comment");
    CommandRun none = CommandRun.of("parse", "ssh-key", file("<no key>\n"));
    assertThat(none.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(none.err()).startsWith("allsmi: ssh-key: expected an OpenSSH, PEM or PKCS#8 key");
  }

  @Test
  void aQueryNamesTheColumns() throws IOException {
    String text = file("A, 5\n");
    CommandRun named =
        CommandRun.of("parse", "nvidia-smi-csv", text, "--query", "name,utilization.gpu");
    assertThat(named.code()).isZero();
    assertThat(named.out()).contains("\"name\":\"A\"", "\"utilization\":5.0");
    CommandRun other = CommandRun.of("parse", "nvidia-smi-list", text, "--query", "name");
    assertThat(other.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(other.err()).startsWith("allsmi: --query: expected a kind of CSV with it");
  }

  @Test
  void aFailureOfSlurmIsNotAnEmptyAnswer() throws IOException {
    String json = "{\"errors\":[{\"description\":\"Failed while looking for jobs\"}],\"jobs\":[]}";
    CommandRun failed = CommandRun.of("parse", "squeue-json", file(json));
    assertThat(failed.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(failed.out()).isEqualTo("{\"jobs\":[]}\n");
    assertThat(failed.err()).contains("Failed while looking for jobs").hasLineCount(1);
    CommandRun named =
        CommandRun.of("parse", "squeue", file("7|R|a|b\n8|x\n"), "--query", "%i,%t,%j");
    assertThat(named.code()).isZero();
    assertThat(named.out()).contains("\"name\":\"a|b\",\"state\":\"RUNNING\"");
    assertThat(named.err()).contains("line 2: row: expected 3 fields").hasLineCount(1);
  }

  @Test
  void partOfATextIsEnough() throws IOException {
    CommandRun some = CommandRun.of("parse", "nvidia-smi-csv", file("index, name\n0, A\nbroken\n"));
    assertThat(some.code()).isZero();
    assertThat(some.err())
        .contains("line 3: row: expected 2 columns, got 'broken'")
        .hasLineCount(1);
    assertThat(some.out()).contains("\"errors\":[{\"line\":3,");
  }

  @Test
  void withoutAFileItIsStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("oops\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(CommandRun.of("parse", "nvidia-smi-list").err())
          .startsWith("allsmi: standard input: line 1: ");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void anUnknownKindNamesTheKnownOnes() {
    CommandRun result = CommandRun.of("parse", "nvidia", "x");
    assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(result.err()).contains("exposition, nvidia-smi-csv, ").contains("got 'nvidia'");
  }
}
