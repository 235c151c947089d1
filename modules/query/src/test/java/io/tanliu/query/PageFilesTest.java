// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.quality.QualityCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files of the web page: complete, in both languages, and nothing in them that its policy
 * forbids.
 */
class PageFilesTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:from |import |import\\()'(\\.[^']+\\.js)'");
  private static final Pattern AT_ONCE = Pattern.compile("(?:from |import )'(\\.[^']+\\.js)'");
  private static final Pattern LATER = Pattern.compile("later\\('(\\w+)'|tab\\('\\w+', '(\\w+)'");
  private static final Pattern TEXT = Pattern.compile("\\bt\\(\\s*'([^']+)'");
  private static final Pattern CHOSEN = Pattern.compile("\\bt\\([^'`)]*\\? '([^']+)' : '([^']+)'");

  @Test
  void shouldHaveTheSameTextsInBothLanguages() throws IOException {
    JsonNode chinese = catalogue("zh");
    JsonNode english = catalogue("en");
    assertThat(chinese.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(english::fieldNames);
    chinese
        .fieldNames()
        .forEachRemaining(
            key ->
                assertThat(places(english.get(key).asText()))
                    .as(key)
                    .isEqualTo(places(chinese.get(key).asText())));
  }

  @Test
  void shouldKnowEveryTextThatItShows() throws IOException {
    JsonNode texts = catalogue("zh");
    Set<String> used = new TreeSet<>();
    for (String source : modules().values()) {
      TEXT.matcher(source).results().forEach(found -> used.add(found.group(1)));
      CHOSEN
          .matcher(source)
          .results()
          .forEach(found -> used.addAll(List.of(found.group(1), found.group(2))));
    }
    assertThat(used).hasSizeGreaterThan(150).allMatch(texts::has);
    Stream<String> codes =
        Stream.of(
                Arrays.stream(Assessment.Status.values()).map(each -> "status." + each.code()),
                Stream.of("CRITICAL", "WARNING").map(each -> "severity." + each),
                Arrays.stream(AlertState.values())
                    .filter(each -> each != AlertState.FIRING)
                    .map(each -> "severity." + each),
                Arrays.stream(AlertChange.values()).map(each -> "change." + each),
                Arrays.stream(QualityCode.values()).map(each -> "finding." + each))
            .flatMap(each -> each);
    assertThat(codes).allMatch(texts::has);
  }

  @Test
  void shouldLoadOnlyFilesThatAreThereAndRunUnderItsPolicy() throws IOException {
    Map<String, String> modules = modules();
    assertThat(modules).hasSizeGreaterThan(30);
    modules.forEach(
        (path, source) -> {
          assertThat(source.lines().count()).as(path).isLessThan(251);
          assertThat(source)
              .as(path)
              .doesNotContainPattern("\\beval\\(|new Function|innerHTML|v-html");
        });
    String page = text("/dashboard/index.html");
    assertThat(page).doesNotContain("<style", "style=", "onclick", "importmap");
    assertThat(Pattern.compile("<script(?! type=\"module\" src=)").matcher(page).find()).isFalse();
  }

  @Test
  void shouldNameEveryModuleOfTheFirstViewSoThatTheyAreFetchedAtOnce() throws IOException {
    Set<String> first = new TreeSet<>(Set.of("lib/vue.js"));
    Deque<String> open = new ArrayDeque<>(List.of("app.js"));
    while (!open.isEmpty()) {
      String path = open.removeFirst();
      String folder = path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : "";
      for (Matcher matcher = AT_ONCE.matcher(text("/dashboard/" + path)); matcher.find(); ) {
        String wanted =
            java.nio.file.Path.of("/" + folder)
                .resolve(matcher.group(1))
                .normalize()
                .toString()
                .substring(1);
        if (first.add(wanted) && !wanted.startsWith("lib/")) {
          open.add(wanted);
        }
      }
    }
    Set<String> named = new TreeSet<>();
    Pattern.compile("modulepreload\" href=\"/assets/([^\"]+)\"")
        .matcher(text("/dashboard/index.html"))
        .results()
        .forEach(found -> named.add(found.group(1)));
    assertThat(named).isEqualTo(first);
  }

  /**
   * All modules of the page's own, found by following imports from the first; libraries are only
   * looked for.
   */
  private static Map<String, String> modules() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of("app.js"));
    while (!open.isEmpty()) {
      String path = open.removeFirst();
      if (found.containsKey(path)) {
        continue;
      }
      String source = text("/dashboard/" + path);
      found.put(path, source);
      String folder = path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : "";
      for (Matcher matcher = IMPORT.matcher(source); matcher.find(); ) {
        String wanted =
            java.nio.file.Path.of("/" + folder).resolve(matcher.group(1)).normalize().toString();
        if (wanted.startsWith("/lib/")) {
          assertThat(StaticPages.library(wanted.substring(5))).as(wanted).isPresent();
        } else {
          open.add(wanted.substring(1));
        }
      }
      for (Matcher matcher = LATER.matcher(source); matcher.find(); ) {
        open.add(
            matcher.group(1) == null
                ? "tabs/" + matcher.group(2) + ".js"
                : "views/" + matcher.group(1) + ".js");
      }
    }
    return found;
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Pattern.compile("\\{\\d}").matcher(text).results().forEach(found -> places.add(found.group()));
    return places;
  }

  private static JsonNode catalogue(String language) throws IOException {
    return Json.MAPPER.readTree(text("/dashboard/messages." + language + ".json"));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Query.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
