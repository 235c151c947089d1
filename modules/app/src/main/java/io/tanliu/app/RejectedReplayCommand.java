// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.rejected.Corrections;
import io.tanliu.app.rejected.DeadLetter;
import io.tanliu.app.rejected.DeadLetterLog;
import io.tanliu.app.rejected.DeadLetterReplay;
import io.tanliu.app.rejected.ReadingReplay;
import io.tanliu.app.rejected.RecordId;
import io.tanliu.app.rejected.RejectedLog;
import io.tanliu.app.rejected.RejectedRecord;
import io.tanliu.app.rejected.ReplayPlan;
import io.tanliu.client.Connection;
import io.tanliu.client.GatewayClient;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends refused readings again, corrected or after their cause is gone. */
@Command(
    name = "replay",
    description = "Sends refused readings again through the gateway; a repeat is harmless.",
    mixinStandardHelpOptions = true)
final class RejectedReplayCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ClusterOptions cluster;
  @Mixin RejectedOptions chosen;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      converter = RejectedOptions.IdText.class,
      description = "partition-offset, as listed; none: all that match.")
  List<RecordId> ids = new ArrayList<>();

  @Option(names = "--all", description = "Everything, without ids or filters.")
  boolean all;

  @Option(
      names = "--set",
      paramLabel = "FIELD=NEW",
      description = "Corrects unit, point, value or energy-unit of all readings.")
  Map<String, String> set = Map.of();

  @Option(names = "--scale", description = "Multiplies every value, e.g. 1000 or 0.001.")
  Optional<BigDecimal> scale;

  @Option(
      names = "--backfill",
      description = "Sends as history, which may be older than the correction horizon.")
  boolean backfill;

  @Option(names = "--dry-run", description = "Only shows what would be sent.")
  boolean dryRun;

  @Option(
      names = "--limit",
      defaultValue = "100000",
      description = "Most records, the first refused; default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--url", description = "Address of the gateway; default: of the demo.")
  Optional<URI> url;

  @Option(
      names = "--patience",
      defaultValue = "60s",
      converter = DurationText.class,
      description = "How long a request is tried again while the gateway does not take it.")
  Duration patience;

  @Override
  public Integer call() throws Exception {
    if (chosen.isEmpty(ids) && !all) {
      throw new ParameterException(
          spec.commandLine(), "choose records: ids, filters such as --unit or --code, or --all");
    }
    return chosen.deadLetters ? deadLetters() : readings();
  }

  private int readings() throws Exception {
    Corrections corrections;
    try {
      corrections = new Corrections(set, scale, backfill);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
    ReplayPlan plan = ReplayPlan.of(chosenReadings(), corrections);
    plan.unsendable().forEach((id, why) -> err().println(id + ": not sent: " + why));
    if (dryRun) {
      plan.lines().forEach(out()::println);
      out()
          .printf(
              "would send %d, superseded %d, cannot be sent %d%n",
              plan.size(), plan.superseded(), plan.unsendable().size());
      return 0;
    }
    GatewayClient gateway =
        new GatewayClient(Connection.open(cluster.url(url)), patience, err()::println);
    ReadingReplay.Result result = new ReadingReplay(gateway, err()::println).run(plan, corrections);
    out()
        .printf(
            "%d sent in %d request(s): %d accepted, %d rejected again, %d sent before;"
                + " superseded %d, cannot be sent %d%n",
            plan.size(),
            result.requests(),
            result.accepted(),
            result.rejected(),
            result.repeated(),
            plan.superseded(),
            plan.unsendable().size());
    return result.rejected() == 0 && plan.unsendable().isEmpty() ? 0 : 1;
  }

  private List<RejectedRecord> chosenReadings() throws Exception {
    try (RejectedLog log = new RejectedLog(cluster.clients())) {
      if (ids.isEmpty()) {
        RejectedLog.Found found = log.find(chosen.filter(), chosen.limit(limit), false);
        told(found.records().size(), found.matched());
        return found.records();
      }
      List<RejectedRecord> found =
          log.at(ids).stream().filter(r -> chosen.filter().test(r.reading())).toList();
      told(found.size(), ids.size());
      return found;
    }
  }

  private int deadLetters() throws Exception {
    if (!set.isEmpty() || scale.isPresent() || backfill) {
      throw new ParameterException(
          spec.commandLine(), "--dead-letters are put back as they were, without corrections");
    }
    DeadLetterLog log = new DeadLetterLog(cluster.clients());
    List<DeadLetter> letters;
    if (ids.isEmpty()) {
      DeadLetterLog.Found found = log.find(chosen.deadLetterFilter(), chosen.limit(limit), false);
      told(found.letters().size(), found.matched());
      letters = found.letters();
    } else {
      letters = log.at(ids);
      told(letters.size(), ids.size());
    }
    try (DeadLetterReplay replay = new DeadLetterReplay(cluster.clients())) {
      List<DeadLetter> sent = new ArrayList<>();
      for (DeadLetter letter : letters) {
        Optional<String> obstacle = replay.obstacle(letter);
        obstacle.ifPresent(why -> err().println(letter.id() + ": not sent: " + why));
        if (obstacle.isEmpty()) {
          sent.add(letter);
        }
      }
      if (!dryRun) {
        replay.send(sent);
      }
      out()
          .printf(
              "%s %d, cannot be sent %d%n",
              dryRun ? "would send" : "sent", sent.size(), letters.size() - sent.size());
      return sent.size() == letters.size() || dryRun ? 0 : 1;
    }
  }

  private void told(int found, long matched) {
    if (found < matched) {
      err().printf("%d of %d record(s)%n", found, matched);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
