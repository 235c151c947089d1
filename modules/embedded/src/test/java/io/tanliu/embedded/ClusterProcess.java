// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.nio.file.Path;

/** A cluster in a process of its own, to be killed. */
final class ClusterProcess {
  private ClusterProcess() {}

  /**
   * Starts on the directory and with the partitions given, prints both addresses on one line, and
   * waits.
   */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedCluster cluster =
        EmbeddedCluster.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println("READY " + cluster.bootstrap() + " " + cluster.registryUrl());
    Thread.currentThread().join();
  }
}
