// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Lines of the log, as the product writes them. */
class LogLinesTest {
  private static final Logger log = LoggerFactory.getLogger(LogLinesTest.class);
  private static final String FORGED =
      "\r\n12:00:00.000 INFO  io.tanliu.app everything is well\u001b[2J\u2028\u202e\n";

  @Test
  void shouldWriteOneLineForEachEventWhateverStandsInIt() {
    List<String> lines =
        written(
            () -> {
              MDC.put(RequestGuard.REQUEST, "id\n1");
              log.warn("unit {} is unknown 单位", FORGED);
              MDC.remove(RequestGuard.REQUEST);
            });

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("[id?1] unit ??12:00:00.000 INFO", "is unknown 单位")
        .doesNotContain("\u001b", "\u2028", "\u202e");
  }

  @Test
  void shouldIndentEveryLineOfATrace() {
    List<String> lines =
        written(() -> log.error("failed", new IllegalStateException("bad " + FORGED)));

    assertThat(lines).hasSizeGreaterThan(5);
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("\t"));
    assertThat(lines).noneMatch(line -> line.contains("\u001b"));
  }

  private static List<String> written(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    // Only line feeds and carriage returns: that is what a reader of the file splits at.
    return List.of(bytes.toString(StandardCharsets.UTF_8).split("[\r\n]+"));
  }
}
