// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.CsvForm;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** How a CSV file is to be read, for the commands that read one. */
final class CsvOptions {
  @Option(names = "--charset", defaultValue = "UTF-8", description = "Encoding of the file.")
  Charset charset;

  @Option(names = "--time-column", defaultValue = "time", description = "Column of the times.")
  String timeColumn;

  @Option(
      names = "--time-format",
      defaultValue = "iso",
      description = "Pattern of the times, e.g. \"dd-MM-yyyy HH:mm\", or iso.")
  String timeFormat;

  @Option(names = "--value-column", defaultValue = "value", description = "Column of the values.")
  String valueColumn;

  @Option(
      names = "--interval",
      defaultValue = "15m",
      converter = DurationText.class,
      description = "Length of an interval, e.g. 15m, 1h, PT15M; default: ${DEFAULT-VALUE}.")
  Duration interval;

  @Option(
      names = "--label",
      defaultValue = "start",
      description = "What a time names: start or end of its interval.")
  String label;

  @Option(
      names = "--midnight",
      defaultValue = "0h",
      description = "0h: 00:00 begins the day of its date. 24h: it ends it.")
  String midnight;

  @Option(
      names = "--zone",
      defaultValue = "Asia/Shanghai",
      description = "Zone of times without an offset; default: ${DEFAULT-VALUE}.")
  ZoneId zone;

  /**
   * The form that was chosen.
   *
   * @throws IllegalArgumentException for a label or midnight that is none
   */
  CsvForm form() {
    return new CsvForm(
        charset,
        timeColumn,
        timeFormat,
        valueColumn,
        interval,
        CsvForm.Label.of(label),
        CsvForm.Midnight.of(midnight),
        zone);
  }
}
