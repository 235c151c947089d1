// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tanliu.access.Caller;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.SealedReport;
import io.tanliu.domain.attest.ReportKey;
import io.tanliu.domain.attest.ReportSeal;
import io.tanliu.domain.control.Period;
import io.tanliu.query.report.Canonical;
import io.tanliu.query.report.Envelope;
import io.tanliu.query.report.Lang;
import io.tanliu.query.report.PdfReport;
import io.tanliu.query.report.ReportProof;
import io.tanliu.query.report.XlsxReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code GET /api/v1/reports/{entity}/{period}}, as it is now or as it was sealed, and {@code POST
 * .../seal}.
 */
final class ReportsEndpoint {
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String DIGEST = "digest";
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_MILLIS = 50;

  /** Each file takes some megabytes and a tenth of a second while it is made. */
  private static final int FILES_AT_ONCE = 2;

  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final Semaphore turns = new Semaphore(FILES_AT_ONCE);
  private final Directory directory;
  private final ReportComposer composer;
  private final ReportSeals seals;
  private final Supplier<Optional<ReportKey>> key;
  private final Clock clock;

  ReportsEndpoint(
      Directory directory,
      ReportComposer composer,
      ReportSeals seals,
      Supplier<Optional<ReportKey>> key,
      Clock clock) {
    this.directory = directory;
    this.composer = composer;
    this.seals = seals;
    this.key = key;
    this.clock = clock;
  }

  void get(Context context) {
    Parameters parameters = new Parameters(context, Set.of("format", "lang", DIGEST));
    String format = parameters.choice("format", List.of("json", "pdf", "xlsx"), "json");
    Lang lang =
        Lang.valueOf(parameters.choice("lang", List.of("zh", "en"), "zh").toUpperCase(Locale.ROOT));
    Entity entity = directory.require(context.pathParam("entity"));
    Period period = period(context);
    Optional<String> wanted = parameters.text(DIGEST);
    if (format.equals("json")) {
      Answers.json(context, answer(entity, period, wanted));
      return;
    }
    Envelope envelope = envelope(entity, period, wanted);
    boolean pdf = format.equals("pdf");
    context.contentType(pdf ? "application/pdf" : EXCEL);
    context.header("Cache-Control", "no-store");
    context.header(
        "Content-Disposition",
        "attachment; filename=\"tanliu-" + entity.id() + "-" + period.text() + "." + format + "\"");
    context.result(file(envelope, lang, pdf));
  }

  private byte[] file(Envelope envelope, Lang lang, boolean pdf) {
    try {
      if (!turns.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("BUSY", "too many files are being made");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("BUSY", "stopping");
    }
    try {
      return pdf ? PdfReport.of(envelope, lang) : XlsxReport.of(envelope, lang);
    } finally {
      turns.release();
    }
  }

  void seal(Context context) {
    Parameters parameters = new Parameters(context, Set.of(DIGEST));
    Entity entity = directory.require(context.pathParam("entity"));
    Period period = period(context);
    ReportKey with =
        key.get()
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "NO_REPORT_KEY",
                        "report.key",
                        "",
                        "an instance that has a key to seal with"));
    ObjectNode report = composer.compose(entity, period);
    String digest = Canonical.digest(report);
    parameters
        .text(DIGEST)
        .filter(seen -> !seen.equals(digest))
        .ifPresent(
            seen -> {
              throw Problem.conflict("FIGURES_CHANGED", DIGEST, Parameters.shorten(seen), digest);
            });
    if (report.path("state").asText().equals("no_data")) {
      throw Problem.conflict("NO_DATA", "period", period.text(), "a period with figures");
    }
    Optional<SealedReport> before = seals.find(entity.id(), period.text(), digest);
    SealedReport record =
        before.orElseGet(() -> made(context, entity, period, report, digest, with));
    if (before.isEmpty()) {
      seals.write(record);
      awaitRead(record);
    }
    HttpGate.changed(context, "", "sha256:" + digest);
    context.status(before.isEmpty() ? 201 : 200);
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.set("seal", Envelope.json(ReportSeals.seal(record)));
    Answers.json(context, answer);
  }

  /** Who has sealed finds the seal with the next question; a slow store only makes that later. */
  private void awaitRead(SealedReport record) {
    long end = System.nanoTime() + READ_WITHIN.toNanos();
    try {
      while (seals.find(record.getEntity(), record.getPeriod(), record.getDigest()).isEmpty()
          && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Problem e) {
      // It is written; only whether it can be read already is not known.
      return;
    }
  }

  private SealedReport made(
      Context context,
      Entity entity,
      Period period,
      ObjectNode report,
      String digest,
      ReportKey with) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Caller caller = HttpGate.caller(context);
    String who = caller.id().isEmpty() ? "anybody" : caller.id();
    ReportSeal seal = with.seal(entity.id(), period.text(), digest, at.toString(), who);
    return SealedReport.newBuilder()
        .setEntity(entity.id())
        .setPeriod(period.text())
        .setDigest(digest)
        .setDocument(Canonical.text(report))
        .setProvisional(!report.path("state").asText().equals("final"))
        .setSealedAt(at)
        .setSealedBy(who)
        .setKey(seal.key())
        .setAlgorithm(seal.algorithm().name())
        .setPublicKey(seal.publicKey())
        .setSignature(seal.signature())
        .build();
  }

  private static Period period(Context context) {
    String text = context.pathParam("period");
    return Period.parse(text)
        .filter(p -> !p.several() && p.first().getYear() >= 1970 && p.first().getYear() <= 2200)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "BAD_PERIOD", "period", Parameters.shorten(text), "yyyy-MM or yyyy"));
  }

  private Envelope envelope(Entity entity, Period period, Optional<String> wanted) {
    if (wanted.isPresent()) {
      SealedReport record = require(entity, period, wanted.get());
      return new Envelope(
          Envelope.document(record.getDocument()), Optional.of(ReportSeals.seal(record)));
    }
    ObjectNode report = composer.compose(entity, period);
    return new Envelope(
        report,
        seals.find(entity.id(), period.text(), Canonical.digest(report)).map(ReportSeals::seal));
  }

  private SealedReport require(Entity entity, Period period, String digest) {
    return seals
        .find(entity.id(), period.text(), digest)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "UNKNOWN_SEAL",
                    DIGEST,
                    Parameters.shorten(digest),
                    "the digest of a sealed report of this entity and period"));
  }

  /** The report with its seal, all that was sealed of the period, and what is newer. */
  private ObjectNode answer(Entity entity, Period period, Optional<String> wanted) {
    ObjectNode now = composer.compose(entity, period);
    String current = Canonical.digest(now);
    List<SealedReport> all = seals.of(entity.id(), period.text());
    String shown = wanted.orElse(current);
    Optional<SealedReport> sealed =
        all.stream().filter(r -> r.getDigest().equals(shown)).findFirst();
    if (wanted.isPresent() && sealed.isEmpty()) {
      require(entity, period, shown);
    }
    JsonNode report = sealed.map(r -> Envelope.document(r.getDocument())).orElse(now);
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.set("report", report);
    answer.put(DIGEST, shown);
    answer.put("current", current);
    answer.set(
        "seal",
        sealed.<JsonNode>map(r -> Envelope.json(ReportSeals.seal(r))).orElse(answer.nullNode()));
    ArrayNode list = answer.putArray("seals");
    for (SealedReport record : all) {
      ObjectNode item = Envelope.json(ReportSeals.seal(record));
      item.put("provisional", record.getProvisional());
      item.put("isCurrent", isCurrent(Envelope.document(record.getDocument()), now));
      list.add(item);
    }
    ArrayNode changes = answer.putArray("changes");
    ReportProof.changes(report, now)
        .forEach(
            change ->
                changes
                    .addObject()
                    .put("figure", change.figure())
                    .put("sealed", change.before())
                    .put("now", change.now())
                    .put("restated", ReportProof.restates(report, change)));
    answer.set(
        "key",
        key.get()
            .<JsonNode>map(
                k ->
                    Json.MAPPER
                        .createObjectNode()
                        .put("id", k.id())
                        .put("algorithm", k.algorithm().name())
                        .put("publicKey", k.publicKey()))
            .orElse(answer.nullNode()));
    return answer;
  }

  /** Whether the figures of the period itself are still those that were sealed. */
  private static boolean isCurrent(JsonNode sealed, JsonNode now) {
    return ReportProof.changes(sealed, now).stream()
        .noneMatch(change -> ReportProof.restates(sealed, change));
  }
}
