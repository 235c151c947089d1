// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a Java home of at least some version among those that a machine usually has. */
final class Jdk {
  private Jdk() {}

  static Optional<Path> atLeast(int version) {
    return homes().filter(home -> version(home) >= version).findFirst();
  }

  private static Stream<Path> homes() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("JAVA") && name.contains("HOME") && !value.isBlank()) {
                homes.add(Path.of(value));
              }
            });
    homes.addAll(children(Path.of(System.getProperty("java.home")).getParent()));
    homes.addAll(children(Path.of("/usr/lib/jvm")));
    homes.addAll(children(Path.of("/opt")));
    homes.addAll(
        children(Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java")));
    return homes.stream().filter(home -> Files.isExecutable(home.resolve("bin/java")));
  }

  private static List<Path> children(Path directory) {
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static int version(Path home) {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return 0;
    }
    String text = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(text.split("[^0-9]")[0]);
  }
}
