// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.app.report.ReportKeys;
import io.tanliu.app.report.SavedReport;
import io.tanliu.domain.attest.ReportKey;
import io.tanliu.query.report.Canonical;
import io.tanliu.query.report.Envelope;
import io.tanliu.query.report.Lang;
import io.tanliu.query.report.PdfReport;
import io.tanliu.query.report.ReportProof;
import io.tanliu.query.report.XlsxReport;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved report against its seal, by command and against what a server knows. */
class ReportVerifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private ReportKey key() throws Exception {
    return ReportKeys.of(Map.of(ReportKeys.FILE, ReportKeys.demo(dir).toString())).orElseThrow();
  }

  private static ObjectNode report(String value) throws Exception {
    return (ObjectNode)
        JSON.readTree(
            """
            {"form": "tanliu-report-1", "asOf": "2025-04-01T00:00:00+08:00", "state": "final",
             "entity": {"id": "S-1", "kind": "unit", "name": "示例", "nameEn": "Example", "above": []},
             "period": {"text": "2025-03", "start": "2025-03-01T00:00:00+08:00",
               "end": "2025-04-01T00:00:00+08:00", "zone": "Asia/Shanghai", "before": "2025-02",
               "lastYear": "2024-03"},
             "figures": [{"group": "total", "quantity": "tce", "name": "能源消费总量", "nameEn": "energy",
               "unit": "tce", "value": "%s", "revision": 3, "provisional": false}],
             "gwp": "AR5"}
            """
                .formatted(value));
  }

  private Envelope sealed(ObjectNode report) throws Exception {
    return new Envelope(
        report,
        Optional.of(
            key()
                .seal(
                    "S-1",
                    "2025-03",
                    Canonical.digest(report),
                    "2025-04-03T01:02:03Z",
                    "zhang.san")));
  }

  private Ran verify(byte[] file, String... more) throws Exception {
    Path saved = Files.write(dir.resolve("saved"), file);
    String[] all = new String[3 + more.length];
    all[0] = "report";
    all[1] = "verify";
    all[2] = saved.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return Ran.tanliu(all);
  }

  @Test
  void shouldProveEveryFormOfAReportWithoutAServer() throws Exception {
    Envelope envelope = sealed(report("90.5"));
    Path publicKey = Files.writeString(dir.resolve("public"), key().publicKey() + "\n");
    for (byte[] file :
        new byte[][] {
          envelope.json().getBytes(StandardCharsets.UTF_8),
          PdfReport.of(envelope, Lang.ZH),
          XlsxReport.of(envelope, Lang.EN)
        }) {
      Ran ran = verify(file, "--offline", "--public-key", publicKey.toString());
      assertThat(ran.out()).startsWith("unaltered: S-1 2025-03, sealed 2025-04-03T01:02:03Z");
      assertThat(ran.code()).isZero();
    }
    byte[] other =
        new Envelope(report("9.05"), envelope.seal()).json().getBytes(StandardCharsets.UTF_8);
    Ran altered = verify(other, "--offline", "--public-key", key().publicKey());
    assertThat(altered.out()).contains("ALTERED: the figures are not those that were sealed");
    assertThat(altered.code()).isEqualTo(1);
    byte[] open = PdfReport.of(new Envelope(report("1"), Optional.empty()), Lang.ZH);
    Ran unsealed = verify(open, "--offline", "--public-key", key().publicKey());
    assertThat(unsealed.out()).contains("NOT SEALED");
    assertThat(unsealed.code()).isEqualTo(1);
    assertThat(verify(new byte[0], "--offline", "--public-key", "x").out()).contains("NO REPORT");
    assertThat(verify(open, "--offline").code()).as("with what key?").isEqualTo(2);
  }

  @Test
  void shouldNameTheAlteredFigureAndSayWhatIsNewer() throws Exception {
    Envelope envelope = sealed(report("90.5"));
    JsonNode server = answer(envelope);
    SavedReport.Finding good = finding(envelope, server);
    assertThat(good.proven()).isTrue();
    assertThat(good.lines())
        .contains(
            "RESTATED since: 1 values are newer",
            "  figures.tce.value: 91, sealed 90.5",
            "its year has gone on: 1 values");
    SavedReport.Finding altered = finding(new Envelope(report("9.05"), envelope.seal()), server);
    assertThat(altered.proven()).isFalse();
    assertThat(altered.lines())
        .containsExactly("ALTERED: figures.tce.value is 9.05 (sealed: 90.5)");
    assertThat(new SavedReport(saved(envelope)).path())
        .contains("/api/v1/reports/S-1/2025-03?digest=" + envelope.seal().orElseThrow().digest());
  }

  private static ReportProof.Saved saved(Envelope envelope) throws Exception {
    return ReportProof.read(envelope.json().getBytes(StandardCharsets.UTF_8));
  }

  private static SavedReport.Finding finding(Envelope envelope, JsonNode server) throws Exception {
    return new SavedReport(saved(envelope)).against(Optional.empty(), Optional.of(server));
  }

  private static JsonNode answer(Envelope envelope) throws Exception {
    ObjectNode answer = (ObjectNode) JSON.readTree(envelope.json());
    answer
        .putArray("changes")
        .addObject()
        .put("figure", "figures.tce.value")
        .put("sealed", "90.5")
        .put("now", "91")
        .put("restated", true);
    ((ArrayNode) answer.get("changes"))
        .addObject()
        .put("figure", "year.lamps.asOf")
        .put("restated", false);
    return answer;
  }

  @Test
  void shouldMakeAKeyOnceAndRefuseAFileThatIsNone() throws Exception {
    assertThat(key().publicKey()).isEqualTo(key().publicKey());
    assertThat(key().toString()).doesNotContain(key().privateKey());
    assertThat(ReportKeys.of(Map.of())).isEmpty();
    Path none = Files.writeString(dir.resolve("none"), "{}");
    assertThatThrownBy(() -> ReportKeys.of(Map.of(ReportKeys.FILE, none.toString())))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("report.key");
  }
}
