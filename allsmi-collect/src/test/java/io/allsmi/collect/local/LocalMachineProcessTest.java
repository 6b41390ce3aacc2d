package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.nvml.FakeNvml;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own: what is loaded when, and what is said on its standard error. */
class LocalMachineProcessTest {
  @TempDir Path root;

  private record Ran(int status, List<String> output, String error) {}

  private Ran run(String classPath, Path library, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = root.resolve("output");
    Path error = root.resolve("error");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                PrintMachine.class.getName(),
                root.toString(),
                library.toString())
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    java.environment().putAll(environment);
    int status = java.start().waitFor();
    return new Ran(
        status,
        Files.readAllLines(output, StandardCharsets.UTF_8),
        Files.readString(error, StandardCharsets.UTF_8));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void theLibraryIsReadWithoutAWordOnTheStandardError() throws IOException, InterruptedException {
    Path library = FakeNvml.build().path();
    Ran ran = run(classPath(), library, Map.of("FAKE_NVML_LOST", "3"));
    assertThat(ran.error()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.output())
        .contains("0 OptionalDouble[100.5]", "7 OptionalDouble.empty")
        .contains("nvidia: GPU 3: expected a handle, got 'GPU is lost' (15)")
        .contains("3 OptionalDouble.empty");
  }

  @Test
  void withoutJnaTheRestIsReadAndAnIssueSaysWhatToAdd() throws IOException, InterruptedException {
    List<String> entries = new ArrayList<>(Arrays.asList(classPath().split(File.pathSeparator)));
    assertThat(entries.removeIf(entry -> entry.contains("jna"))).as("JNA was there").isTrue();
    Ran ran = run(String.join(File.pathSeparator, entries), root.resolve("any.so"), Map.of());
    assertThat(ran.error()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.output())
        .contains(
            "nvidia: expected net.java.dev.jna:jna among the libraries, got none;"
                + " add it to read NVIDIA GPUs");
  }
}
