// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The amounts of a report: every quantity of the window, beside those that it is held against. */
final class ReportFigures {
  /** Digits behind the point of a growth rate or share, half up. */
  private static final int RATIO_SCALE = 6;

  private final Seeds seeds;
  private final Optional<EntityWindow> now;
  private final Optional<EntityWindow> before;
  private final Optional<EntityWindow> lastYear;

  ReportFigures(
      Seeds seeds,
      Optional<EntityWindow> now,
      Optional<EntityWindow> before,
      Optional<EntityWindow> lastYear) {
    this.seeds = seeds;
    this.now = now;
    this.before = before;
    this.lastYear = lastYear;
  }

  /** no_data; provisional while the period has not ended or a factor stands in; else final. */
  String state() {
    if (now.isEmpty()) {
      return "no_data";
    }
    boolean open =
        now.get().getProvisional()
            || now.get().getAmounts().values().stream().anyMatch(WindowAmount::getProvisional);
    return open ? "provisional" : "final";
  }

  /** Versions of the factors that made the amounts. */
  Iterable<String> factors() {
    TreeSet<String> versions = new TreeSet<>();
    now.ifPresent(
        w ->
            w.getAmounts().values().stream()
                .map(WindowAmount::getFactors)
                .filter(version -> version != null)
                .forEach(versions::add));
    return versions;
  }

  /** Totals, then parts of coal equivalent, parts of carbon, and kinds of energy. */
  ArrayNode list() {
    ArrayNode list = Json.MAPPER.createArrayNode();
    TreeSet<String> names = new TreeSet<>();
    Stream.of(now, before, lastYear)
        .flatMap(Optional::stream)
        .forEach(w -> names.addAll(w.getAmounts().keySet()));
    for (String group : new String[] {"total", "tce", "co2e", "physical"}) {
      names.stream()
          .filter(name -> group(name).equals(group))
          .flatMap(name -> seeds.quantity(name).stream())
          .forEach(quantity -> list.add(figure(group, quantity)));
    }
    return list;
  }

  private static String group(String name) {
    return switch (name) {
      case Quantities.TCE, Quantities.TCE_EQUIVALENT, Quantities.CO2E -> "total";
      default -> name.startsWith("tce.") ? "tce" : name.startsWith("co2e.") ? "co2e" : "physical";
    };
  }

  private ObjectNode figure(String group, Quantity quantity) {
    Optional<WindowAmount> amount = amount(now, quantity);
    boolean open =
        amount.isEmpty() || now.orElseThrow().getProvisional() || amount.get().getProvisional();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("group", group);
    ReportComposer.named(json, quantity);
    json.put("unit", quantity.dimension().displayUnit());
    BigDecimal value = shown(amount, quantity);
    json.put("value", value);
    json.put("coverage", amount.map(WindowAmount::getCoverage).orElse(null));
    json.put("estimated", amount.map(WindowAmount::getEstimated).orElse(null));
    json.put("provisional", open);
    json.put("factors", amount.map(WindowAmount::getFactors).orElse(null));
    json.put(
        "unverified",
        amount.filter(a -> a.getFactors() != null).map(WindowAmount::getUnverified).orElse(null));
    json.put("revision", amount.flatMap(a -> now).map(EntityWindow::getRevision).orElse(null));
    json.put("cause", amount.flatMap(a -> now).map(EntityWindow::getCause).orElse(null));
    against(json, "before", before, quantity, value, open);
    against(json, "lastYear", lastYear, quantity, value, open);
    return json;
  }

  /** A period that has not ended is not held against a whole one. */
  private static void against(
      ObjectNode json,
      String name,
      Optional<EntityWindow> window,
      Quantity quantity,
      BigDecimal value,
      boolean open) {
    BigDecimal then = shown(amount(window, quantity), quantity);
    ObjectNode other = json.putObject(name);
    other.put("value", then);
    other.put("revision", then == null ? null : window.map(EntityWindow::getRevision).orElse(null));
    BigDecimal share = open ? null : ratio(value, then);
    other.put("growth", share == null ? null : share.subtract(BigDecimal.ONE));
  }

  private static Optional<WindowAmount> amount(Optional<EntityWindow> window, Quantity quantity) {
    return window.map(w -> w.getAmounts().get(quantity.name()));
  }

  private static BigDecimal shown(Optional<WindowAmount> amount, Quantity quantity) {
    return amount.map(a -> Quantities.display(a.getAmount(), quantity.dimension())).orElse(null);
  }

  /** One by another, to six digits half up; null when there is nothing to divide by. */
  static BigDecimal ratio(BigDecimal value, BigDecimal by) {
    return value == null || by == null || by.signum() <= 0
        ? null
        : value.divide(by, RATIO_SCALE, RoundingMode.HALF_UP);
  }
}
