package io.allsmi.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, and who may know which library. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.allsmi");

  @Test
  void everyModuleIsSeen() {
    for (String module : new String[] {"core", "collect", "record", "tui", "cli"}) {
      assertThat(ALL.stream().anyMatch(c -> c.getPackageName().startsWith("io.allsmi." + module)))
          .as(module)
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "core, collect|record|tui|cli",
    "collect, record|tui|cli",
    "record, collect|tui|cli",
    "tui, collect|record|cli"
  })
  void arrowsPointOneWay(String module, String others) {
    for (String other : others.split("\\|")) {
      noClasses()
          .that()
          .resideInAPackage("io.allsmi." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.allsmi." + other + "..")
          .check(ALL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.fasterxml.jackson., 1",
    "com.googlecode.lanterna., 1",
    "com.sun.jna., 2",
    "com.github.luben., 1",
    "org.apache.commons.compress., 1",
    "org.tomlj., 1"
  })
  void aLibraryHasOneImportingClassPerModule(String library, int modules) {
    Set<String> importers = importers(library);
    assertThat(importers.stream().map(ArchitectureTest::module)).doesNotHaveDuplicates();
    assertThat(importers).as(library).hasSize(modules);
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.schmizz.", "com.hierynomus."})
  void theLibraryForSshStaysInClassesThatAreNamedAfterIt(String library) {
    assertThat(importers(library))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io.allsmi.collect.ssh.transport.Sshj"));
  }

  private static Set<String> importers(String library) {
    Set<String> importers = new TreeSet<>();
    for (JavaClass type : ALL) {
      boolean uses =
          type.getDirectDependenciesFromSelf().stream()
              .anyMatch(d -> d.getTargetClass().getName().startsWith(library));
      if (uses) {
        importers.add(outermost(type).getName());
      }
    }
    return importers;
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static String module(String className) {
    return className.split("\\.")[2];
  }

  @Test
  void picocliStaysInTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.allsmi.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(ALL);
  }

  @Test
  void theWebServerStaysBehindItsSeam() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.allsmi.collect.web")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.allsmi.collect.web", "io.allsmi.collect.exporter")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.allsmi.collect.web")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.allsmi.collect.web")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.allsmi.core..", "io.allsmi.collect.exporter")
        .check(ALL);
  }

  @Test
  void coreHasOneLibrary() {
    classes()
        .that()
        .resideInAPackage("io.allsmi.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.allsmi.core..",
            "java..",
            "javax.xml..",
            "com.fasterxml.jackson.core..",
            "org.jspecify..")
        .check(ALL);
  }

  @Test
  void xmlIsReadInOnePlaceSoThatItIsReadSafely() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.allsmi.core.shim.NvidiaXml")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..")
        .check(ALL);
  }

  @Test
  void packagesOfCoreHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("io.allsmi.core.(*)..")
        .should()
        .beFreeOfCycles()
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.allsmi.core")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.allsmi.core.exposition..",
            "io.allsmi.core.usage..",
            "io.allsmi.core.table..",
            "io.allsmi.core.json..",
            "io.allsmi.core.process..",
            "io.allsmi.core.file..",
            "io.allsmi.core.hostlist..",
            "io.allsmi.core.internal..",
            "io.allsmi.core.shim..",
            "io.allsmi.core.source..")
        .check(ALL);
  }

  @Test
  void timeIsAnArgumentInCoreAndInRenderers() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.allsmi.core..",
            "io.allsmi.tui.draw..",
            "io.allsmi.tui.panel..",
            "io.allsmi.tui.state..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(ALL);
  }

  @Test
  void librariesPrintNothing() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.allsmi.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ALL);
  }
}
