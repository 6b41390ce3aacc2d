package io.allsmi.cli;

import io.allsmi.collect.mock.MockOptions;
import io.allsmi.collect.mock.MockPlatform;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a mock cluster is made of: the options of {@code mock} and {@code demo}. */
final class MockSettings {
  static final String PROCESSES_VARIABLE = "ALL_SMI_MOCK_PROCESSES";
  private static final int MAX_NODES = 10_000;

  @Option(names = "--nodes", paramLabel = "N", description = "How many hosts. Default: 8.")
  @Nullable Integer nodes;

  @Option(
      names = "--platform",
      paramLabel = "nvidia|amd|apple|gaudi|mixed",
      description = "Their devices. Default: nvidia.")
  MockPlatform platform = MockPlatform.NVIDIA;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same number gives the same cluster. Default: 1.")
  long seed = 1;

  @Option(
      names = "--failure-nodes",
      paramLabel = "N",
      description =
          "How many hosts fail: the last refuses connections, the one before answers 500, and so on. Default: 0.")
  int failureNodes;

  @Option(
      names = "--no-process-nodes",
      paramLabel = "N",
      description = "How many hosts do not report processes. Default: 0.")
  int noProcessNodes;

  @Option(names = "--freeze", description = "Let no reading change.")
  boolean freeze;

  MockOptions options(Map<String, String> environment, int otherwise) {
    int count = nodes == null ? otherwise : nodes;
    if (count < 1 || count > MAX_NODES) {
      throw new UsageException("--nodes: expected 1 to " + MAX_NODES + ", got " + count);
    }
    if (failureNodes < 0 || failureNodes > count) {
      throw new UsageException("--failure-nodes: expected 0 to " + count + ", got " + failureNodes);
    }
    if (noProcessNodes < 0 || noProcessNodes > count) {
      throw new UsageException(
          "--no-process-nodes: expected 0 to " + count + ", got " + noProcessNodes);
    }
    return MockOptions.defaults()
        .withNodes(count)
        .withPlatform(platform)
        .withSeed(seed)
        .withFailureNodes(failureNodes)
        .withNoProcessNodes(noProcessNodes)
        .withFrozen(freeze)
        .withProcesses(!environment.getOrDefault(PROCESSES_VARIABLE, "1").equals("0"));
  }
}
