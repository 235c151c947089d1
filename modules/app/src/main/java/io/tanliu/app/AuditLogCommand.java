// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.avro.AuditEvent;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what was changed and what was refused. */
@Command(
    name = "audit-log",
    description =
        "Shows changes and refusals, the newest first: of the last 30 days and at most 10 000;"
            + " the topic tanliu.audit.event has all.",
    mixinStandardHelpOptions = true)
final class AuditLogCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "Most entries; default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--caller", description = "Only of this caller.")
  String caller;

  @Option(names = "--json", description = "One JSON object a line, with everything.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (KeyRing ring = new KeyRing(cluster.clients())) {
      List<AuditEvent> found =
          ring.desk()
              .audited()
              .find(event -> caller == null || event.getCaller().equals(caller), limit);
      found.forEach(event -> out.println(json ? event.toString() : line(event)));
      out.flush();
      return 0;
    }
  }

  private static String line(AuditEvent event) {
    String who = event.getCaller().isEmpty() ? event.getCallerKind() : event.getCaller();
    String times = event.getCount() == 1 ? "" : " x" + event.getCount();
    String after = event.getAfter().isEmpty() ? "" : " -> " + event.getAfter();
    return String.join(
        "  ",
        event.getAt().toString(),
        event.getKind() + times,
        who,
        event.getAddress(),
        event.getAction(),
        event.getEntity(),
        event.getOutcome() + after);
  }
}
