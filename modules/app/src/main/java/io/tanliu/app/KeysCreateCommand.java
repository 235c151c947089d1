// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.KeyDesk;
import io.tanliu.access.RoleGrant;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key. */
@Command(
    name = "create",
    description = "Makes a key and shows its secret, this once.",
    mixinStandardHelpOptions = true)
final class KeysCreateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Option(names = "--name", required = true, description = "Whose it is.")
  String name;

  @Option(
      names = "--grant",
      required = true,
      description =
          "role@scope, e.g. sender@unit:STEEL-01 or officer@region:360100; may be given several"
              + " times. Roles: sender, viewer, officer, administrator, auditor. Scopes: all,"
              + " region:CODE, unit:ID, device:MN, station:ID.")
  List<String> grants;

  @Option(names = "--id", description = "Id of the key; default: a random one.")
  Optional<String> id;

  @Option(
      names = "--certificate",
      description =
          "Instead of a secret, a client certificate: sha256:DIGITS, subject:NAME, dns:NAME or"
              + " uri:NAME.")
  Optional<String> certificate;

  @Option(
      names = "--valid-for",
      converter = DurationText.class,
      description = "How long it holds, e.g. 365d; default: without end.")
  Duration validFor;

  @Option(names = "--key-only", description = "Prints nothing but the key, for scripts.")
  boolean keyOnly;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (KeyRing ring = new KeyRing(cluster.clients())) {
      OptionalLong until =
          validFor == null
              ? OptionalLong.empty()
              : OptionalLong.of(Clock.systemUTC().millis() + validFor.toMillis());
      KeyDesk.Issued issued =
          ring.desk()
              .keys()
              .create(
                  new KeyDesk.Wanted(
                      id,
                      name,
                      grants.stream().map(RoleGrant::parse).toList(),
                      certificate,
                      OptionalLong.empty(),
                      until),
                  ring.operator());
      ring.done("keys create", "key:" + issued.key().id(), "", issued.key().summary());
      KeysOutput.print(issued, keyOnly, out);
      return 0;
    }
  }
}
