package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.Testbed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ssh-keygen} makes keys for tests and says what is right. */
public final class Keygen {
  private Keygen() {}

  /** What it printed; its exit status is not looked at. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Testbed.need("ssh-keygen").toString());
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("keygen", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new String(out, StandardCharsets.ISO_8859_1);
    } finally {
      Files.delete(errors);
    }
  }

  /** Makes a key pair without a passphrase; the private one. */
  public static Path key(Path folder, String name, String type, String... more)
      throws IOException, InterruptedException {
    return key(folder, name, type, "", more);
  }

  /** Makes a key pair; the private one. */
  public static Path encryptedKey(Path folder, String name, String type, String... more)
      throws IOException, InterruptedException {
    return key(folder, name, type, "a passphrase", more);
  }

  private static Path key(Path folder, String name, String type, String secret, String... more)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("-q", "-t", type, "-N", secret));
    arguments.addAll(List.of("-C", "secret-comment", "-f", file.toString()));
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
    assertThat(file).exists();
    return file;
  }

  /** The public half of a private file, {@code type base64}. */
  public static String publicLine(Path key) throws IOException {
    String[] words = Files.readString(Path.of(key + ".pub")).split(" ", -1);
    return words[0] + " " + words[1].strip();
  }
}
