// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.client.FileForm.PointColumn;
import io.tanliu.client.TimeForm.Label;
import io.tanliu.client.TimeForm.Midnight;
import io.tanliu.client.table.TableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as energy management systems export them. */
class FileReadingsTest {
  private static final FileForm FORM =
      FileForm.found(
          new TimeForm(
              "auto",
              Duration.ofMinutes(15),
              Label.START,
              Midnight.BEGINS_DAY,
              ZoneId.of("Asia/Shanghai")));

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void shouldReadAWideSheetWithTitleMergedHeaderAndDateCells(String kind) throws IOException {
    Path file = workbook(kind);

    assertThat(read(file, FORM))
        .containsExactly(
            "能耗!B4 电/1#进线 2017-12-31T16:00:00Z 0.3 kWh",
            "能耗!C4 电/2#进线 2017-12-31T16:00:00Z 3.170 kWh",
            "能耗!D4 天然气 2017-12-31T16:00:00Z 12 m3",
            "能耗!B5 电/1#进线 2017-12-31T16:15:00Z 1234567.25 kWh",
            "能耗!D5 天然气 2017-12-31T16:15:00Z １２ m3",
            "能耗!B6 电/1#进线 合计 (not auto) 1,234 kWh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void shouldTakeOnlyTheColumnsThatAreMapped(String kind) throws IOException {
    FileForm form =
        FORM.withPoints(
            Map.of(
                "2#进线", new PointColumn("E2", Optional.empty()),
                "天然气", new PointColumn("G1", Optional.of("Nm3"))));

    assertThat(read(workbook(kind), form))
        .containsExactly(
            "能耗!C4 E2 2017-12-31T16:00:00Z 3.170 kWh",
            "能耗!D4 G1 2017-12-31T16:00:00Z 12 Nm3",
            "能耗!D5 G1 2017-12-31T16:15:00Z １２ Nm3");
    assertThatThrownBy(
            () ->
                read(
                    workbook(kind),
                    FORM.withPoints(Map.of("3#进线", new PointColumn("E3", Optional.empty())))))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("3#进线 is the name of 0 columns");
  }

  @Test
  void shouldReadALongFileInGbkWithSemicolons() throws IOException {
    Path file =
        Files.write(
            dir.resolve("long.csv"),
            "采集时间;测点编码;数值;单位\n2018/1/1 0:00;E1;3.17;kWh\n\n2018/1/1 0:00;热力;;GJ\n"
                .getBytes(Charset.forName("GBK")));

    assertThat(read(file, FORM))
        .containsExactly(
            "line 2, C E1 2017-12-31T16:00:00Z 3.17 kWh", "line 4, C 热力 2017-12-31T16:00:00Z  GJ");
  }

  @Test
  void shouldReadTabSeparatedTextThatIsCalledXls() throws IOException {
    Path file =
        Files.write(
            dir.resolve("export.xls"),
            "\uFEFF时间\tE1（kWh）\n2018-01-01 00:15\t4\n".getBytes(StandardCharsets.UTF_16LE));

    assertThat(read(file, FORM)).containsExactly("line 2, B E1 2017-12-31T16:15:00Z 4 kWh");
  }

  @Test
  void shouldSayWhatToDoWithAWebPageThatIsCalledXls() throws IOException {
    Path file = Files.writeString(dir.resolve("page.xls"), "<html><table></table></html>");

    assertThatThrownBy(() -> read(file, FORM))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("save it as .xlsx");
  }

  @Test
  void shouldRefuseACompressionBomb() throws IOException {
    Path good = workbook("xlsx");
    Path bomb = dir.resolve("bomb.xlsx");
    try (ZipFile from = new ZipFile(good.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(bomb))) {
      for (ZipEntry each : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(each.getName()));
        byte[] bytes = from.getInputStream(each).readAllBytes();
        if (each.getName().endsWith("sheet1.xml")) {
          String sheet = new String(bytes, StandardCharsets.UTF_8);
          int rows = sheet.indexOf("<row");
          to.write(sheet.substring(0, rows).getBytes(StandardCharsets.UTF_8));
          byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 64; i++) {
            to.write(spaces);
          }
          bytes = sheet.substring(rows).getBytes(StandardCharsets.UTF_8);
        }
        to.write(bytes);
      }
    }

    assertThatThrownBy(() -> read(bomb, FORM))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("Zip bomb");
  }

  @Test
  void shouldNameTheSheetsThatAreNotRead() throws IOException {
    Path file = workbook("xlsx");
    try (FileReadings readings = FileReadings.open(file, FORM, Optional.empty())) {
      assertThat(readings.otherSheets()).containsExactly("说明");
    }
    FileForm other =
        new FileForm(
            Optional.empty(),
            Optional.empty(),
            Optional.of("二月"),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            FORM.times());
    assertThatThrownBy(() -> read(file, other)).hasMessage("sheet: 二月 (expected: one of [能耗, 说明])");
  }

  private Path workbook(String kind) throws IOException {
    Path file = dir.resolve("book." + kind);
    try (Workbook book = kind.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      CellStyle date = book.createCellStyle();
      date.setDataFormat(book.createDataFormat().getFormat("yyyy/m/d h:mm"));
      Sheet sheet = book.createSheet("能耗");
      book.createSheet("说明").createRow(0).createCell(0).setCellValue("x");
      sheet.createRow(0).createCell(0).setCellValue("某钢铁公司 2018 年 1 月能耗");
      texts(sheet.createRow(1), "时间", "电", null, "天然气（m3）", null);
      texts(sheet.createRow(2), null, "1#进线 (kWh)", "2#进线 (kWh)", null, null);
      sheet.addMergedRegion(new CellRangeAddress(1, 1, 1, 2));
      sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
      Row first = sheet.createRow(3);
      first.createCell(0).setCellValue(LocalDateTime.parse("2018-01-01T00:00"));
      first.getCell(0).setCellStyle(date);
      first.createCell(1).setCellValue(0.1 + 0.2);
      first.createCell(2).setCellValue("3.170");
      first.createCell(3).setCellFormula("6*2");
      book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(first.getCell(3));
      Row second = sheet.createRow(4);
      second.createCell(0).setCellValue(LocalDateTime.parse("2018-01-01T00:15"));
      second.getCell(0).setCellStyle(date);
      second.createCell(1).setCellValue(1234567.25);
      second.createCell(2).setBlank();
      second.createCell(3).setCellValue("１２");
      texts(sheet.createRow(5), "合计", "1,234");
      book.write(out);
    }
    return file;
  }

  private static void texts(Row row, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] != null) {
        row.createCell(i).setCellValue(texts[i]);
      }
    }
  }

  private static List<String> read(Path file, FileForm form) throws IOException {
    List<String> read = new ArrayList<>();
    try (FileReadings readings = FileReadings.open(file, form, Optional.empty())) {
      Optional<FileReading> next = readings.next();
      while (next.isPresent()) {
        FileReading r = next.get();
        read.add(String.join(" ", r.where(), r.point(), r.time(), r.value(), r.unit()).strip());
        next = readings.next();
      }
    }
    return read;
  }
}
