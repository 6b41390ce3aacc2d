package io.allsmi.cli;

import io.allsmi.collect.ssh.SshTarget;
import io.allsmi.collect.ssh.config.SshAccount;
import io.allsmi.collect.ssh.config.SshConfig;
import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.collect.ssh.trust.KnownHostsFile;
import io.allsmi.core.Issue;
import io.allsmi.core.exposition.Exposition;
import io.allsmi.core.hostlist.HostNames;
import io.allsmi.core.json.ExpositionJson;
import io.allsmi.core.json.JobsJson;
import io.allsmi.core.json.ShimJson;
import io.allsmi.core.json.SlurmJson;
import io.allsmi.core.json.ValuesJson;
import io.allsmi.core.shim.ShimReadings;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.SlurmNode;
import io.allsmi.core.slurm.SlurmPartition;
import io.allsmi.core.slurm.SlurmReadings;
import io.allsmi.record.RecordingSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What came of a text.
 *
 * @param isEmpty whether nothing was accepted, be it that there was nothing
 * @param issues what could not be accepted
 * @param json how it is written
 */
record Parsed(boolean isEmpty, List<Issue> issues, JsonWriter json) {
  /** Writes a result as JSON. */
  interface JsonWriter {
    void write(OutputStream out) throws IOException;
  }

  static Parsed of(Exposition page) {
    return new Parsed(
        page.samples().isEmpty(), page.issues(), out -> ExpositionJson.write(page, out));
  }

  static Parsed of(ShimReadings readings) {
    return new Parsed(readings.isEmpty(), readings.issues(), out -> ShimJson.write(readings, out));
  }

  static Parsed jobs(SlurmReadings<JobInfo> readings) {
    return slurm(readings, out -> JobsJson.write(readings.values(), out));
  }

  static Parsed nodes(SlurmReadings<SlurmNode> readings) {
    return slurm(readings, out -> SlurmJson.writeNodes(readings.values(), out));
  }

  static Parsed partitions(SlurmReadings<SlurmPartition> readings) {
    return slurm(readings, out -> SlurmJson.writePartitions(readings.values(), out));
  }

  /** A failure that the output tells of is a complaint, so that no answer is not an empty one. */
  private static Parsed slurm(SlurmReadings<?> readings, JsonWriter json) {
    List<Issue> issues = new ArrayList<>(readings.issues());
    readings.error().ifPresent(error -> issues.add(new Issue(0, error.message())));
    return new Parsed(readings.values().isEmpty(), List.copyOf(issues), json);
  }

  static Parsed names(HostLists lists) {
    return new Parsed(
        lists.names().isEmpty(), lists.issues(), out -> ValuesJson.write(lists.names(), out));
  }

  static Parsed folded(HostLists lists) {
    String folded = HostNames.fold(lists.names());
    return new Parsed(
        lists.names().isEmpty(), lists.issues(), out -> ValuesJson.write(folded, out));
  }

  static Parsed of(KeyFile key) {
    return new Parsed(false, List.of(), key::writeJson);
  }

  static Parsed sshConfig(byte[] text, Optional<String> asked, Path file) throws IOException {
    SshTarget host = target(asked.orElse(""));
    SortedMap<String, List<String>> values =
        SshConfig.ofCapture(text, file, SshAccount.current())
            .values(host.host(), host.user(), host.port(), SshOverrides.none());
    return new Parsed(
        false, List.of(), out -> ValuesJson.write(values, SshConfig::isRepeated, out));
  }

  private static SshTarget target(String host) {
    try {
      return SshTarget.parse(host);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--host: " + e.getMessage());
    }
  }

  static Parsed knownHosts(byte[] text, Optional<String> host) throws IOException {
    KnownHostsFile file = KnownHostsFile.parse(Path.of("known-hosts"), text);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    List<Issue> issues = file.writeJson(host, json);
    // Where lines are about other hosts there is nothing to find and nothing wrong.
    boolean isEmpty = file.size() == 0 || (host.isEmpty() && file.size() <= issues.size());
    return new Parsed(isEmpty, issues, json::writeTo);
  }

  static Parsed of(RecordingSummary summary) {
    return new Parsed(summary.frames() == 0, summary.issues(), summary::writeJson);
  }
}
