// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.DefinitionChange;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterDocument;
import io.tanliu.reference.register.RegisterReader;
import io.tanliu.reference.register.RegisterResult;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.QuotaMapping;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** {@code POST /api/v1/reference}: a register document, taken whole or not at all. */
final class ReferenceHandler implements BodyDoor.Work {
  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "application/json");
  private static final int LISTED_ERRORS = 1_000;

  /** Most characters of one text in a finding. */
  private static final int LONGEST_TEXT = 500;

  private final Seeds seeds;
  private final ReferenceView view;
  private final OwnWrites writes;
  private final Publisher publisher;
  private final BodyReader bodies;
  private final Consumer<List<Receiver>> receivers;

  ReferenceHandler(
      Seeds seeds,
      ReferenceView view,
      OwnWrites writes,
      Publisher publisher,
      BodyReader bodies,
      Consumer<List<Receiver>> receivers) {
    this.seeds = seeds;
    this.view = view;
    this.writes = writes;
    this.publisher = publisher;
    this.bodies = bodies;
    this.receivers = receivers;
  }

  @Override
  public Answer answer(Context ctx, InputStream body) throws IOException {
    RegisterResult result = RegisterReader.read(name(ctx), text(ctx, body), seeds, view::knows);
    if (!result.ok()) {
      throw invalid(result.problems().stream().map(ReferenceHandler::error).toList());
    }
    RegisterDocument document = result.document();
    ReferenceAccess.require(ctx, document);
    apply(document);
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("units", document.units().size());
    counts.put("targets", document.targets().size());
    counts.put("reports", document.reports().size());
    counts.put("factors", document.factors().size());
    counts.put("quotas", document.quotas().size());
    counts.put("receivers", document.receivers().size());
    HttpGate.changed(ctx, "", counts.toString());
    return Answer.json(200, counts, "applied");
  }

  /** One at a time, so that each is judged against what the one before has left. */
  private synchronized void apply(RegisterDocument document) {
    List<Map<String, Object>> broken = new ArrayList<>();
    for (EnergyUnit unit : document.units()) {
      view.definition(unit.id())
          .map(before -> DefinitionChange.violations(before, unit))
          .orElse(List.of())
          .forEach(violation -> broken.add(error(unit.id(), violation)));
    }
    if (!broken.isEmpty()) {
      throw invalid(broken);
    }
    receivers.accept(document.receivers());
    // Units before what refers to them; and no topic that is not read here is waited for.
    List<RecordMetadata> written = publisher.publish(definitions(document));
    publisher.publish(reports(document));
    publisher.publish(factors(document));
    publisher.publish(quotas(document));
    writes.await(written, "reference");
  }

  private List<ProducerRecord<String, byte[]>> definitions(RegisterDocument document) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (EnergyUnit unit : document.units()) {
      records.add(publisher.record(Topics.REF_UNIT, unit.id(), UnitMapping.toAvro(unit)));
    }
    for (Target target : document.targets()) {
      String key = Keys.target(target.entity(), target.id());
      records.add(publisher.record(Topics.REF_TARGET, key, TargetMapping.toAvro(target)));
    }
    return records;
  }

  private List<ProducerRecord<String, byte[]>> reports(RegisterDocument document) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (ActivityReport report : document.reports()) {
      records.add(
          publisher.record(
              Topics.REPORT_ACTIVITY, ReportMapping.key(report), ReportMapping.toAvro(report)));
    }
    return records;
  }

  private List<ProducerRecord<String, byte[]>> factors(RegisterDocument document) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (DatedFactor factor : document.factors()) {
      records.add(
          publisher.record(
              Topics.REF_FACTOR, FactorMapping.key(factor), FactorMapping.toAvro(factor)));
    }
    return records;
  }

  private List<ProducerRecord<String, byte[]>> quotas(RegisterDocument document) {
    return document.quotas().stream()
        .map(
            entry ->
                publisher.record(
                    Topics.REF_QUOTA, QuotaMapping.key(entry), QuotaMapping.toAvro(entry)))
        .toList();
  }

  private String text(Context ctx, InputStream body) throws IOException {
    String header = ctx.header("Content-Type");
    String type = BodyFormat.mediaType(header);
    if (!MEDIA_TYPES.contains(type)) {
      throw Problem.of(
          Problem.Code.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type",
          type,
          "one of " + String.join(", ", MEDIA_TYPES.stream().sorted().toList()));
    }
    StringWriter text = new StringWriter();
    bodies.read(
        body,
        ReadingsRequest.gzip(ctx),
        BodyFormat.charset(header).orElse(StandardCharsets.UTF_8),
        RegisterReader.MAX_BYTES,
        in -> in.transferTo(text));
    return text.toString();
  }

  /** Name of the document in messages; the query parameter {@code file} gives a better one. */
  private static String name(Context ctx) {
    String file = ctx.queryParam("file");
    return file == null ? "body" : Text.shorten(file, 200);
  }

  private static ProblemException invalid(List<Map<String, Object>> errors) {
    Map<String, Object> first = errors.get(0);
    return new ProblemException(
        new Problem(
            Problem.Code.INVALID_REGISTER,
            first.get("field").toString(),
            first.get("value").toString(),
            first.get("expected").toString(),
            errors.subList(0, Math.min(errors.size(), LISTED_ERRORS))));
  }

  private static Map<String, Object> error(io.tanliu.reference.register.Problem problem) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("file", problem.file());
    error.put("line", problem.line());
    error.put("column", problem.column());
    // A key of a megabyte stands in the path of what is below it, and in the words of the parser.
    error.put("field", Text.shorten(problem.field(), LONGEST_TEXT));
    error.put("value", Text.shorten(problem.value(), LONGEST_TEXT));
    error.put("expected", Text.shorten(problem.expected(), LONGEST_TEXT));
    return error;
  }

  private static Map<String, Object> error(String unit, DefinitionChange.Violation violation) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("unit", unit);
    error.put("point", violation.point());
    error.put(
        "field", "units[" + unit + "].points[" + violation.point() + "]." + violation.field());
    error.put("value", violation.value());
    error.put("expected", violation.expected());
    return error;
  }
}
