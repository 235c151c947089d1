// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is delivered beside our own code, against the committed list of licences and that of known
 * weaknesses; no network is asked.
 */
class DependenciesIT {
  private static final Path SECURITY = Places.ROOT.resolve("deploy/security");
  private static final Path LIST = SECURITY.resolve("dependencies.csv");
  private static final Path APP = Places.ROOT.resolve("modules/app/target");
  private static final Pattern LINE =
      Pattern.compile("^[-+|\\\\ ]+([^:]+):([^:]+):jar:(?:([^:]+):)?([^:]+):(compile|runtime)$");
  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Bouncy Castle Licence",
          "CC0-1.0",
          "EPL-2.0",
          "Go License",
          "MIT",
          "MIT-0");

  /** Version by {@code group:artifact}, of everything but this project. */
  private static Map<String, String> delivered() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String line : Files.readAllLines(APP.resolve("dependencies.txt"))) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && !matcher.group(1).equals("io.tanliu")) {
        found.put(matcher.group(1) + ":" + matcher.group(2), matcher.group(4));
      }
    }
    return found;
  }

  private static List<String[]> rows(Path file, int columns) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(",", columns);
        assertThat(cells).as(line).hasSize(columns);
        rows.add(cells);
      }
    }
    return rows.subList(1, rows.size());
  }

  @Test
  void shouldListWhatIsDeliveredWithItsLicences() throws IOException {
    Map<String, String> licences = new HashMap<>();
    for (String[] row : rows(LIST, 3)) {
      licences.put(row[0], row[2]);
    }
    StringBuilder now =
        new StringBuilder(
            "# Delivered with the product; made by DependenciesIT with -Dtanliu.update=true, the"
                + " licence of a new one by hand.\npackage,version,licence\n");
    delivered()
        .forEach(
            (name, version) ->
                now.append(name + "," + version + "," + licences.getOrDefault(name, "?") + "\n"));
    if (Boolean.getBoolean("tanliu.update")) {
      Files.writeString(LIST, now);
    }
    assertThat(Files.readString(LIST)).isEqualTo(now.toString());
    for (String[] row : rows(LIST, 3)) {
      assertThat(row[2].split(" OR "))
          .as("%s: a licence we may use", row[0])
          .anyMatch(LICENCES::contains);
    }
  }

  @Test
  void shouldKnowEveryJarThatIsDelivered() throws IOException {
    Set<String> known = new TreeSet<>();
    delivered().forEach((name, version) -> known.add(name.split(":")[1] + "-" + version));
    try (Stream<Path> jars = Files.list(APP.resolve("lib"))) {
      Set<String> unknown =
          jars.map(jar -> jar.getFileName().toString())
              .filter(jar -> !jar.startsWith("tanliu-"))
              .filter(jar -> known.stream().noneMatch(jar::startsWith))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(unknown).isEmpty();
    }
    assertThat(known).hasSizeGreaterThan(50);
  }

  @Test
  void shouldDeliverNothingThatIsKnownToBeWeak() throws IOException {
    assertThat(weak(delivered())).isEmpty();
  }

  @Test
  void shouldFindWhatIsWeak() throws IOException {
    assertThat(
            weak(
                Map.of(
                    "org.apache.logging.log4j:log4j-core", "2.14.1",
                    "io.netty:netty-handler", "4.1.117.Final",
                    "org.yaml:snakeyaml", "2.0")))
        .containsExactly(
            "CVE-2021-44228 org.apache.logging.log4j:log4j-core 2.14.1",
            "CVE-2021-45046 org.apache.logging.log4j:log4j-core 2.14.1",
            "CVE-2021-44832 org.apache.logging.log4j:log4j-core 2.14.1",
            "CVE-2025-24970 io.netty:netty-handler 4.1.117.Final",
            "CVE-2025-68161 org.apache.logging.log4j:log4j-core 2.14.1");
  }

  private static List<String> weak(Map<String, String> versions) throws IOException {
    List<String> found = new ArrayList<>();
    for (String[] row : rows(SECURITY.resolve("advisories.csv"), 5)) {
      String version = versions.get(row[1]);
      if (version != null && compare(row[2], version) <= 0 && compare(version, row[3]) < 0) {
        found.add(row[0] + " " + row[1] + " " + version);
      }
    }
    return found;
  }

  /** By the numbers in them; a word such as Final says nothing, and -rc counts like its release. */
  private static int compare(String a, String b) {
    List<BigInteger> left = numbers(a);
    List<BigInteger> right = numbers(b);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      BigInteger l = i < left.size() ? left.get(i) : BigInteger.ZERO;
      BigInteger r = i < right.size() ? right.get(i) : BigInteger.ZERO;
      if (!l.equals(r)) {
        return l.compareTo(r);
      }
    }
    return 0;
  }

  private static List<BigInteger> numbers(String version) {
    return Pattern.compile("\\d+")
        .matcher(version)
        .results()
        .map(number -> new BigInteger(number.group()))
        .toList();
  }
}
