// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Moments as people write them: {@code 2025-03-01}, or with a time and an offset. */
final class MomentText implements ITypeConverter<Instant> {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Override
  public Instant convert(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZONE).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          text + " (expected: 2025-03-01, which begins in Asia/Shanghai, or 2025-03-01T08:00Z)");
    }
  }
}
