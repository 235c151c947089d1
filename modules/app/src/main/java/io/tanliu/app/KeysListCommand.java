// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.access.Key;
import io.tanliu.access.RoleGrant;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists keys, without secrets: nobody has them. */
@Command(
    name = "list",
    description = "Lists keys, whether they hold, and when they were last used.",
    mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("id", "state", "name", "grants", "until", "last used", "from");

  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (KeyRing ring = new KeyRing(cluster.clients())) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Key key : ring.desk().book().all()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", key.id());
        row.put("state", key.defect(Clock.systemUTC().millis()).orElse("valid"));
        row.put("name", key.name());
        row.put(
            "grants",
            key.grants().stream().map(RoleGrant::toString).collect(Collectors.joining(",")));
        row.put(
            "until",
            key.until().isPresent() ? Instant.ofEpochMilli(key.until().getAsLong()) : null);
        ring.desk()
            .book()
            .lastUse(key.id())
            .ifPresent(
                use -> {
                  row.put("last used", use.getAt());
                  row.put("from", use.getAddress());
                });
        rows.add(row);
      }
      new TextTable(COLUMNS).print(rows, out);
      out.flush();
      return 0;
    }
  }
}
