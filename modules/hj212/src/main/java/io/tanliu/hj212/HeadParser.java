// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.nio.charset.StandardCharsets;

/** Reads the header fields of a data segment, also those of devices that write them oddly. */
final class HeadParser {
  private static final String[] NAMES = {"QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO", "RF"};
  private static final int QN = 0;
  private static final int ST = 1;
  private static final int CN = 2;
  private static final int PW = 3;
  private static final int MN = 4;
  private static final int FLAG = 5;
  private static final int PNUM = 6;
  private static final int PNO = 7;
  private static final int RF = 8;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final Findings findings;
  private final int[] start = new int[NAMES.length];
  private final int[] end = new int[NAMES.length];

  private HeadParser(byte[] bytes, int from, int to, Findings findings) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.findings = findings;
  }

  /** The fields in {@code bytes[from, to)}, where {@code to} is where {@code CP} begins. */
  static Header parse(byte[] bytes, int from, int to, Findings findings) {
    HeadParser parser = new HeadParser(bytes, from, to, findings);
    parser.find();
    return parser.read();
  }

  private void find() {
    Cursor cursor = new Cursor(bytes, from, to, false);
    while (cursor.advance()) {
      if (cursor.to == to && cursor.from == to) {
        continue; // what stands between the last semicolon and CP
      }
      int begin = cursor.from;
      while (begin < cursor.to && (bytes[begin] == ',' || bytes[begin] == ' ')) {
        begin++;
      }
      if (begin > cursor.from || cursor.from == cursor.to) {
        findings.flag(Code.FIELD_SEPARATOR, "head", text(cursor.from, begin), ";", cursor.from);
      }
      if (begin < cursor.to) {
        place(begin, cursor.equal, cursor.to);
      }
    }
  }

  private void place(int begin, int equal, int stop) {
    int nameEnd = equal == Cursor.NONE ? stop : equal;
    for (int i = 0; i < NAMES.length; i++) {
      if (same(begin, nameEnd, NAMES[i])) {
        if (!new String(bytes, begin, nameEnd - begin, StandardCharsets.US_ASCII)
            .equals(NAMES[i])) {
          findings.flag(Code.FIELD_CASE, NAMES[i], text(begin, nameEnd), NAMES[i], begin);
        }
        if (start[i] > 0) {
          findings.flag(Code.FIELD_REPEATED, NAMES[i], shown(i, equal + 1, stop), "once", begin);
        } else if (equal != Cursor.NONE) {
          start[i] = equal + 1;
          end[i] = stop;
        }
        return;
      }
    }
    findings.flag(Code.FIELD_UNKNOWN, text(begin, nameEnd), "", "none", begin);
  }

  private Header read() {
    int cn = number(CN, 0, 9999);
    if (end[CN] - start[CN] != 4 && cn >= 0) {
      findings.error(Code.FIELD_INVALID, "CN", text(start[CN], end[CN]), "4 digits", start[CN]);
    }
    int bits = start[FLAG] == 0 ? 0 : number(FLAG, 0, 255);
    Flag flag = new Flag(Math.max(bits, 0));
    int pnum = start[PNUM] == 0 ? 0 : number(PNUM, 1, 9999);
    int pno = start[PNO] == 0 ? 0 : number(PNO, 1, 9999);
    boolean numbered = parts(pnum, pno, flag);
    Header header =
        new Header(
            string(QN),
            string(ST),
            Math.max(cn, 0),
            string(PW),
            string(MN),
            flag,
            numbered ? pnum : 0,
            numbered ? pno : 0,
            end[RF] - start[RF] == 1 && bytes[start[RF]] == '1');
    forms(header);
    return header;
  }

  /** What differs from the lengths and alphabets of the standards' field tables. */
  private void forms(Header header) {
    if (header.flag().version().isEmpty()) {
      flag(Code.VERSION_UNKNOWN, FLAG, "version bits 0, 1 or 2");
    }
    if (header.command().isEmpty()) {
      flag(Code.COMMAND_UNKNOWN, CN, "a command of the standards");
    }
    if (start[QN] > 0 && !ChinaTime.is(bytes, start[QN], end[QN], ChinaTime.MILLIS)) {
      flag(Code.FIELD_FORM, QN, "yyyyMMddHHmmssSSS");
    }
    if (header.st().length() != 2) {
      flag(header.st().isEmpty() ? Code.FIELD_MISSING : Code.FIELD_FORM, ST, "2 digits");
    }
    if (header.mn().isEmpty()) {
      flag(Code.FIELD_MISSING, MN, "the device");
    } else if (!mnForm(header)) {
      flag(
          Code.FIELD_FORM,
          MN,
          header.version() == Version.V2005 ? "14 characters" : "24 of 0-9A-F");
    }
    if (header.pw().length() != 6) {
      flag(header.pw().isEmpty() ? Code.FIELD_MISSING : Code.FIELD_FORM, PW, "6 characters");
    }
    if (start[RF] > 0 && !header.resent()) {
      flag(Code.FIELD_FORM, RF, "1");
    }
  }

  private static boolean mnForm(Header header) {
    String mn = header.mn();
    if (header.version() == Version.V2005) {
      return mn.length() == 14;
    }
    for (int i = 0; i < mn.length(); i++) {
      char each = mn.charAt(i);
      if (!(each >= '0' && each <= '9') && !(each >= 'A' && each <= 'F')) {
        return false;
      }
    }
    return mn.length() == 24;
  }

  /** Whether this is part {@code pno} of {@code pnum}; of what contradicts itself it is none. */
  private boolean parts(int pnum, int pno, Flag flag) {
    boolean numbered = pnum > 0 && pno > 0 && pno <= pnum;
    if (!numbered && (pnum > 0 || pno > 0)) {
      findings.error(
          Code.FIELD_INVALID, "PNO", pno + " of " + pnum, "1 to PNUM", Math.max(start[PNO], from));
    } else if (pnum >= 0 && pno >= 0 && numbered != flag.split()) {
      flag(Code.SPLIT_CONTRADICTION, FLAG, numbered ? "bit 1" : "PNUM and PNO, or no bit 1");
    }
    return numbered;
  }

  private void flag(Code code, int field, String expected) {
    int offset = start[field] == 0 ? from : start[field];
    findings.flag(code, NAMES[field], shown(field, start[field], end[field]), expected, offset);
  }

  /** The number, or -1 with an error. */
  private int number(int field, int least, int most) {
    int value = 0;
    boolean wrong = start[field] == end[field] || end[field] - start[field] > 4;
    for (int i = start[field]; i < end[field] && !wrong; i++) {
      wrong = bytes[i] < '0' || bytes[i] > '9';
      value = value * 10 + bytes[i] - '0';
    }
    if (!wrong && value >= least && value <= most) {
      return value;
    }
    findings.error(
        start[field] == end[field] ? Code.FIELD_MISSING : Code.FIELD_INVALID,
        NAMES[field],
        shown(field, start[field], end[field]),
        "a number " + least + " to " + most,
        start[field] == 0 ? from : start[field]);
    return -1;
  }

  private String string(int field) {
    return start[field] == end[field]
        ? ""
        : new String(bytes, start[field], end[field] - start[field], StandardCharsets.ISO_8859_1);
  }

  private String shown(int field, int begin, int stop) {
    return field == PW && begin < stop ? "***" : text(begin, stop);
  }

  private String text(int begin, int stop) {
    return Findings.text(bytes, begin, stop);
  }

  private boolean same(int begin, int stop, String name) {
    if (stop - begin != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.toLowerCase(name.charAt(i)) != Character.toLowerCase(bytes[begin + i])) {
        return false;
      }
    }
    return true;
  }
}
