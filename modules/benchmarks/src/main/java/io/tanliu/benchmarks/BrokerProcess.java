// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.embedded.EmbeddedCluster;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker and a registry in a process of their own, until it is ended. */
public final class BrokerProcess {
  private BrokerProcess() {}

  /** Directory, port of the broker, port of the registry. */
  public static void main(String[] args) throws Exception {
    EmbeddedCluster cluster =
        EmbeddedCluster.start(
            Path.of(args[0]), 4, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
    System.out.println("READY " + cluster.bootstrap());
    new CountDownLatch(1).await();
  }
}
