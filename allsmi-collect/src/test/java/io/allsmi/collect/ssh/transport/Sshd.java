package io.allsmi.collect.ssh.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.allsmi.collect.Testbed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Real programs of OpenSSH in a folder of their own: keys, servers on loopback, agents. */
final class Sshd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** One server. */
  record Server(Process process, int port, Path log) {}

  private final Path folder;
  private final Path program;
  private final List<Process> started = new ArrayList<>();
  private int next;

  Sshd(Path folder) throws IOException {
    this.folder = folder;
    Path found = Path.of("/usr/sbin/sshd");
    program = Files.isExecutable(found) ? found : Testbed.need("sshd");
    Testbed.need("ssh-keygen");
    Testbed.need("ssh-agent");
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd")); // it refuses to start without
    }
  }

  Path folder() {
    return folder;
  }

  /** A new key; {@code options} as {@code ssh-keygen} takes them. */
  Path key(String name, String... options) throws Exception {
    Path file = folder.resolve(name);
    List<String> words = new ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString()));
    List<String> asked = Arrays.asList(options);
    words.addAll(asked);
    if (asked.contains("rsa") && !asked.contains("-b")) {
      words.addAll(List.of("-b", "2048")); // quicker to make
    }
    if (!asked.contains("-N")) {
      words.addAll(List.of("-N", ""));
    }
    run(words, Map.of());
    return file;
  }

  /** Runs a program to its end, which has to be a good one. */
  String run(List<String> words, Map<String, String> environment) throws Exception {
    Path output = folder.resolve("output-" + next++);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(words + ": " + Files.readString(output));
    }
    return Files.readString(output);
  }

  static String publicKey(Path key) throws IOException {
    return Files.readString(key.resolveSibling(key.getFileName() + ".pub"), UTF_8);
  }

  /** Starts a server on a free port; {@code lines} go before the defaults of its configuration. */
  Server start(List<Path> hostKeys, List<Path> accepted, String... lines) throws Exception {
    return start(freePort(), hostKeys, accepted, lines);
  }

  Server start(int port, List<Path> hostKeys, List<Path> accepted, String... lines)
      throws Exception {
    int number = next++;
    StringBuilder keys = new StringBuilder();
    for (Path key : accepted) {
      keys.append(publicKey(key));
    }
    Path authorized = Files.writeString(folder.resolve("authorized-" + number), keys);
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    for (Path key : hostKeys) {
      text.append("HostKey ").append(key).append('\n');
    }
    text.append("Port ").append(port).append('\n');
    text.append("ListenAddress 127.0.0.1\nPidFile none\nUsePAM no\nStrictModes no\n");
    text.append("PasswordAuthentication no\nKbdInteractiveAuthentication no\n");
    text.append("AuthorizedKeysFile ").append(authorized).append('\n');
    Path config = Files.writeString(folder.resolve("sshd-" + number), text);
    Path log = folder.resolve("log-" + number);
    Process process =
        new ProcessBuilder(program.toString(), "-D", "-f", config.toString(), "-E", log.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out-" + number).toFile())
            .start();
    started.add(process);
    awaitListening(process, port, log);
    return new Server(process, port, log);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process process, int port, Path log) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException("sshd: " + (Files.exists(log) ? Files.readString(log) : "ended"));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return;
      } catch (IOException e) {
        process.waitFor(10, TimeUnit.MILLISECONDS); // not yet
      }
    }
    throw new IOException("sshd: expected it to listen");
  }

  /** Starts an agent and gives it keys. */
  Path agent(Path... keys) throws Exception {
    Path socket = folder.resolve("agent-" + next++);
    Process process =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent-out-" + next).toFile())
            .start();
    started.add(process);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(socket) && System.nanoTime() < end) {
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    for (Path key : keys) {
      add(socket, key, Map.of());
    }
    return socket;
  }

  void add(Path socket, Path key, Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("SSH_AUTH_SOCK", socket.toString());
    run(List.of("ssh-add", key.toString()), all);
  }

  /** A program that answers every question with this. */
  Path askpass(String answer) throws IOException {
    Path script = folder.resolve("askpass-" + next++);
    Files.writeString(
        script, "#!/bin/sh\necho \"$1\" >> " + script + ".asked\necho '" + answer + "'\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + ": cannot be made executable");
    }
    return script;
  }

  static void signal(String name, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    kill.waitFor();
  }

  @Override
  public void close() {
    for (Process process : started) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
