// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.formula.eval.ErrorEval;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.util.RecordFormatException;

/** A sheet of an .xls file (BIFF8), read record by record: what Chinese EMS exports still are. */
final class XlsTable implements Table {
  private final POIFSFileSystem file;
  private final InputStream in;
  private final RecordFactoryInputStream records;
  private final Map<Integer, String> formats = new HashMap<>();
  private final List<Integer> styles = new ArrayList<>();
  private final List<String> others;
  private final String sheet;
  private boolean since1904;
  private SSTRecord texts;
  private Record pushedBack;
  private boolean ended;

  private XlsTable(POIFSFileSystem file, Optional<String> wanted) throws IOException {
    this.file = file;
    var root = file.getRoot();
    if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
      throw new TableException("file: is encrypted (expected: a workbook without a password)");
    }
    this.in = root.createDocumentInputStream(HSSFWorkbook.getWorkbookDirEntryName(root));
    this.records = new RecordFactoryInputStream(in, false);
    List<BoundSheetRecord> sheets = globals();
    List<String> names = sheets.stream().map(BoundSheetRecord::getSheetname).toList();
    int chosen = Sheets.choose(names, wanted);
    this.sheet = names.get(chosen);
    this.others = Sheets.others(names, chosen);
    BoundSheetRecord[] inOrder = BoundSheetRecord.orderByBofPosition(sheets);
    for (BoundSheetRecord each : inOrder) {
      if (each == sheets.get(chosen)) {
        break;
      }
      skipStream();
    }
  }

  static XlsTable open(Path path, Optional<String> sheet) throws IOException {
    POIFSFileSystem file = null;
    try {
      file = new POIFSFileSystem(path.toFile(), true);
      return new XlsTable(file, sheet);
    } catch (EncryptedDocumentException e) {
      file.close();
      throw new TableException("file: is encrypted (expected: a workbook without a password)", e);
    } catch (IOException | RuntimeException e) {
      if (file != null) {
        file.close();
      }
      throw e instanceof TableException known
          ? known
          : new TableException("file: no readable .xls workbook: " + e.getMessage(), e);
    }
  }

  /** Reads what the whole workbook shares, and the names of its sheets. */
  private List<BoundSheetRecord> globals() {
    List<BoundSheetRecord> sheets = new ArrayList<>();
    Record record = records.nextRecord();
    while (record != null && !(record instanceof EOFRecord)) {
      if (record instanceof BoundSheetRecord found) {
        sheets.add(found);
      } else if (record instanceof SSTRecord found) {
        texts = found;
      } else if (record instanceof FormatRecord found) {
        formats.put(found.getIndexCode(), found.getFormatString());
      } else if (record instanceof ExtendedFormatRecord found) {
        styles.add((int) found.getFormatIndex());
      } else if (record instanceof DateWindow1904Record found) {
        since1904 = found.getWindowing() == 1;
      }
      record = records.nextRecord();
    }
    return sheets;
  }

  /** Passes one sheet, with the charts in it. */
  private void skipStream() {
    int depth = 0;
    Record record;
    while ((record = records.nextRecord()) != null) {
      depth += record instanceof BOFRecord ? 1 : 0;
      if (record instanceof EOFRecord && --depth == 0) {
        return;
      }
    }
  }

  @Override
  public List<String> otherSheets() {
    return others;
  }

  @Override
  public Optional<Row> next() throws IOException {
    try {
      int row = -1;
      List<Cell> cells = new ArrayList<>();
      while (!ended) {
        Record record = pushedBack == null ? records.nextRecord() : pushedBack;
        pushedBack = null;
        ended = record == null || record instanceof EOFRecord;
        if (record instanceof CellValueRecordInterface at) {
          if (row >= 0 && at.getRow() != row) {
            pushedBack = record;
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
              return Optional.of(new Row(sheet, row + 1L, cells));
            }
            cells.clear();
            row = -1;
          } else {
            row = at.getRow();
            Sheets.put(cells, at.getColumn(), cell(record));
          }
        } else if (record instanceof BOFRecord && row >= 0) {
          skipChart();
        }
      }
      return cells.isEmpty() ? Optional.empty() : Optional.of(new Row(sheet, row + 1L, cells));
    } catch (RecordFormatException e) {
      throw new TableException(sheet + ": " + e.getMessage(), e);
    }
  }

  /** A chart within the sheet has records of its own, up to its end. */
  private void skipChart() {
    Record record = records.nextRecord();
    while (record != null && !(record instanceof EOFRecord)) {
      record = records.nextRecord();
    }
  }

  private Cell cell(Record record) {
    if (record instanceof NumberRecord number) {
      return Sheets.number(number.getValue(), isDate(number), since1904);
    }
    if (record instanceof LabelSSTRecord label) {
      return Cell.text(texts.getString(label.getSSTIndex()).getString());
    }
    if (record instanceof LabelRecord label) {
      return Cell.text(label.getValue());
    }
    if (record instanceof FormulaRecord formula) {
      return formula(formula);
    }
    if (record instanceof BoolErrRecord flag) {
      return Cell.text(
          flag.isBoolean()
              ? String.valueOf(flag.getBooleanValue())
              : ErrorEval.getText(flag.getErrorValue()));
    }
    return Cell.EMPTY;
  }

  private Cell formula(FormulaRecord formula) {
    if (!formula.hasCachedResultString()) {
      return formula.getCachedResultTypeEnum() == CellType.NUMERIC
          ? Sheets.number(formula.getValue(), isDate(formula), since1904)
          : Cell.text(
              formula.getCachedResultTypeEnum() == CellType.ERROR
                  ? ErrorEval.getText(formula.getCachedErrorValue())
                  : String.valueOf(formula.getCachedBooleanValue()));
    }
    Record next = records.nextRecord();
    while (next != null && !(next instanceof StringRecord)) {
      if (next instanceof CellValueRecordInterface || next instanceof EOFRecord) {
        pushedBack = next;
        return Cell.text("formula without a value");
      }
      next = records.nextRecord();
    }
    return next == null ? Cell.EMPTY : Cell.text(((StringRecord) next).getString());
  }

  private boolean isDate(CellValueRecordInterface cell) {
    int style = cell.getXFIndex();
    int format = style >= 0 && style < styles.size() ? styles.get(style) : 0;
    return DateUtil.isADateFormat(format, formats.get(format));
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      file.close();
    }
  }
}
