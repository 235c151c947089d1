// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/** What can be said against a frame, or is to be known about it. */
public enum Code {
  /** Shorter than any frame. */
  FRAME_TOO_SHORT("报文过短", "frame is too short"),
  /** Does not begin with {@code ##}. */
  PREFIX_WRONG("包头不是 ##", "frame does not begin with ##"),
  /** The four characters after {@code ##} are no digits. */
  LENGTH_NOT_A_NUMBER("长度不是数字", "length is not four digits"),
  /** The declared length is not the data segment's. */
  LENGTH_WRONG("长度与数据段不符", "length is not that of the data segment"),
  /** The data segment is longer than the reader takes. */
  SEGMENT_TOO_LONG("数据段超过上限", "data segment is longer than is taken"),
  /** The checksum is not four hex digits. */
  CRC_NOT_HEX("CRC 不是十六进制", "checksum is not four hex digits"),
  /** The checksum is none of the known ones. */
  CRC_WRONG("CRC 校验错误", "checksum is wrong"),
  /** The checksum is right in another variant than that of HJ 212. */
  CRC_VARIANT("CRC 为其他变体", "checksum is of another variant"),
  /** There is no {@code CP=&&}. */
  REGION_MISSING("缺少数据区 CP=&&", "there is no CP=&&"),
  /** The data segment does not end with {@code &&}. */
  REGION_NOT_CLOSED("数据区没有以 && 结束", "the region is not closed by &&"),
  /** The region is encrypted, and there is no key for the device. */
  KEY_MISSING("数据区已加密而无密钥", "the region is encrypted and there is no key"),
  /** The region cannot be decrypted: the checksum of what comes out is wrong. */
  DECRYPTION_FAILED("解密后校验错误", "the decrypted segment has another checksum"),
  /** A required header field is missing or empty. */
  FIELD_MISSING("缺少字段", "field is missing"),
  /** A header field cannot be understood. */
  FIELD_INVALID("字段无效", "field cannot be understood"),
  /** A header field has another form than the standard gives it. */
  FIELD_FORM("字段格式与标准不同", "field has another form than the standard's"),
  /** A header field's name is written in other letters. */
  FIELD_CASE("字段名大小写不符", "field name is written in other letters"),
  /** A header field is separated by something else than a semicolon. */
  FIELD_SEPARATOR("字段分隔符不符", "fields are separated by something else than ;"),
  /** A header field stands there twice; the first counts. */
  FIELD_REPEATED("字段重复", "field stands there twice; the first counts"),
  /** A header field that no standard knows. */
  FIELD_UNKNOWN("未知字段", "unknown field"),
  /** The version bits are none that a standard has given out. */
  VERSION_UNKNOWN("未知标准版本", "unknown version bits"),
  /** The command is none that the standards know. */
  COMMAND_UNKNOWN("未知命令编码", "unknown command"),
  /** {@code Flag} and {@code PNUM}/{@code PNO} contradict each other. */
  SPLIT_CONTRADICTION("拆分包标志与包号不符", "Flag and PNUM/PNO contradict each other"),
  /** The data segment is longer than the standard allows (1024). */
  SEGMENT_LONG("数据段超过 1024", "data segment is longer than 1024"),
  /** The region is longer than the standard allows (950; 2005: 960). */
  REGION_LONG("数据区超过标准长度", "region is longer than the standard allows"),
  /** The frame ends with something else than CR LF. */
  TERMINATOR("包尾不是回车换行", "frame does not end with CR LF"),
  /** An item of the region is not {@code name=value}. */
  ITEM_SYNTAX("数据项格式错误", "item is not name=value"),
  /** A time of the region is none, or has another form. */
  TIME_INVALID("时间无效", "not a time yyyyMMddHHmmss"),
  /** A data flag that the revision does not know. */
  DATA_FLAG_UNKNOWN("未知数据标记", "unknown data flag");

  private final String chinese;
  private final String english;

  Code(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** For staff, in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** The same in English. */
  public String english() {
    return english;
  }
}
