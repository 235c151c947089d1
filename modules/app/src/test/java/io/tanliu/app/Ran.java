// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.embedded.EmbeddedCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a command said and how it ended. */
record Ran(int code, String out, String err) {
  /** Runs a command in this process. */
  static Ran tanliu(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commands()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Runs a command that is told where Kafka and the registry are. */
  static Ran on(EmbeddedCluster cluster, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", cluster.bootstrap(), "--registry", cluster.registryUrl()));
    return tanliu(all.toArray(String[]::new));
  }
}
