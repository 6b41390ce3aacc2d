package io.allsmi.cli;

import io.allsmi.collect.ssh.key.KeyFile;
import io.allsmi.core.exposition.ExpositionParser;
import io.allsmi.core.shim.ShimParsers;
import io.allsmi.core.slurm.SlurmParsers;
import io.allsmi.record.RecordingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code allsmi parse} can parse, and how. */
enum ParseKind {
  EXPOSITION(text -> Parsed.of(ExpositionParser.parse(text))),
  NVIDIA_SMI_CSV((text, query) -> Parsed.of(ShimParsers.nvidiaSmiCsv(text, query))),
  NVIDIA_SMI_APPS_CSV((text, query) -> Parsed.of(ShimParsers.nvidiaSmiAppsCsv(text, query))),
  NVIDIA_SMI_XML(text -> Parsed.of(ShimParsers.nvidiaSmiXml(text))),
  NVIDIA_SMI_TABLE(text -> Parsed.of(ShimParsers.nvidiaSmiTable(text))),
  NVIDIA_SMI_Q(text -> Parsed.of(ShimParsers.nvidiaSmiQ(text))),
  NVIDIA_SMI_PMON(text -> Parsed.of(ShimParsers.nvidiaSmiPmon(text))),
  NVIDIA_SMI_DMON(text -> Parsed.of(ShimParsers.nvidiaSmiDmon(text))),
  NVIDIA_SMI_LIST(text -> Parsed.of(ShimParsers.nvidiaSmiList(text))),
  ROCM_SMI_JSON(text -> Parsed.of(ShimParsers.rocmSmiJson(text))),
  ROCM_SMI_TABLE(text -> Parsed.of(ShimParsers.rocmSmiTable(text))),
  AMD_SMI_JSON(text -> Parsed.of(ShimParsers.amdSmiJson(text))),
  AMD_SMI_TABLE(text -> Parsed.of(ShimParsers.amdSmiTable(text))),
  HL_SMI_CSV((text, query) -> Parsed.of(ShimParsers.hlSmiCsv(text, query))),
  SQUEUE((text, query) -> Parsed.jobs(SlurmParsers.squeue(text, query, ZoneOffset.UTC))),
  SQUEUE_JSON(text -> Parsed.jobs(SlurmParsers.squeueJson(text))),
  SCONTROL_JOB(text -> Parsed.jobs(SlurmParsers.scontrolJob(text, ZoneOffset.UTC))),
  SCONTROL_NODE(text -> Parsed.nodes(SlurmParsers.scontrolNode(text))),
  SCONTROL_PARTITION(text -> Parsed.partitions(SlurmParsers.scontrolPartition(text))),
  SINFO((text, query) -> Parsed.nodes(SlurmParsers.sinfo(text, query))),
  NODES_JSON(text -> Parsed.nodes(SlurmParsers.nodesJson(text))),
  HOSTLIST(text -> Parsed.names(HostLists.of(text))),
  HOSTLIST_FOLD(text -> Parsed.folded(HostLists.of(text))),
  SSH_CONFIG(Parsed::sshConfig),
  KNOWN_HOSTS((text, host, file) -> Parsed.knownHosts(text, host)),
  SSH_KEY(text -> Parsed.of(KeyFile.look(Path.of("ssh-key"), text))),
  SNAPSHOT(text -> Parsed.of(RecordingSummary.ofSnapshots(text))),
  RECORDING(text -> Parsed.of(RecordingSummary.ofRecording(text)));

  /** Parses a text. */
  interface Parser {
    Parsed parse(byte[] text) throws IOException;
  }

  /** Parses rows whose columns the caller may name. */
  interface QueryParser {
    Parsed parse(byte[] text, List<String> query) throws IOException;
  }

  /** Parses a text from a file that is asked for one host. */
  interface HostParser {
    Parsed parse(byte[] text, Optional<String> host, Path file) throws IOException;
  }

  private interface AnyParser {
    Parsed parse(byte[] text, List<String> query, Optional<String> host, Path file)
        throws IOException;
  }

  private final AnyParser parser;

  /** Whether the caller may name the columns. */
  final boolean takesQuery;

  /** Whether the caller may name a host. */
  final boolean takesHost;

  ParseKind(Parser parser) {
    this((text, query, host, file) -> parser.parse(text), false, false);
  }

  ParseKind(QueryParser parser) {
    this((text, query, host, file) -> parser.parse(text, query), true, false);
  }

  ParseKind(HostParser parser) {
    this((text, query, host, file) -> parser.parse(text, host, file), false, true);
  }

  ParseKind(AnyParser parser, boolean takesQuery, boolean takesHost) {
    this.parser = parser;
    this.takesQuery = takesQuery;
    this.takesHost = takesHost;
  }

  Parsed parse(byte[] text, List<String> query, Optional<String> host, Path file)
      throws IOException {
    return parser.parse(text, query, host, file);
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
