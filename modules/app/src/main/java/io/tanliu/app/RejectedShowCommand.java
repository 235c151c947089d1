// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tanliu.app.rejected.DeadLetterLog;
import io.tanliu.app.rejected.RecordId;
import io.tanliu.app.rejected.RejectedLog;
import io.tanliu.app.rejected.RejectedRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows everything that is known of one record. */
@Command(
    name = "show",
    description = "Shows everything that is known of one refused reading or dead letter.",
    mixinStandardHelpOptions = true)
final class RejectedShowCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec CommandSpec spec;
  @Mixin ClusterOptions cluster;

  @Parameters(
      paramLabel = "ID",
      converter = RejectedOptions.IdText.class,
      description = "partition-offset, as listed.")
  RecordId id;

  @Option(names = "--dead-letters", description = "A dead letter instead of a refused reading.")
  boolean deadLetters;

  @Override
  public Integer call() throws IOException {
    List<Map<String, Object>> found;
    if (deadLetters) {
      found =
          new DeadLetterLog(cluster.clients())
              .at(List.of(id)).stream().map(letter -> letter.fields(true)).toList();
    } else {
      try (RejectedLog log = new RejectedLog(cluster.clients())) {
        found = log.at(List.of(id)).stream().map(RejectedRecord::fields).toList();
      }
    }
    if (found.isEmpty()) {
      spec.commandLine().getErr().println("id: " + id + " (expected: a record that is still kept)");
      return 1;
    }
    spec.commandLine().getOut().println(JSON.writeValueAsString(found.get(0)));
    return 0;
  }
}
