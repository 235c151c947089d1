// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator.scenario;

import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterReader;
import io.tanliu.reference.register.RegisterResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads a scenario. Its sections {@code units}, {@code targets}, {@code reports} and {@code
 * factors} are a register document; {@code days}, {@code monthly} and {@code faults} say what
 * happened (docs/SIMULATOR.md).
 */
public final class ScenarioReader {
  private static final Set<String> REGISTER = Set.of("units", "targets", "reports", "factors");
  private static final String OWN = "scenario|days|monthly|faults";

  private ScenarioReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when something in it is wrong; the message names all of it
   */
  public static Scenario read(Path file, Seeds seeds) throws IOException {
    String text = Files.readString(file);
    RegisterResult register =
        RegisterReader.read(file.toString(), onlyRegister(text), seeds, id -> false);
    if (!register.ok()) {
      throw new IllegalArgumentException(
          register.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }
    LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
    Rows root = Rows.root(new Load(settings).loadFromString(text));
    Rows head = root.one("scenario");
    ZoneId zone = ZoneId.of(head.text("zone"));
    LocalDate from = head.day("from");
    LocalDate until = head.day("until");
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.addAll(
        new Meters(register.document().units(), root.list("days"), root.list("faults"), zone)
            .between(from, until));
    reports(root.list("monthly"), head, zone, until, deliveries);
    deliveries.sort(Comparator.comparingLong(Delivery::arrives));
    return new Scenario(
        head.text("name"), zone, from, until, head.day("judged"), register.document(), deliveries);
  }

  /** The text with other sections left blank, so that problems name the right lines. */
  private static String onlyRegister(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    boolean keep = true;
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && Character.isLetter(line.charAt(0))) {
        String section = line.substring(0, colon);
        if (!REGISTER.contains(section) && !section.matches(OWN)) {
          throw new IllegalArgumentException(
              "section: " + section + " (expected: " + OWN + " or one of " + REGISTER + ")");
        }
        keep = REGISTER.contains(section);
      }
      kept.append(keep ? line : "").append('\n');
    }
    return kept.toString();
  }

  /** Every month's figure, of which a later line takes over from its month. */
  private static void reports(
      List<Rows> rows, Rows head, ZoneId zone, LocalDate until, List<Delivery> into) {
    int after = Integer.parseInt(head.text("reportsAfterDays"));
    for (int i = 0; i < rows.size(); i++) {
      Rows row = rows.get(i);
      YearMonth end = YearMonth.from(until);
      for (Rows later : rows.subList(i + 1, rows.size())) {
        if (key(later).equals(key(row)) && later.month("from").isBefore(end)) {
          end = later.month("from");
        }
      }
      for (YearMonth month = row.month("from"); month.isBefore(end); month = month.plusMonths(1)) {
        LocalDate arrives = month.plusMonths(1).atDay(1).plusDays(after);
        into.add(
            new Delivery.Report(
                arrives.atStartOfDay(zone).toInstant().toEpochMilli(), report(row, month)));
      }
    }
  }

  private static String key(Rows row) {
    return row.text("entity") + '|' + row.text("kind") + '|' + row.maybe("product").orElse("");
  }

  private static ActivityReport report(Rows row, YearMonth month) {
    Optional<Integer> priceBase = row.maybe("priceBase").map(Integer::valueOf);
    return new ActivityReport(
        row.text("entity"),
        Kind.valueOf(row.text("kind")),
        row.maybe("product"),
        month.toString(),
        row.number("value"),
        row.text("unit"),
        priceBase,
        false,
        "scenario");
  }
}
