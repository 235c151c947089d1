// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example consumers, by the commands of their README. */
@ExtendWith(SharedDemo.class)
class ConsumersIT {
  private static final Path README = Places.ROOT.resolve("docs/examples/consumers/README.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```sh test\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final Demo demo;

  @TempDir private Path directory;

  ConsumersIT(Demo demo) {
    this.demo = demo;
  }

  @Test
  void shouldShowInJavaWhatIsInTheTopicsAndWhatChanges() {
    shouldShow("java -cp", "CONSUMER-01", Map.of());
  }

  @Test
  void shouldShowInNodeWhatIsInTheTopicsAndWhatChanges() {
    assumeTrue(Places.program("node").isPresent(), "Node is not installed");
    assumeTrue(
        Files.isDirectory(Places.NODE_MODULES.resolve("kafkajs")),
        "kafkajs is not installed; \"./tanliu verify\" fetches it");
    shouldShow("node ", "CONSUMER-02", Map.of("NODE_PATH", Places.NODE_MODULES.toString()));
  }

  /** A month, its lamp and its alert; then a correction, after which only the new sum is shown. */
  private void shouldShow(String beginning, String unit, Map<String, String> environment) {
    SteelFile file = SteelFile.madeUp(directory.resolve("made-up.csv"), 3, 5);
    demo.apply(
        Figures.register(unit, file.total() / 2_000)
            + "  - {id: %1$s-TCE, entity: %1$s, quantity: tce, type: BUDGET, period: \"2018\", value: 9000, unit: tce}\n"
                .formatted(unit));
    demo.run(demo.push(unit, file.csv()));
    Figures.of(demo, unit, file).awaitTotal();

    String month = "MONTH " + unit + " 2018-01 electricity %d Wh, measured ";
    try (Command program = run(beginning, unit, environment)) {
      Awaitility.await("what " + beginning + " prints")
          .atMost(LONGEST)
          .failFast(() -> assertThat(program.alive()).as(program.err()).isTrue())
          .untilAsserted(
              () -> {
                String picture = newest(program);
                assertThat(picture)
                    .contains(month.formatted(file.total()))
                    .contains("LAMPS " + unit + " 2018 energy LEVEL_")
                    .contains("ALERT CRITICAL FIRING budget-breach " + unit + " ");
                assertThat(picture.lines().filter(line -> line.contains(" electricity ")))
                    .singleElement()
                    .asString()
                    .endsWith("provisional");
              });
      // The quarter hour from 00:45 on had another value.
      long before = file.wattHours().get(3);
      demo.api()
          .post(
              "/api/v1/units/" + unit + "/readings",
              "application/json",
              "[{\"point\":\"E1\",\"time\":\"2018-01-01T00:45:00+09:00\",\"value\":%s}]"
                  .formatted((before + 7_000) / 1_000.0));
      Awaitility.await("the corrected month")
          .atMost(LONGEST)
          .failFast(() -> assertThat(program.alive()).as(program.err()).isTrue())
          .untilAsserted(
              () ->
                  assertThat(newest(program))
                      .contains(month.formatted(file.total() + 7_000))
                      .doesNotContain(month.formatted(file.total())));
    }
  }

  @Test
  void shouldListAlertsWithKcat() {
    assumeTrue(Places.program("kcat").isPresent(), "kcat is not installed");
    String unit = "CONSUMER-03";
    SteelFile file = SteelFile.madeUp(directory.resolve("made-up.csv"), 2, 6);
    demo.apply(Figures.register(unit, file.total() / 2_000));
    demo.run(demo.push(unit, file.csv()));
    Figures.of(demo, unit, file).awaitTotal();
    Awaitility.await("the alert in the topic")
        .atMost(LONGEST)
        .untilAsserted(
            () -> {
              try (Command kcat = run("kcat", "%k %T %S", Map.of())) {
                assertThat(kcat.await(LONGEST).orFail().out())
                    .containsPattern("(?m)^budget-breach\\|" + unit + "\\|\\S+ \\d{13} \\d+$");
              }
            });
  }

  @Test
  void shouldShowValuesWithAKcatThatKnowsAvro() {
    assumeTrue(Places.program("kcat").isPresent(), "kcat is not installed");
    try (Command version = Command.program(directory, Map.of(), List.of("sh", "-c", "kcat -V"))) {
      assumeTrue(
          version.await(LONGEST).orFail().out().contains("Avro"),
          "this kcat was built without Avro");
    }
    try (Command kcat = run("kcat", "-s value=avro", Map.of())) {
      kcat.await(LONGEST).orFail();
    }
  }

  /** The last picture that was printed whole: pictures end with an empty line. */
  private static String newest(Command program) {
    String said = program.out();
    int end = said.lastIndexOf("\n\n");
    int begin = end < 0 ? -1 : said.lastIndexOf("\n\n", end - 1);
    return end < 0 ? "" : said.substring(begin < 0 ? 0 : begin + 2, end);
  }

  private Command run(String beginning, String part, Map<String, String> environment) {
    String addresses = command("KAFKA=", "").replace("tanliu-data", demo.data().toString());
    // A part of kcat's command tells which of the two; the others take an entity at the end.
    boolean which = beginning.equals("kcat");
    String command = command(beginning, which ? part : "").strip() + (which ? "" : " " + part);
    Path java = Path.of(System.getProperty("java.home"), "bin");
    String script =
        "set -eu\ncd \"%s\"\nPATH=\"%s:$PATH\"\n%sexec %s"
            .formatted(Places.ROOT, java, addresses, command);
    return Command.program(directory, environment, List.of("sh", "-c", script));
  }

  /** The block of the README that begins so and has this in it. */
  private static String command(String beginning, String part) {
    try {
      return BLOCK
          .matcher(Files.readString(README))
          .results()
          .map(MatchResult::group)
          .map(block -> block.substring(block.indexOf('\n') + 1, block.length() - 3))
          .filter(block -> block.startsWith(beginning) && block.contains(part))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no command " + beginning + part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
