// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.embedded.EmbeddedCluster;
import java.nio.file.Path;

/** Broker and registry in a process of their own. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Arguments: data directory, partitions, ports of broker and registry (0: any free one). */
  public static void main(String[] arguments) throws InterruptedException {
    Child.endWithParent();
    EmbeddedCluster cluster =
        EmbeddedCluster.start(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    Child.ready(cluster.bootstrap(), cluster.registryUrl());
    Thread.currentThread().join();
  }
}
