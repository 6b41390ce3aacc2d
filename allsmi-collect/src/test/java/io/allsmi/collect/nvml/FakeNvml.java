package io.allsmi.collect.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The library of {@code testbed/fake-nvml.c}, built here, and how to steer it. */
public final class FakeNvml {
  private static final Path SOURCE = Path.of("../testbed/fake-nvml.c");
  private static final Path FOLDER = Path.of("target/fake-nvml");
  private static final Map<String, FakeNvml> BUILT = new HashMap<>();

  private final Path path;
  private final NvmlLibrary library;

  private FakeNvml(Path path) {
    this.path = path;
    this.library = JnaNvml.load(path.toString());
  }

  /**
   * Builds it, once for all tests; variants are told by definitions such as {@code -DOLD_DRIVER}.
   * It lies in the build's folder and not in one that is deleted after a test: the loader takes a
   * new file in the place of a deleted one on the disk for the library it has.
   */
  public static synchronized FakeNvml build(String... definitions)
      throws IOException, InterruptedException {
    String variant = definitions.length == 0 ? "usual" : String.join("", definitions);
    FakeNvml known = BUILT.get(variant);
    if (known == null) {
      known = new FakeNvml(compile(Files.createDirectories(FOLDER.resolve(variant)), definitions));
      BUILT.put(variant, known);
    }
    known.reset();
    return known;
  }

  private static Path compile(Path folder, String... definitions)
      throws IOException, InterruptedException {
    Path library = folder.resolve("libnvidia-ml.so.1").toAbsolutePath();
    Files.deleteIfExists(library);
    List<String> command = new ArrayList<>();
    command.add(Testbed.need("gcc").toString());
    command.addAll(List.of(definitions));
    command.addAll(List.of("-shared", "-fPIC", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-Wl,-soname,libnvidia-ml.so.1,-Bsymbolic", "-o", library.toString()));
    command.addAll(List.of(SOURCE.toString(), "-lpthread"));
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(gcc.getInputStream().readAllBytes());
    assertThat(gcc.waitFor()).as(said).isZero();
    return library;
  }

  public Path path() {
    return path;
  }

  public NvmlLibrary library() {
    return library;
  }

  public void reset() {
    library.call("fake_reset");
  }

  public void lose(int gpu, int status) {
    library.call("fake_lose", gpu, status);
  }

  public void hang(int gpu, boolean hangs) {
    library.call("fake_hang", gpu, hangs ? 1 : 0);
  }

  public int waiting() {
    return library.call("fake_waiting");
  }

  public void failInit(int status) {
    library.call("fake_init", status);
  }

  public void count(int gpus) {
    library.call("fake_count", gpus);
  }

  public void crowd(boolean crowded) {
    library.call("fake_crowd", crowded ? 1 : 0);
  }

  public int opened() {
    return library.call("fake_opened");
  }
}
