// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.StackWindow;
import io.tanliu.query.Query;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.parquet.example.data.Group;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made of answers, read again by others' readers. */
class ExporterTest {
  private static final Exporter EXPORTER = new Exporter(Query.class, "/openapi.yaml");
  private static final String WINDOWS = "/api/v1/entities/{id}/windows";
  private static final String TWO =
      windows(
          "{\"start\":\"2018-01-01T00:00:00+09:00\",\"end\":\"2018-01-01T00:15:00+09:00\","
              + "\"value\":1000000000000.000001,\"coverage\":0.5,\"estimated\":1.0E-5,"
              + "\"revision\":7,\"provisional\":false,\"unverified\":0.0,\"factors\":\"=v1\"},"
              + "{\"start\":\"2018-01-01T00:15:00+09:00\",\"end\":\"2018-01-01T00:30:00+09:00\","
              + "\"value\":-12.340,\"coverage\":1.0,\"estimated\":0.0,"
              + "\"revision\":1,\"provisional\":true}");

  @TempDir Path dir;

  private static String windows(String items) {
    return "{\"entity\":\"钢铁-01\",\"quantity\":\"co2e\",\"unit\":\"tCO2e\",\"granularity\":\"15m\","
        + "\"zone\":\"+09:00\",\"asOf\":\"2018-01-01T00:30:00+09:00\",\"windows\":["
        + items
        + "]}";
  }

  private static ExportRequest request(String route, ExportFormat format, String table) {
    return new ExportRequest(
        route,
        format,
        true,
        false,
        Optional.ofNullable(table),
        "/api/v1/entities/x/windows?quantity=co2e",
        Instant.parse("2018-02-01T00:00:00Z"),
        false);
  }

  private static byte[] file(ExportRequest request, String json) {
    return file(request, json, Optional.empty());
  }

  private static byte[] file(
      ExportRequest request,
      String json,
      Optional<com.fasterxml.jackson.databind.node.ObjectNode> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      EXPORTER.write(request, json.getBytes(StandardCharsets.UTF_8), records, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static String csv(String route, String json, String table) {
    return new String(file(request(route, ExportFormat.CSV, table), json), StandardCharsets.UTF_8);
  }

  @Test
  void shouldWriteExactDecimalsAndOffsetsAsCsv() {
    assertThat(csv(WINDOWS, TWO, null))
        .isEqualTo(
            "entity,quantity,unit,granularity,zone,asOf,start,end,value_tCO2e,coverage,estimated,"
                + "revision,provisional,unverified,factors\r\n"
                + "钢铁-01,co2e,tCO2e,15m,+09:00,2018-01-01T00:30:00+09:00,"
                + "2018-01-01T00:00:00+09:00,2018-01-01T00:15:00+09:00,1000000000000.000001,"
                + "0.5,0.000010,7,false,0.0,'=v1\r\n"
                + "钢铁-01,co2e,tCO2e,15m,+09:00,2018-01-01T00:30:00+09:00,"
                + "2018-01-01T00:15:00+09:00,2018-01-01T00:30:00+09:00,-12.340,"
                + "1.0,0.0,1,true,,\r\n");
  }

  @Test
  void shouldLetNoTextBecomeAFormula() {
    for (String text : List.of("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1")) {
      assertThat(CsvFile.guarded(text)).isEqualTo("'" + text);
    }
    for (String text : List.of("", "-12.5", "+3", "+09:00", "-", "a=b", "碳")) {
      assertThat(CsvFile.guarded(text)).isEqualTo(text);
    }
  }

  @Test
  void shouldBeginWithAByteOrderMarkWhenAskedTo() {
    ExportRequest plain = request(WINDOWS, ExportFormat.CSV, null);
    ExportRequest marked =
        new ExportRequest(
            WINDOWS, ExportFormat.CSV, true, true, Optional.empty(), "", plain.at(), false);
    assertThat(new String(file(marked, TWO), StandardCharsets.UTF_8)).startsWith("\uFEFFentity,");
  }

  @Test
  void shouldKeepEveryDigitInAWorkbook() throws IOException {
    byte[] file = file(request(WINDOWS, ExportFormat.XLSX, null), TWO);
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
      Sheet sheet = book.getSheetAt(0);
      assertThat(book.getSheetName(0)).isEqualTo("时段用量");
      Row heading = sheet.getRow(0);
      assertThat(texts(heading).subList(0, 4))
          .containsExactly("开始 (UTC+09:00)", "结束 (UTC+09:00)", "数值 (tCO2e)", "覆盖率");
      Row exact = sheet.getRow(1);
      assertThat(exact.getCell(0).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.parse("2018-01-01T00:00"));
      assertThat(exact.getCell(2).getCellType())
          .as("more digits than a double has")
          .isEqualTo(CellType.STRING);
      assertThat(exact.getCell(2).getStringCellValue()).isEqualTo("1000000000000.000001");
      assertThat(exact.getCell(8).getStringCellValue()).isEqualTo("=v1");
      Row number = sheet.getRow(2);
      assertThat(number.getCell(2).getNumericCellValue()).isEqualTo(-12.34);
      assertThat(number.getCell(2).getCellStyle().getDataFormatString()).isEqualTo("0.000");
      Sheet about = book.getSheet("说明");
      Map<String, String> lines = new HashMap<>();
      about.forEach(row -> lines.put(texts(row).get(0), texts(row).get(1)));
      assertThat(lines)
          .containsEntry("请求", "/api/v1/entities/x/windows?quantity=co2e")
          .containsEntry("数据截至", "2017-12-31T15:30:00Z")
          .containsEntry("对象", "钢铁-01")
          .containsEntry("时段用量", "2 行")
          .containsKeys("覆盖率", "软件");
    }
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(cell -> texts.add(cell.getStringCellValue()));
    return texts;
  }

  private List<Group> parquet(byte[] file) throws IOException {
    return ParquetRows.of(Files.write(dir.resolve("answer.parquet"), file));
  }

  @Test
  void shouldBeReadByApachesParquetReader() throws IOException {
    List<Group> rows = parquet(file(request(WINDOWS, ExportFormat.PARQUET, null), TWO));
    assertThat(rows).hasSize(2);
    Group first = rows.get(0);
    assertThat(first.getString("entity", 0)).isEqualTo("钢铁-01");
    assertThat(first.getString("zone", 0)).isEqualTo("+09:00");
    assertThat(first.getLong("start", 0))
        .isEqualTo(Instant.parse("2017-12-31T15:00:00Z").toEpochMilli());
    assertThat(first.getDouble("coverage", 0)).isEqualTo(0.5);
    assertThat(first.getLong("revision", 0)).isEqualTo(7);
    assertThat(first.getBoolean("provisional", 0)).isFalse();
    assertThat(first.getString("factors", 0)).isEqualTo("=v1");
    assertThat(rows.get(1).getBoolean("provisional", 0)).isTrue();
    assertThat(rows.get(1).getFieldRepetitionCount("factors")).as("null").isZero();
    assertThat(first.getType().getType("value_tCO2e").toString()).contains("DECIMAL(38,6)");
    assertThat(decimal(first)).isEqualByComparingTo("1000000000000.000001");
    assertThat(decimal(rows.get(1))).isEqualByComparingTo("-12.34");
  }

  private static BigDecimal decimal(Group row) {
    return new BigDecimal(new BigInteger(row.getBinary("value_tCO2e", 0).getBytes()), 6);
  }

  @Test
  void shouldHoldAYearOfQuarterHoursInEachFormat() throws IOException {
    OffsetDateTime start = OffsetDateTime.parse("2018-01-01T00:00:00+09:00");
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 35_040; i++) {
      items
          .append(i == 0 ? "" : ",")
          .append("{\"start\":\"" + start.plusMinutes(15L * i) + "\",\"end\":\"")
          .append(start.plusMinutes(15L * i + 15) + "\",\"value\":" + i + ".000001")
          .append(",\"coverage\":1.0,\"estimated\":0.0,\"revision\":1,\"provisional\":false}");
    }
    String json = windows(items.toString());
    assertThat(csv(WINDOWS, json, null).lines()).hasSize(35_041);
    List<Group> rows = parquet(file(request(WINDOWS, ExportFormat.PARQUET, null), json));
    assertThat(rows).hasSize(35_040);
    assertThat(decimal(rows.get(35_039))).isEqualByComparingTo("35039.000001");
    byte[] workbook = file(request(WINDOWS, ExportFormat.XLSX, null), json);
    assertThat(sheet(workbook).split("<row ", -1)).hasSize(1 + 1 + 35_040);
  }

  /** Text of the first sheet; a library's model of it would be a hundred times as large. */
  private String sheet(byte[] workbook) throws IOException {
    Path path = Files.write(dir.resolve("answer.xlsx"), workbook);
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = zip.getEntry("xl/worksheets/sheet1.xml");
      return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldGiveAListInsideAListATableOfItsOwn() {
    String json =
        "{\"unit\":\"U1\",\"zone\":\"Asia/Shanghai\",\"days\":[{\"day\":\"2018-03-01\",\"received\":5,"
            + "\"findings\":[{\"point\":\"E1\",\"code\":\"GAP\",\"first\":\"2018-03-01T05:00:00+08:00\","
            + "\"count\":1,\"value\":\"PT15M\",\"expected\":\"one\"}]},{\"day\":\"2018-03-02\"}],"
            + "\"months\":[]}";
    String route = "/api/v1/units/{id}/quality";
    assertThat(csv(route, json, null)).contains("\r\nU1,Asia/Shanghai,2018-03-01,5,");
    assertThat(csv(route, json, "days.findings"))
        .isEqualTo(
            "unit,zone,day,point,code,first,count,value,expected\r\n"
                + "U1,Asia/Shanghai,2018-03-01,E1,GAP,2018-03-01T05:00:00+08:00,1,PT15M,one\r\n");
    assertThatThrownBy(() -> csv(route, json, "years"))
        .isInstanceOf(Exporter.NoSuchTable.class)
        .hasMessage("days, days.findings, days.troubled, months");
  }

  @Test
  void shouldTakeTheFieldsOfATopicsRecordsFromItsSchemaAndTheirTimesToTheirZone() {
    String json =
        "{\"station\":\"S1\",\"gas\":\"co2\",\"granularity\":\"1h\",\"items\":[{\"station\":\"S1\","
            + "\"start\":\"2018-03-01T00:00:00Z\",\"zone\":\"Asia/Shanghai\",\"mass\":12}],\"truncated\":false}";
    byte[] file =
        file(
            request("/api/v1/stations/{id}/hours", ExportFormat.CSV, null),
            json,
            Optional.of(RecordSchema.of(StackWindow.getClassSchema())));
    assertThat(new String(file, StandardCharsets.UTF_8))
        .contains("mass_mg")
        .contains("2018-03-01T08:00:00+08:00");
  }
}
