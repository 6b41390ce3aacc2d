package io.allsmi.collect.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The driver, opened: its GPUs, found once.
 *
 * <pre>{@code
 * Nvml nvml = Nvml.open(JnaNvml.load("libnvidia-ml.so.1"));
 * nvml.gpus().forEach(gpu -> use(gpu.read()));
 * nvml.close();
 * }</pre>
 */
public final class Nvml implements AutoCloseable {
  private static final int MOST_GPUS = 256;
  private static final int VERSION_BYTES = 80;

  private final NvmlLibrary library;
  private final List<NvmlGpu> gpus = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private Nvml(NvmlLibrary library) {
    this.library = library;
  }

  /**
   * Opens it; takes as long as the driver takes.
   *
   * @throws NvmlException when the driver cannot be asked at all
   */
  public static Nvml open(NvmlLibrary library) throws NvmlException {
    check("nvmlInit_v2", library.call("nvmlInit_v2"));
    Nvml nvml = new Nvml(library);
    int[] count = new int[1];
    int status = library.call("nvmlDeviceGetCount_v2", (Object) count);
    if (status != NvmlStatus.SUCCESS || count[0] < 0) {
      nvml.close();
      check("nvmlDeviceGetCount_v2", status);
    }
    if (count[0] > MOST_GPUS) {
      nvml.complaints.add("expected at most " + MOST_GPUS + " GPUs, got " + count[0]);
    }
    nvml.find(Math.min(count[0], MOST_GPUS));
    return nvml;
  }

  private static void check(String function, int status) throws NvmlException {
    if (status != NvmlStatus.SUCCESS) {
      throw new NvmlException(
          function + ": expected the driver to answer, got " + NvmlStatus.text(status));
    }
  }

  private void find(int count) {
    Map<String, String> ofDriver = versions();
    for (int i = 0; i < count; i++) {
      gpus.add(new NvmlGpu(library, i, ofDriver));
    }
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    byte[] driver = new byte[VERSION_BYTES];
    if (library.call("nvmlSystemGetDriverVersion", driver, driver.length) == NvmlStatus.SUCCESS) {
      versions.put("driver_version", Struct.text(driver));
    }
    int[] cuda = new int[1];
    boolean isKnown =
        library.call("nvmlSystemGetCudaDriverVersion_v2", (Object) cuda) == NvmlStatus.SUCCESS
            || library.call("nvmlSystemGetCudaDriverVersion", (Object) cuda) == NvmlStatus.SUCCESS;
    if (isKnown && cuda[0] > 0) {
      String version = cuda[0] / 1000 + "." + cuda[0] % 1000 / 10;
      versions.put("cuda_version", version);
      versions.put("lib_name", "CUDA");
      versions.put("lib_version", version);
    }
    return versions;
  }

  /** Its GPUs by number; those that gave no handle are missing and a complaint. */
  public List<NvmlGpu> gpus() {
    return List.copyOf(gpus);
  }

  /** What went wrong when it was opened. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Gives back what was taken; no GPU may be read meanwhile or after. */
  @Override
  public void close() {
    gpus.forEach(NvmlGpu::close);
    library.call("nvmlShutdown");
  }
}
