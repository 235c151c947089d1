// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.audit.Audit;
import io.tanliu.app.audit.AuditRequest;
import io.tanliu.domain.time.Granularity;
import io.tanliu.reference.GwpSet;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recomputes a period from the raw frames and prints what is published otherwise. */
@Command(
    name = "audit",
    description = {
      "Recomputes a period from the raw frames with the independent oracle and prints each",
      "difference to the published windows. Exit code 0: no difference; 1: differences."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Parameters(
      arity = "0..1",
      paramLabel = "all",
      description = "\"all\" for every unit, when neither --unit nor --region is given.")
  Optional<String> all;

  @Option(names = "--unit", description = "Only this unit.")
  Optional<String> unit;

  @Option(
      names = "--region",
      description = "Only the units that ever belonged to this region (code) or industry-CODE.")
  Optional<String> region;

  @Option(
      names = "--from",
      required = true,
      description = "Beginning of the period: a day, or a time with offset.")
  String from;

  @Option(
      names = "--to",
      required = true,
      description = "Its end, exclusive; windows that overlap the period are compared.")
  String to;

  @Option(
      names = "--granularity",
      split = ",",
      defaultValue = "15m,1h,1d,1M,1Y",
      description = "Windows to compare; default: ${DEFAULT-VALUE}.")
  List<String> granularities;

  @Option(
      names = "--zone",
      defaultValue = "Asia/Shanghai",
      description = "Zone of the regions' days and of --from and --to; default: ${DEFAULT-VALUE}.")
  ZoneId zone;

  @Option(
      names = "--horizon",
      converter = DurationText.class,
      description = "Correction horizon of the ledger; default: 45d.")
  Duration horizon = LedgerSettings.DEFAULT.horizon();

  @Option(
      names = "--gwp",
      defaultValue = "AR5",
      description =
          "Report whose global warming potentials convert other gases: ${COMPLETION-CANDIDATES};"
              + " default: ${DEFAULT-VALUE}. As the ledger was started.")
  GwpSet gwp;

  @Option(
      names = "--units-at-once",
      defaultValue = "200",
      description =
          "Units whose readings are held in memory together; the frames are read once for each such"
              + " group; default: ${DEFAULT-VALUE}.")
  int unitsAtOnce;

  @Option(
      names = "--settle",
      defaultValue = "5s",
      converter = DurationText.class,
      description = "A difference counts when it is the same after this; default: 5s.")
  Duration settle;

  @Option(
      names = "--patience",
      defaultValue = "60s",
      converter = DurationText.class,
      description = "How long windows that keep changing are looked at again; default: 60s.")
  Duration patience;

  @Override
  public Integer call() throws Exception {
    AuditRequest request = request();
    Seeds seeds = Seeds.load(gwp);
    Audit audit = new Audit(cluster.clients(), seeds.membership(), seeds.factors(), request);
    Audit.Result result = audit.run(settle, patience);
    PrintWriter out = spec.commandLine().getOut();
    result.differences().forEach(out::println);
    List<Long> n = result.accounts();
    out.printf(
        "frames: %d accepted, %d duplicate, %d corrected, %d rejected reading(s)%n",
        n.get(0), n.get(1), n.get(2), n.get(3));
    if (result.unreadable() > 0) {
      out.printf("%d record(s) could not be decoded%n", result.unreadable());
    }
    if (result.moving() > 0) {
      out.printf("%d figure(s) kept changing while they were compared%n", result.moving());
    }
    out.printf(
        "%d window(s) of %d unit(s) and %d entities above: %d difference(s)%n",
        result.windows(),
        result.units(),
        result.entities(),
        result.differences().size() + result.more());
    out.flush();
    return result.differences().isEmpty() ? 0 : 1;
  }

  private AuditRequest request() throws IOException {
    if ((unit.isPresent() && region.isPresent())
        || all.isPresent() == (unit.isPresent() || region.isPresent())
        || !all.orElse("all").equals("all")) {
      throw wrong("expected one of: --unit U, --region R, all");
    }
    long begin = time("--from", from);
    long end = time("--to", to);
    if (end <= begin || unitsAtOnce < 1) {
      throw wrong(
          end <= begin ? "--to: " + to + " (expected: after --from)" : "--units-at-once: >= 1");
    }
    return new AuditRequest(
        unit, region, begin, end, windows(), cluster.publishedFrom(), horizon, zone, unitsAtOnce);
  }

  private Set<Granularity> windows() {
    EnumSet<Granularity> windows = EnumSet.noneOf(Granularity.class);
    for (String code : granularities) {
      windows.add(
          Granularity.of(code)
              .orElseThrow(
                  () ->
                      wrong(
                          "--granularity: %s (expected: %s)"
                              .formatted(
                                  code,
                                  Arrays.stream(Granularity.values())
                                      .map(Granularity::code)
                                      .toList()))));
    }
    return windows;
  }

  private long time(String option, String text) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
          : LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw wrong(
          option + ": " + text + " (expected: e.g. 2026-11-01 or 2026-11-01T00:00:00+08:00)");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
