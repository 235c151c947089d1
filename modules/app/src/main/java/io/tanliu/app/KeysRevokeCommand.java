// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.Key;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a key back. */
@Command(
    name = "revoke",
    description = "Takes a key back, for ever; it stops to hold within seconds, everywhere.",
    mixinStandardHelpOptions = true)
final class KeysRevokeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Parameters(paramLabel = "ID", description = "Id of the key.")
  String id;

  @Override
  public Integer call() throws Exception {
    try (KeyRing ring = new KeyRing(cluster.clients())) {
      Key key = ring.desk().keys().revoke(id, ring.operator());
      ring.done("keys revoke", "key:" + id, "", key.summary());
      spec.commandLine().getOut().println("revoked " + key.id() + " (" + key.name() + ")");
      return 0;
    }
  }
}
