// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.reference.FactorUnits;
import io.tanliu.reference.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a register document as JSON from which {@link RegisterReader} reads the same again. */
public final class RegisterWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final Seeds seeds;

  private RegisterWriter(JsonGenerator json, Seeds seeds) {
    this.json = json;
    this.seeds = seeds;
  }

  /** The document as JSON text. */
  public static String toJson(RegisterDocument document, Seeds seeds) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new RegisterWriter(json, seeds).document(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes UTF-8 JSON; the stream is flushed and left open.
   *
   * @throws IOException when the stream refuses
   */
  public static void write(RegisterDocument document, Seeds seeds, OutputStream stream)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(stream)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      new RegisterWriter(json, seeds).document(document);
    }
  }

  private void document(RegisterDocument document) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("units");
    for (EnergyUnit unit : document.units()) {
      unit(unit);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("targets");
    for (Target target : document.targets()) {
      TargetWriter.write(target, json, seeds);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("reports");
    for (ActivityReport report : document.reports()) {
      report(report);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("factors");
    for (DatedFactor factor : document.factors()) {
      factor(factor);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("quotas");
    for (QuotaEntry entry : document.quotas()) {
      quota(entry);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("receivers");
    for (Receiver receiver : document.receivers()) {
      receiver(receiver);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void factor(DatedFactor factor) throws IOException {
    Dimension energy =
        seeds
            .factors()
            .energy(factor.energy())
            .map(EnergyKind::dimension)
            .orElseThrow(() -> new IllegalArgumentException("energy " + factor.energy()));
    json.writeStartObject();
    json.writeStringField("quantity", factor.quantity());
    json.writeStringField("energy", factor.energy());
    json.writeStringField("region", factor.region());
    if (!factor.industry().isEmpty()) {
      json.writeStringField("industry", factor.industry());
    }
    json.writeStringField("validFrom", String.valueOf(factor.from()));
    if (factor.to() != DatedFactor.OPEN) {
      json.writeStringField("validTo", String.valueOf(factor.to()));
    }
    json.writeStringField("value", factor.gramsPerBase().toPlainString());
    json.writeStringField("unit", FactorUnits.plain(factor.quantity(), energy));
    json.writeStringField("source", factor.source());
    json.writeStringField("confidence", factor.confidence());
    json.writeBooleanField("verified", factor.verified());
    json.writeEndObject();
  }

  private void unit(EnergyUnit unit) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", unit.id());
    json.writeStringField("name", unit.name());
    json.writeStringField("region", unit.region());
    json.writeStringField("industry", unit.industry());
    json.writeStringField("zone", unit.zone().getId());
    json.writeArrayFieldStart("points");
    for (Point point : unit.points()) {
      point(point, unit.earlierPoints());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("earlierAffiliations");
    for (Affiliation.Earlier earlier : unit.earlierAffiliations()) {
      json.writeStartObject();
      json.writeStringField("until", Instant.ofEpochMilli(earlier.until()).toString());
      json.writeStringField("region", earlier.affiliation().region());
      json.writeStringField("industry", earlier.affiliation().industry());
      json.writeEndObject();
    }
    json.writeEndArray();
    optional("offlineAfter", unit.offlineAfter().map(Duration::toString));
    profile(unit.profile());
    json.writeEndObject();
  }

  private void profile(UnitProfile profile) throws IOException {
    json.writeArrayFieldStart("products");
    for (UnitProfile.Product product : profile.products()) {
      json.writeStartObject();
      json.writeStringField("product", product.name());
      optional("capacity", product.capacity().map(BigDecimal::toPlainString));
      optional("capacityUnit", Optional.of(product.capacityUnit()).filter(unit -> !unit.isEmpty()));
      optional("energyShare", product.energyShare().map(BigDecimal::toPlainString));
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, BigDecimal> parameter : product.parameters().entrySet()) {
        json.writeStringField(parameter.getKey(), parameter.getValue().toPlainString());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("twoHigh", profile.twoHigh());
    optional("approvedEnergy", profile.approvedEnergy().map(BigDecimal::toPlainString));
    optional("buildingArea", profile.buildingArea().map(BigDecimal::toPlainString));
    if (profile.position().isPresent()) {
      json.writeObjectFieldStart("position");
      json.writeStringField("latitude", profile.position().get().latitude().toPlainString());
      json.writeStringField("longitude", profile.position().get().longitude().toPlainString());
      json.writeEndObject();
    }
  }

  private void quota(QuotaEntry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id());
    json.writeStringField("entity", entry.entity());
    json.writeStringField("scheme", entry.scheme().name());
    json.writeStringField("period", entry.period().toString());
    json.writeStringField("kind", entry.kind().name());
    json.writeStringField("amount", entry.amount().toPlainString());
    json.writeStringField("unit", entry.scheme().unit());
    json.writeStringField("date", entry.date().toString());
    optional("surrenderBy", entry.surrenderBy().map(LocalDate::toString));
    json.writeStringField("document", entry.document());
    json.writeEndObject();
  }

  private void receiver(Receiver receiver) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", receiver.id());
    optional("name", Optional.of(receiver.name()).filter(name -> !name.isEmpty()));
    json.writeStringField("kind", receiver.kind().name());
    json.writeStringField("address", receiver.address());
    optional("secret", receiver.secret());
    texts("regions", receiver.regions());
    json.writeBooleanField("subtree", receiver.subtree());
    texts("rules", receiver.rules());
    json.writeStringField("leastSeverity", receiver.leastSeverity().name());
    json.writeStringField("language", receiver.language().name());
    json.writeBooleanField("enabled", receiver.enabled());
    json.writeEndObject();
  }

  private void texts(String name, Set<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : new TreeSet<>(texts)) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void point(Point point, List<Point.Earlier> past) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", point.id());
    json.writeStringField("measure", point.measure().name());
    json.writeStringField("interval", point.interval().toString());
    optional("parent", point.parent());
    optional("modulus", point.modulus().map(BigDecimal::toPlainString));
    optional("ratedMaximum", point.ratedMaximum().map(BigDecimal::toPlainString));
    changing(point);
    json.writeArrayFieldStart(PointVersions.FIELD);
    for (Point.Earlier earlier : past) {
      if (earlier.point().id().equals(point.id())) {
        version(earlier);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Said in full, since what an entry leaves out would be read as it is now. */
  private void version(Point.Earlier earlier) throws IOException {
    Point point = earlier.point();
    json.writeStartObject();
    json.writeStringField("until", Instant.ofEpochMilli(earlier.until()).toString());
    json.writeStringField("modulus", text(point.modulus()));
    json.writeStringField("ratedMaximum", text(point.ratedMaximum()));
    changing(point);
    json.writeEndObject();
  }

  private static String text(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString).orElse(PointVersions.NONE);
  }

  /** What every definition of a point has, and may differ from one to the next. */
  private void changing(Point point) throws IOException {
    if (!point.name().isEmpty()) {
      json.writeStringField("name", point.name());
    }
    json.writeStringField("energy", point.energy());
    json.writeStringField("unit", point.unit().symbol());
    json.writeNumberField("level", point.level());
    json.writeStringField("direction", point.direction().name());
    json.writeStringField("multiplier", point.multiplier().toPlainString());
    json.writeStringField("maxGap", point.maxGap().toString());
    json.writeBooleanField("signed", point.signed());
    json.writeStringField("estimation", point.estimation().name());
    json.writeObjectFieldStart("rules");
    for (Map.Entry<String, String> rule : new TreeMap<>(point.rules()).entrySet()) {
      json.writeStringField(rule.getKey(), rule.getValue());
    }
    json.writeEndObject();
  }

  private void report(ActivityReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("entity", report.entity());
    json.writeStringField("kind", report.kind().name());
    optional("product", report.product());
    json.writeStringField("period", report.period());
    json.writeStringField("value", report.value().toPlainString());
    json.writeStringField("unit", report.unit());
    optional("priceBase", report.priceBase().map(String::valueOf));
    json.writeBooleanField("provisional", report.provisional());
    json.writeStringField("source", report.source());
    json.writeEndObject();
  }

  private void optional(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }
}
