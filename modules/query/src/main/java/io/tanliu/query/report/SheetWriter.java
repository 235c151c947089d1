// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import static io.tanliu.query.report.Sheet.Column.number;
import static io.tanliu.query.report.Sheet.Column.text;
import static io.tanliu.query.report.SheetCells.exact;
import static io.tanliu.query.report.SheetCells.growth;
import static io.tanliu.query.report.SheetCells.percent;
import static io.tanliu.query.report.SheetCells.time;
import static io.tanliu.query.report.SheetCells.withUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.domain.attest.ReportSeal;
import io.tanliu.query.report.Sheet.Cell;
import io.tanliu.query.report.Sheet.Column;
import io.tanliu.query.report.Sheet.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a report out. The same envelope is the same sheet. */
final class SheetWriter {
  private final Lang lang;
  private final Envelope envelope;
  private final JsonNode report;

  SheetWriter(Envelope envelope, Lang lang) {
    this.envelope = envelope;
    this.lang = lang;
    this.report = envelope.report();
  }

  Sheet sheet() {
    return new Sheet(title(), lines(), tables(), seal(), proof());
  }

  private String say(String zh, String en) {
    return lang.of(zh, en);
  }

  private String title() {
    String period = report.at("/period/text").asText();
    String name = lang.name(report.path("entity"));
    return period.length() == 4
        ? say(name + " " + period + " 年能源消费与碳排放年报", name + ": energy and carbon in " + period)
        : say(name + " " + period + " 能源消费与碳排放月报", name + ": energy and carbon in " + period);
  }

  private List<String> lines() {
    List<String> above = new ArrayList<>();
    report.at("/entity/above").forEach(region -> above.add(0, lang.name(region)));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(" / ", above)
            + (above.isEmpty() ? "" : " · ")
            + report.at("/entity/id").asText());
    lines.add(
        say("统计期 ", "Period ")
            + time(report.at("/period/start"))
            + " – "
            + time(report.at("/period/end"))
            + " ("
            + report.at("/period/zone").asText()
            + ") · "
            + say("数据截至 ", "data up to ")
            + time(report.path("asOf"))
            + " · "
            + state(report.path("state").asText()));
    return lines;
  }

  private String state(String state) {
    return switch (state) {
      case "final" -> say("终值", "final");
      case "provisional" -> say("暂定", "provisional");
      default -> say("没有数据", "no data");
    };
  }

  private String seal() {
    Optional<ReportSeal> seal = envelope.seal();
    String state = state(report.path("state").asText());
    return seal.map(
            s ->
                say("已封存 ", "Sealed ")
                    + s.sealedAt()
                    + " · "
                    + s.sealedBy()
                    + " · "
                    + say("密钥 ", "key ")
                    + s.key()
                    + " · "
                    + state)
        .orElseGet(() -> say("未封存，数字可能变动", "NOT SEALED: the figures may change") + " · " + state);
  }

  private List<String> proof() {
    return List.of(
        "SHA-256 " + envelope.digest(),
        say("核验：", "Proof: ") + "tanliu report verify <file> --url <server>");
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    tables.add(amounts());
    tables.add(comparison());
    tables.add(budgets());
    tables.add(lamps());
    tables.add(intensities());
    tables.add(alerts());
    if (report.path("quality").isObject()) {
      tables.add(quality());
    }
    tables.add(sources());
    return tables;
  }

  private String group(String group) {
    return switch (group) {
      case "total" -> say("总量", "total");
      case "tce" -> say("折标分项", "coal equivalent");
      case "co2e" -> say("排放分项", "emissions");
      default -> say("实物量", "physical");
    };
  }

  private Table amounts() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode f : report.path("figures")) {
      rows.add(
          List.of(
              Cell.of(group(f.path("group").asText())),
              Cell.of(lang.name(f)),
              exact(f.path("value")),
              Cell.of(f.path("unit").asText()),
              percent(f.path("coverage"), 1),
              percent(f.path("estimated"), 1),
              exact(f.path("revision")),
              Cell.of(f.path("value").isNull() ? "" : provisional(f))));
    }
    return new Table(
        say("能源消费与碳排放", "Energy and emissions"),
        List.of(
            text(say("类别", "Group"), 13),
            text(say("项目", "Quantity"), 27),
            number(say("数值", "Value"), 20),
            text(say("单位", "Unit"), 9),
            number(say("覆盖率", "Coverage"), 11),
            number(say("估算", "Estimated"), 11),
            number(say("修订", "Revision"), 10),
            text(say("状态", "State"), 12)),
        rows,
        say("本期没有数据。", "Nothing was measured."));
  }

  private String provisional(JsonNode of) {
    return of.path("provisional").asBoolean() ? say("暂定", "provisional") : say("终值", "final");
  }

  private Table comparison() {
    boolean annual = report.at("/period/text").asText().length() == 4;
    List<Column> columns = new ArrayList<>();
    columns.add(text(say("项目", "Quantity"), 26));
    columns.add(text(say("单位", "Unit"), 9));
    columns.add(number(say("本期", "This period"), 20));
    if (!annual) {
      columns.add(number(report.at("/period/before").asText(), 20));
      columns.add(number(say("环比", "Growth"), 11));
    }
    columns.add(number(report.at("/period/lastYear").asText(), 20));
    columns.add(number(say("同比", "Growth"), 11));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode f : report.path("figures")) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(lang.name(f)));
      row.add(Cell.of(f.path("unit").asText()));
      row.add(exact(f.path("value")));
      if (!annual) {
        row.add(exact(f.at("/before/value")));
        row.add(growth(f.at("/before/growth")));
      }
      row.add(exact(f.at("/lastYear/value")));
      row.add(growth(f.at("/lastYear/growth")));
      rows.add(row);
    }
    return new Table(
        say("与上期、去年同期相比", "Against the period before and last year"),
        columns,
        rows,
        say("没有可比的数据。", "Nothing to compare with."));
  }

  private Table budgets() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode b : both("budgets")) {
      String unit = b.path("unit").asText();
      rows.add(
          List.of(
              Cell.of(lang.name(b)),
              Cell.of(b.path("period").asText()),
              withUnit(b.path("value"), unit),
              withUnit(b.path("limit"), unit),
              withUnit(b.path("schedule"), unit),
              percent(b.path("share"), 1),
              Cell.of(status(b.path("status").asText())),
              percent(b.path("coverage"), 1)));
    }
    return new Table(
        say("总量与预算、进度", "Totals against budget and schedule"),
        List.of(
            text(say("项目", "Quantity"), 22),
            text(say("期间", "Period"), 10),
            number(say("累计", "Used"), 20),
            number(say("预算", "Budget"), 20),
            number(say("进度", "Schedule"), 20),
            number(say("占预算", "Share"), 10),
            text(say("评价", "Status"), 13),
            number(say("覆盖率", "Coverage"), 10)),
        rows,
        say("未下达总量目标。", "No budget is set."));
  }

  /** Of the period, then of its year. */
  private List<JsonNode> both(String list) {
    List<JsonNode> all = new ArrayList<>();
    report.path(list).forEach(all::add);
    report.path("year").path(list).forEach(all::add);
    return all;
  }

  private String status(String status) {
    return switch (status) {
      case "over" -> say("超预算", "over budget");
      case "ahead" -> say("超进度", "ahead of schedule");
      case "within" -> say("符合进度", "on schedule");
      case "not_assessable" -> say("无法评价", "not assessable");
      case "no_data" -> say("没有数据", "no data");
      default -> say("未设定", "not set");
    };
  }

  private Table lamps() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode l : report.at("/year/lamps/lamps")) {
      boolean intensity = l.path("denominator").isObject();
      rows.add(
          List.of(
              Cell.of(lang.name(l.path("kind"))),
              Cell.of(lang.name(l.path("level"))),
              Cell.of(lang.name(l.path("reason"))),
              intensity
                  ? withUnit(l.path("value"), l.path("valueUnit").asText())
                  : withUnit(l.path("assessed"), l.path("unit").asText()),
              intensity
                  ? percent(l.path("required"), 2)
                  : withUnit(l.path("limit"), l.path("unit").asText()),
              withUnit(l.at("/forecast/value"), l.at("/forecast/unit").asText()),
              percent(l.path("coverage"), 1)));
    }
    String year = report.at("/period/text").asText().substring(0, 4);
    return new Table(
        say(year + " 年目标评价", "Judged against the targets of " + year),
        List.of(
            text(say("指标", "Lamp"), 16),
            text(say("等级", "Level"), 15),
            text(say("理由", "Reason"), 24),
            number(say("考核值", "Assessed"), 18),
            number(say("限值或降幅", "Limit or decline"), 18),
            number(say("预测", "Forecast"), 18),
            number(say("覆盖率", "Coverage"), 10)),
        rows,
        say("没有评价。", "Nothing was judged."));
  }

  private Table intensities() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode i : both("intensities")) {
      JsonNode value = i.path("assessedValue").isNull() ? i.path("value") : i.path("assessedValue");
      rows.add(
          List.of(
              Cell.of(lang.name(i)),
              Cell.of(lang.name(i.path("denominator"))),
              Cell.of(i.path("period").asText()),
              withUnit(value, i.path("valueUnit").asText()),
              exact(i.path("previous")),
              percent(i.path("decline"), 2),
              percent(i.path("coverage"), 1),
              Cell.of(provisional(i))));
    }
    return new Table(
        say("强度", "Intensity"),
        List.of(
            text(say("项目", "Quantity"), 14),
            text(say("单位产出", "Per"), 22),
            text(say("期间", "Period"), 10),
            number(say("强度", "Intensity"), 24),
            number(say("上年", "Last year"), 14),
            number(say("降幅", "Decline"), 11),
            number(say("覆盖率", "Coverage"), 10),
            text(say("状态", "State"), 12)),
        rows,
        say("没有经济或产量报表，无法计算。", "No report of output was given."));
  }

  private Table alerts() {
    JsonNode all = report.path("alerts");
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode a : all.path("list")) {
      rows.add(
          List.of(
              Cell.of(lang.name(a)),
              Cell.of(severity(a.path("severity").asText())),
              Cell.of(time(a.path("since"))),
              Cell.of(time(a.path("acknowledgedAt"))),
              withUnit(a.path("measured"), a.path("unit").asText()),
              withUnit(a.path("limit"), a.path("unit").asText()),
              Cell.of(alertState(a.path("state").asText()))));
    }
    return new Table(
        say("告警", "Alerts")
            + say("：新发 ", ": opened ")
            + all.path("opened").asText()
            + say("，确认 ", ", acknowledged ")
            + all.path("acknowledged").asText()
            + say("，升级 ", ", escalated ")
            + all.path("escalated").asText()
            + say("，解除 ", ", resolved ")
            + all.path("resolved").asText(),
        List.of(
            text(say("规则", "Rule"), 26),
            text(say("级别", "Severity"), 11),
            text(say("起始", "Since"), 16),
            text(say("确认", "Acknowledged"), 16),
            number(say("实测", "Measured"), 18),
            number(say("限值", "Limit"), 18),
            text(say("状态", "State"), 11)),
        rows,
        say("本期没有告警。", "No alerts in this period."));
  }

  private String severity(String code) {
    return code.equals("CRITICAL") ? say("严重", "critical") : say("预警", "warning");
  }

  private String alertState(String code) {
    return switch (code) {
      case "FIRING" -> say("进行中", "firing");
      case "NO_DATA" -> say("缺数据", "no data");
      case "RESOLVED" -> say("已解除", "resolved");
      default -> say("待定", "pending");
    };
  }

  private Table quality() {
    JsonNode q = report.path("quality");
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(List.of(Cell.of(say("有数日数", "days with data")), exact(q.path("days"))));
    rows.add(List.of(Cell.of(say("完整日数", "complete days")), exact(q.path("completeDays"))));
    rows.add(List.of(Cell.of(say("应有读数", "expected readings")), exact(q.path("expected"))));
    rows.add(List.of(Cell.of(say("实有读数", "readings there")), exact(q.path("stored"))));
    rows.add(List.of(Cell.of(say("更正", "corrected")), exact(q.path("corrected"))));
    rows.add(List.of(Cell.of(say("撤回", "withdrawn")), exact(q.path("withdrawn"))));
    rows.add(List.of(Cell.of(say("拒收", "rejected")), exact(q.path("rejected"))));
    q.path("findings")
        .properties()
        .forEach(code -> rows.add(List.of(Cell.of(code.getKey()), exact(code.getValue()))));
    return new Table(
        say("数据质量", "Data quality"),
        List.of(text(say("项目", "What"), 60), number(say("数量", "Number"), 20)),
        rows,
        "");
  }

  private Table sources() {
    List<List<Cell>> rows = new ArrayList<>();
    report
        .path("sources")
        .forEach(s -> rows.add(List.of(Cell.of(say("目标", "target")), Cell.of(s.asText()))));
    report
        .path("factors")
        .forEach(f -> rows.add(List.of(Cell.of(say("因子版本", "factors")), Cell.of(f.asText()))));
    rows.add(List.of(Cell.of("GWP"), Cell.of(report.path("gwp").asText())));
    return new Table(
        say("依据", "Sources"),
        List.of(text(say("种类", "Kind"), 16), text(say("出处", "Source"), 100)),
        rows,
        "");
  }
}
