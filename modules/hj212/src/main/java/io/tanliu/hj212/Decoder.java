// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/**
 * Reads one frame: {@code ##}, four digits of length, data segment, four hex digits of checksum, CR
 * LF. Whatever the bytes are, the answer is a verdict, never an exception.
 *
 * <p>Thread-safe.
 */
public final class Decoder {
  /** Before the data segment. */
  static final int HEAD = 6;

  /** Hex digits of the checksum. */
  static final int CRC = 4;

  /** The longest data segment of the standards. */
  static final int STANDARD_SEGMENT = 1024;

  private final Rules rules;

  /** A reader that takes what the rules say. */
  public Decoder(Rules rules) {
    this.rules = rules;
  }

  /**
   * The verdict on a whole frame, with or without what ends it.
   *
   * @param frame must not be changed afterwards: the packet is a view on it
   */
  public Verdict decode(byte[] frame) {
    Findings findings = new Findings();
    Wire.Terminator terminator = terminator(frame);
    int end = frame.length - terminator.length();
    if (!head(frame, end, findings)) {
      return new Verdict(Optional.empty(), Optional.empty(), findings.toList());
    }
    if (terminator != Wire.Terminator.CR_LF) {
      findings.flag(Code.TERMINATOR, "tail", terminator.name(), "CR LF", end);
    }
    int to = end - CRC;
    int stated = Bytes.hex(frame, to);
    if (stated < 0) {
      findings.error(Code.CRC_NOT_HEX, "CRC", Findings.text(frame, to, end), "4 hex digits", to);
    }
    Segment segment = new Segment(frame, to, Bytes.digits(frame, 2), stated);
    int region = Bytes.find(frame, HEAD, to, Packet.OPENING);
    if (!enclosed(frame, region, to, findings)) {
      Optional<CrcKind> kind = judge(segment, findings);
      return new Verdict(Optional.empty(), kind, findings.toList());
    }
    Header header = HeadParser.parse(frame, HEAD, region - Packet.OPENING.length, findings);
    Segment plain = segment.open(region, header, rules.keys(), findings);
    Optional<CrcKind> kind = plain.sealed() ? Optional.empty() : judge(plain, findings);
    int regionTo = plain.to() - Packet.CLOSING.length;
    if (!findings.anyError()) {
      lengths(plain, region, regionTo, header.version(), findings);
      RegionCheck.check(plain.bytes(), region, regionTo, header.version(), findings);
    }
    Wire wire =
        new Wire(
            kind.orElse(CrcKind.HJ),
            stated < 0 ? 0 : Bytes.lowerCase(frame, to),
            terminator,
            plain.cipher());
    Packet packet = new Packet(plain.bytes(), HEAD, plain.to(), region, header, wire);
    return new Verdict(Optional.of(packet), kind, findings.toList());
  }

  private boolean head(byte[] frame, int end, Findings findings) {
    if (end < HEAD + CRC) {
      findings.error(Code.FRAME_TOO_SHORT, "frame", end + " bytes", "at least " + (HEAD + CRC), 0);
      return false;
    }
    if (frame[0] != '#' || frame[1] != '#') {
      findings.error(Code.PREFIX_WRONG, "head", Findings.text(frame, 0, 2), "##", 0);
      return false;
    }
    if (Bytes.digits(frame, 2) < 0) {
      findings.error(
          Code.LENGTH_NOT_A_NUMBER, "length", Findings.text(frame, 2, HEAD), "4 digits", 2);
      return false;
    }
    int length = end - HEAD - CRC;
    if (length > rules.longestSegment()) {
      findings.error(
          Code.SEGMENT_TOO_LONG,
          "length",
          Integer.toString(length),
          "at most " + rules.longestSegment(),
          2);
      return false;
    }
    return true;
  }

  private static boolean enclosed(byte[] frame, int region, int to, Findings findings) {
    if (region < 0) {
      findings.error(Code.REGION_MISSING, "CP", "", "CP=&&", HEAD);
      return false;
    }
    int closing = to - Packet.CLOSING.length;
    if (closing < region || frame[closing] != '&' || frame[closing + 1] != '&') {
      int shown = Math.max(region, closing);
      findings.error(Code.REGION_NOT_CLOSED, "CP", Findings.text(frame, shown, to), "&&", shown);
      return false;
    }
    return true;
  }

  /** Length and checksum of a plain segment. */
  private Optional<CrcKind> judge(Segment segment, Findings findings) {
    if (segment.declared() != segment.length()) {
      findings.error(
          Code.LENGTH_WRONG,
          "length",
          Integer.toString(segment.declared()),
          Integer.toString(segment.length()),
          2);
    }
    if (segment.stated() < 0) {
      return Optional.empty();
    }
    Optional<CrcKind> kind = segment.checksum();
    if (kind.isEmpty()) {
      findings.error(
          Code.CRC_WRONG,
          "CRC",
          Bytes.hex(segment.stated()),
          Bytes.hex(Crc.hj(segment.bytes(), HEAD, segment.to())),
          segment.crcAt());
    } else if (kind.get() != CrcKind.HJ) {
      variant(segment, kind.get(), findings);
    }
    return kind;
  }

  private void variant(Segment segment, CrcKind kind, Findings findings) {
    String value = Bytes.hex(segment.stated()) + " " + kind;
    String expected = Bytes.hex(Crc.hj(segment.bytes(), HEAD, segment.to()));
    if (rules.checksums().contains(kind)) {
      findings.flag(Code.CRC_VARIANT, "CRC", value, expected, segment.crcAt());
    } else {
      findings.error(Code.CRC_VARIANT, "CRC", value, expected, segment.crcAt());
    }
  }

  private static void lengths(
      Segment segment, int region, int regionTo, Version version, Findings findings) {
    if (segment.length() > STANDARD_SEGMENT) {
      findings.flag(
          Code.SEGMENT_LONG,
          "length",
          Integer.toString(segment.length()),
          "at most " + STANDARD_SEGMENT,
          2);
    }
    int most = Splitter.longestRegion(version);
    if (regionTo - region > most) {
      findings.flag(
          Code.REGION_LONG, "CP", Integer.toString(regionTo - region), "at most " + most, region);
    }
  }

  private static Wire.Terminator terminator(byte[] frame) {
    int length = frame.length;
    if (length == 0 || frame[length - 1] != '\n') {
      return Wire.Terminator.NONE;
    }
    return length > 1 && frame[length - 2] == '\r' ? Wire.Terminator.CR_LF : Wire.Terminator.LF;
  }
}
