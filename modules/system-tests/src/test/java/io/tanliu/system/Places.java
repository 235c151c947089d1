// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Where things are on this machine. */
final class Places {
  static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../..")).toAbsolutePath();
  static final Path MODULE = ROOT.resolve("modules/system-tests");
  static final Path NODE_MODULES = MODULE.resolve("node/node_modules");

  private static final Path WORK = MODULE.resolve("target/system-tests");

  private Places() {}

  /** A new directory that stays until the next {@code clean}, so that a failure can be read. */
  static Path directory(String name) {
    try {
      Files.createDirectories(WORK);
      return Files.createTempDirectory(WORK, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port of the loopback address that nobody listened on a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of these programs that is on the path. */
  static Optional<Path> program(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(name -> Arrays.stream(path.split(":")).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
