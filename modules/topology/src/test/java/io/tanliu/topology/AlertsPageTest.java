// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.reference.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ALERTS.md names a test for every feature that other systems have. */
class AlertsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../.."));
  private static final Pattern NAMED = Pattern.compile("`(?:(\\w+)\\.)?(should\\w+)`");
  private static final int FEATURES = 14;

  @Test
  void shouldNameForEveryFeatureATestThatExists() throws IOException {
    Map<String, String> tests = tests();
    List<String> features =
        Files.readAllLines(ROOT.resolve("docs/ALERTS.md")).stream()
            .dropWhile(line -> !line.startsWith("| feature |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(features).hasSize(FEATURES);
    for (String feature : features) {
      List<String> named = new ArrayList<>();
      for (Matcher found = NAMED.matcher(feature); found.find(); ) {
        String type = found.group(1) == null ? "PeerFeaturesTest" : found.group(1);
        named.add(found.group(2));
        assertThat(tests).as(feature).containsKey(type);
        assertThat(tests.get(type)).as(feature).contains("void " + found.group(2) + "(");
      }
      assertThat(named).as(feature).isNotEmpty();
    }
  }

  @Test
  void shouldHaveDefaultsForEveryRuleThatIsSpokenOf() {
    assertThat(Seeds.load().alertRules().defaults())
        .extracting(RuleSetting::rule)
        .contains(
            "budget-breach",
            "budget-pace",
            "forecast-breach",
            "intensity-rising",
            "intensity-behind",
            "share",
            "product-limit",
            "approved-energy",
            "surge",
            "allowance-deficit",
            "quota-deficit",
            "missing-report",
            "poor-quality",
            "unit-offline",
            "measured-vs-calculated",
            "region-audit");
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("modules"), 12)) {
      files
          .filter(file -> file.toString().contains("/src/test/"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> tests.put(name(file), text(file)));
    }
    return tests;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
