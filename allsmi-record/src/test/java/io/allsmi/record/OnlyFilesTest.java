package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A recording is played without a device and without a connection: there is nothing to do it. */
class OnlyFilesTest {
  private static final List<String> FORBIDDEN =
      List.of(
          "java/net/Socket",
          "java/net/ServerSocket",
          "java/net/DatagramSocket",
          "java/net/URL",
          "java/net/http/",
          "java/nio/channels/SocketChannel",
          "java/nio/channels/ServerSocketChannel",
          "java/nio/channels/DatagramChannel",
          "java/lang/ProcessBuilder",
          "getRuntime",
          "javax/net/",
          "com/sun/jna/",
          "io/allsmi/collect/");

  private static List<String> forbidden(byte[] classFile) {
    String names = new String(classFile, StandardCharsets.ISO_8859_1);
    return FORBIDDEN.stream().filter(names::contains).toList();
  }

  private static Path classes() throws Exception {
    return Path.of(Recorder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void noClassNamesASocketAProcessOrADevice() throws Exception {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(classes())) {
      all.filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.toString().endsWith("Test.class"))
          .forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(30);
    for (Path file : files) {
      assertThat(forbidden(Files.readAllBytes(file))).as(file.toString()).isEmpty();
    }
  }

  @Test
  void aClassThatOpensASocketWouldBeSeen() throws IOException {
    try (InputStream in =
        OpensASocket.class.getResourceAsStream("OnlyFilesTest$OpensASocket.class")) {
      assertThat(forbidden(in.readAllBytes())).contains("java/net/ServerSocket");
    }
  }

  static final class OpensASocket {
    ServerSocket opened() throws IOException {
      return new ServerSocket(0);
    }
  }

  @Test
  void theModuleNeedsNothingThatCould() throws Exception {
    Path descriptor = classes().resolve("module-info.class");
    if (!Files.exists(descriptor)) {
      return;
    }
    try (InputStream in = Files.newInputStream(descriptor)) {
      assertThat(ModuleDescriptor.read(in).requires())
          .extracting(ModuleDescriptor.Requires::name)
          .containsExactlyInAnyOrder(
              "java.base",
              "org.jspecify",
              "com.github.luben.zstd_jni",
              "org.apache.commons.compress",
              "io.allsmi.core");
    }
  }
}
