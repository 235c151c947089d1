// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Record keys. The text before the first {@code |} is the entity and decides the partition. */
public final class Keys {
  /** Separates the parts of a key. */
  public static final char SEPARATOR = '|';

  /** Key of the account of all readings in {@link Topics#QUALITY_ACCOUNT}. */
  public static final String TOTAL_ACCOUNT = "total";

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Keys() {}

  /** Key of {@link Topics#REF_TARGET}. */
  public static String target(String entity, String id) {
    return entity + SEPARATOR + id;
  }

  /** Key of {@link Topics#REF_FACTOR}. */
  public static String factor(
      String quantity, String energy, String region, String industry, int from) {
    String everybody = quantity + SEPARATOR + energy + SEPARATOR + region + SEPARATOR + from;
    return industry.isEmpty() ? everybody : everybody + SEPARATOR + industry;
  }

  /** Key of {@link Topics#REF_ALERT_RULE}. */
  public static String alertRule(String rule, String scope) {
    return rule + SEPARATOR + scope;
  }

  /** Key of {@link Topics#REPORT_ACTIVITY}; the product part is empty when there is none. */
  public static String report(String entity, String kind, Optional<String> product, String period) {
    return entity + SEPARATOR + kind + SEPARATOR + product.orElse("") + SEPARATOR + period;
  }

  /** Key of {@link Topics#READING_RECEIPT}. */
  public static String receipt(String unit, String idempotencyKey) {
    return unit + SEPARATOR + idempotencyKey;
  }

  /**
   * Key of a calendar window.
   *
   * @param start epoch milliseconds, a whole second
   */
  public static String window(String entity, String granularity, long start) {
    return entity + SEPARATOR + granularity + SEPARATOR + startText(start);
  }

  /** Key of a rolling window, of which there is one per entity. */
  public static String rolling(String entity, String granularity) {
    return entity + SEPARATOR + granularity;
  }

  /**
   * Key of {@link Topics#QUALITY_UNIT}.
   *
   * @param day local day of the unit
   */
  public static String quality(String unit, LocalDate day) {
    return unit + SEPARATOR + day;
  }

  /**
   * Key of {@link Topics#REPORT_SEALED}.
   *
   * @param digest of the report's figures; empty for what the keys of all of the period begin with
   */
  public static String sealedReport(String entity, String period, String digest) {
    return entity + SEPARATOR + period + SEPARATOR + digest;
  }

  /** Key of the account of a unit in {@link Topics#QUALITY_ACCOUNT}. */
  public static String unitAccount(String unit) {
    return "unit" + SEPARATOR + unit;
  }

  /** Key of the account of a gateway in {@link Topics#QUALITY_ACCOUNT}. */
  public static String gatewayAccount(String gateway) {
    return "gateway" + SEPARATOR + gateway;
  }

  /**
   * Key of {@link Topics#ALERT_NOTICE}, which is the notice's id.
   *
   * @param at epoch milliseconds
   */
  public static String notice(String group, long at) {
    return group + SEPARATOR + momentText(at);
  }

  /** Key of {@link Topics#ALERT_DELIVERY}. */
  public static String delivery(String notice, String receiver) {
    return notice + SEPARATOR + receiver;
  }

  /** Start of a window as it stands in keys: UTC, sorts by time. */
  public static String startText(long start) {
    return START.format(Instant.ofEpochMilli(start));
  }

  /** A moment as it stands in keys: UTC, to the millisecond. */
  public static String momentText(long at) {
    return MOMENT.format(Instant.ofEpochMilli(at));
  }

  /** The entity part of a key. */
  public static String entity(String key) {
    int end = key.indexOf(SEPARATOR);
    return end < 0 ? key : key.substring(0, end);
  }
}
