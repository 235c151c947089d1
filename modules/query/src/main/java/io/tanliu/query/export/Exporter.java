// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Writes JSON answers as files of tables, as the contract describes the answers. */
public final class Exporter {
  private static final String VERSION = version();

  private final TableForms forms;

  /**
   * @param contract resource with the OpenAPI document of the answers
   */
  public Exporter(Class<?> beside, String contract) {
    this.forms = TableForms.ofResource(beside, contract);
  }

  /** A table was asked for that the answer has not. */
  public static final class NoSuchTable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoSuchTable(String expected) {
      super(expected, null, false, false);
    }
  }

  /** Name of a route's operation, e.g. {@code windows}. */
  public String operation(String route) {
    return forms.operation(route);
  }

  /** What a route answers, in a language, e.g. 时段用量. */
  public String title(String route, boolean chinese) {
    return Headings.of(operation(route), chinese);
  }

  /**
   * Whether an answer holds only a part of what there is.
   *
   * @return how many rows there are in all, or "more" when that is not known; empty when it is
   *     whole
   */
  public Optional<String> cut(byte[] json) throws IOException {
    JsonNode head = new Document(json).head();
    boolean more = head.path("truncated").asBoolean() || head.path("next").isTextual();
    return more ? Optional.of(head.path("total").asText("more")) : Optional.empty();
  }

  /**
   * Writes the file.
   *
   * @param records fields of the records that the contract leaves open
   * @throws NoSuchTable when the answer has no table of the name that is asked for; says the names
   */
  public void write(
      ExportRequest request, byte[] json, Optional<ObjectNode> records, OutputStream out)
      throws IOException {
    Document document = new Document(json);
    JsonNode open = records.<JsonNode>map(node -> node).orElse(MissingNode.getInstance());
    List<Table> tables = forms.of(request.route(), open);
    Table one = one(request, tables);
    switch (request.format()) {
      case CSV -> CsvFile.write(document, one, request.bom(), out);
      case PARQUET -> {
        Profile profile = Profile.of(document, one);
        ParquetFile.write(document, one, profile, about(request, document, profile.asOf()), out);
      }
      case XLSX ->
          ExcelFile.write(
              document,
              request.table().isPresent() ? List.of(one) : tables,
              request.chinese(),
              asOf -> about(request, document, asOf),
              out);
      case JSON -> out.write(json);
    }
  }

  private static Table one(ExportRequest request, List<Table> tables) {
    if (request.table().isEmpty()) {
      return tables.get(0);
    }
    return tables.stream()
        .filter(table -> table.name().equals(request.table().get()))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchTable(
                    tables.stream().map(Table::name).collect(Collectors.joining(", "))));
  }

  private Map<String, String> about(
      ExportRequest request, Document document, Optional<Instant> asOf) {
    boolean zh = request.chinese();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(zh ? "内容" : "Contents", title(request.route(), zh));
    lines.put(zh ? "请求" : "Request", request.address());
    lines.put(zh ? "导出时间" : "Exported", request.at().toString());
    asOf.ifPresent(time -> lines.put(zh ? "数据截至" : "Data up to", time.toString()));
    JsonNode freshness = document.head().path("freshness");
    if (freshness.isObject()) {
      lines.put(zh ? "新鲜度" : "Freshness", freshness.toString());
    }
    document
        .head()
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                lines.putIfAbsent(Headings.of(field.getKey(), zh), field.getValue().asText());
              }
            });
    if (request.part()) {
      lines.put(
          zh ? "范围" : "Extent",
          zh ? "按请求中的 limit 截取，之后还有" : "Cut at the limit of the request; there are more");
    }
    lines.put(
        Headings.of("coverage", zh),
        zh
            ? "0 至 1：已过时间中实际测得的部分；估算部分另列，两者之外为缺失"
            : "0 to 1: part of the elapsed time that was really measured; what was estimated stands"
                + " beside it, the rest is missing");
    lines.put(
        Headings.of("provisional", zh),
        zh
            ? "时段尚未结束，或因子、报表沿用其他时期"
            : "The period has not ended, or a factor or report of another period stands in");
    lines.put(
        zh ? "数值" : "Figures",
        zh
            ? "十进制精确值；工作簿中超过 15 位有效数字的以文本给出"
            : "Exact decimals; in a workbook those of more than 15 digits are text");
    lines.put(
        zh ? "时间" : "Times",
        zh
            ? "当地时间，时差见列名；Parquet 中为 UTC 与时区列"
            : "Local, with the offset in the heading; in Parquet UTC and a column for the zone");
    lines.put(zh ? "软件" : "Software", "Tanliu " + VERSION);
    return lines;
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Exporter.class.getResourceAsStream(
            "/META-INF/maven/io.tanliu/tanliu-query/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "development");
  }
}
