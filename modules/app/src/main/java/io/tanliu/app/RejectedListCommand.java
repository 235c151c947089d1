// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.app.rejected.DeadLetter;
import io.tanliu.app.rejected.DeadLetterLog;
import io.tanliu.app.rejected.RejectedLog;
import io.tanliu.app.rejected.RejectedRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists refused readings or dead letters. */
@Command(
    name = "list",
    description = "Lists the newest refused readings, each with the id of its record.",
    mixinStandardHelpOptions = true)
final class RejectedListCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> READING_COLUMNS =
      List.of("id", "rejectedAt", "stage", "code", "unit", "point", "time", "value");
  private static final List<String> LETTER_COLUMNS =
      List.of("id", "at", "topic", "partition", "offset", "key", "bytes", "cause");

  @Spec CommandSpec spec;
  @Mixin ClusterOptions cluster;
  @Mixin RejectedOptions chosen;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "Most records; default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--json", description = "One JSON object a line, with everything.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (chosen.deadLetters) {
      DeadLetterLog.Found found =
          new DeadLetterLog(cluster.clients())
              .find(chosen.deadLetterFilter(), chosen.limit(limit), true);
      List<DeadLetter> letters = found.letters();
      print(letters.stream().map(l -> l.fields(json)).toList(), LETTER_COLUMNS, found.matched());
      return 0;
    }
    try (RejectedLog log = new RejectedLog(cluster.clients())) {
      RejectedLog.Found found = log.find(chosen.filter(), chosen.limit(limit), true);
      List<RejectedRecord> records = found.records();
      print(
          records.stream().map(RejectedRecord::fields).toList(), READING_COLUMNS, found.matched());
      return 0;
    }
  }

  private void print(List<Map<String, Object>> rows, List<String> columns, long matched)
      throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      for (Map<String, Object> row : rows) {
        out.println(JSON.writeValueAsString(row));
      }
    } else {
      new TextTable(columns).print(rows, out);
    }
    spec.commandLine().getErr().printf("%d of %d record(s)%n", rows.size(), matched);
    out.flush();
  }
}
