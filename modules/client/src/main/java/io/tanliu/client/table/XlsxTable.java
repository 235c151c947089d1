// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.xml.sax.SAXException;

/**
 * A sheet of an .xlsx file, read as a stream. The library's guard against compression bombs is on;
 * only the texts that cells share are held in memory.
 */
final class XlsxTable implements Table {
  /** Bytes of shared texts, not compressed. */
  private static final long MAX_SHARED_TEXTS = 256L << 20;

  private static final XMLInputFactory XML = XMLHelper.newXMLInputFactory();

  private final OPCPackage file;
  private final ReadOnlySharedStringsTable texts;
  private final StylesTable styles;
  private final boolean since1904;
  private final String sheet;
  private final List<String> others;
  private final InputStream in;
  private final XMLStreamReader xml;
  private long number;

  private XlsxTable(OPCPackage file, Optional<String> wanted)
      throws IOException, OpenXML4JException, SAXException, XMLStreamException {
    this.file = file;
    for (PackagePart part :
        file.getPartsByContentType(XSSFRelation.SHARED_STRINGS.getContentType())) {
      if (part.getSize() > MAX_SHARED_TEXTS) {
        throw new TableException(
            "file: " + part.getSize() + " bytes of texts (expected: <= " + MAX_SHARED_TEXTS + ")");
      }
    }
    XSSFReader reader = new XSSFReader(file);
    this.texts = new ReadOnlySharedStringsTable(file, false);
    this.styles = reader.getStylesTable();
    this.since1904 = since1904(reader);
    List<String> names = new ArrayList<>();
    XSSFReader.SheetIterator sheets = reader.getSheetIterator();
    while (sheets.hasNext()) {
      sheets.next().close();
      names.add(sheets.getSheetName());
    }
    int chosen = Sheets.choose(names, wanted);
    this.sheet = names.get(chosen);
    this.others = Sheets.others(names, chosen);
    XSSFReader.SheetIterator again = reader.getSheetIterator();
    for (int i = 0; i < chosen; i++) {
      again.next().close();
    }
    this.in = again.next();
    this.xml = XML.createXMLStreamReader(in);
  }

  static XlsxTable open(Path path, Optional<String> sheet) throws IOException {
    OPCPackage file = null;
    try {
      file = OPCPackage.open(path.toFile(), PackageAccess.READ);
      return new XlsxTable(file, sheet);
    } catch (OpenXML4JException
        | OpenXML4JRuntimeException
        | SAXException
        | XMLStreamException
        | IOException e) {
      if (file != null) {
        file.revert();
      }
      throw e instanceof TableException known ? known : unreadable(e);
    }
  }

  private static TableException unreadable(Exception e) {
    return new TableException("file: no readable .xlsx workbook: " + e.getMessage(), e);
  }

  private static boolean since1904(XSSFReader reader)
      throws IOException, OpenXML4JException, XMLStreamException {
    try (InputStream in = reader.getWorkbookData()) {
      XMLStreamReader xml = XML.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("workbookPr")) {
          String flag = xml.getAttributeValue(null, "date1904");
          return "1".equals(flag) || "true".equals(flag);
        }
      }
      return false;
    }
  }

  @Override
  public List<String> otherSheets() {
    return others;
  }

  @Override
  public Optional<Row> next() throws IOException {
    try {
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
          Row row = row();
          if (!row.isEmpty()) {
            return Optional.of(row);
          }
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | RuntimeException e) {
      throw new TableException(sheet + ", after row " + number + ": " + e.getMessage(), e);
    }
  }

  private Row row() throws XMLStreamException, IOException {
    String said = xml.getAttributeValue(null, "r");
    number = said == null ? number + 1 : Long.parseLong(said);
    List<Cell> cells = new ArrayList<>();
    int column = -1;
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("row")) {
      if (xml.isStartElement() && xml.getLocalName().equals("c")) {
        String at = xml.getAttributeValue(null, "r");
        column = at == null ? column + 1 : new CellReference(at).getCol();
        Sheets.put(cells, column, cell());
      }
    }
    return new Row(sheet, number, cells);
  }

  private Cell cell() throws XMLStreamException {
    String type = xml.getAttributeValue(null, "t");
    String style = xml.getAttributeValue(null, "s");
    boolean formula = false;
    StringBuilder value = new StringBuilder();
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("c")) {
      if (xml.isStartElement()) {
        switch (xml.getLocalName()) {
          case "f" -> formula = true;
          case "v", "t" -> value.append(xml.getElementText());
          case "rPh" -> skip("rPh");
          default -> {
            // is, r and what they hold are walked through
          }
        }
      }
    }
    if (value.isEmpty()) {
      return formula ? Cell.text("formula without a value") : Cell.EMPTY;
    }
    return cell(type == null ? "n" : type, style, value.toString());
  }

  /** Phonetic hints repeat the text in another script. */
  private void skip(String element) throws XMLStreamException {
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals(element)) {
      // nothing in it counts
    }
  }

  private Cell cell(String type, String style, String value) {
    return switch (type) {
      case "s" -> Cell.text(texts.getItemAt(Integer.parseInt(value.strip())).getString());
      case "n" ->
          Sheets.number(Double.parseDouble(value), style != null && isDate(style), since1904);
      case "d" -> iso(value);
      case "b" -> Cell.text(value.equals("1") ? "TRUE" : "FALSE");
      default -> Cell.text(value);
    };
  }

  private boolean isDate(String style) {
    XSSFCellStyle found = styles.getStyleAt(Integer.parseInt(style));
    return found != null
        && DateUtil.isADateFormat(found.getDataFormat(), found.getDataFormatString());
  }

  private static Cell iso(String value) {
    try {
      return value.endsWith("Z")
          ? Cell.text(OffsetDateTime.parse(value).toString())
          : Cell.moment(LocalDateTime.parse(value));
    } catch (DateTimeParseException e) {
      return Cell.text(value);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw unreadable(e);
    } finally {
      in.close();
      file.revert();
    }
  }
}
