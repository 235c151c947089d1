// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.ScreeningEvent;
import io.tanliu.avro.ScreeningState;
import io.tanliu.avro.TargetDefinition;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Screening by thresholds that are registered, changed and withdrawn while the views run. */
class ViewThresholdsTest extends ViewsGiven {
  private static final String OWN = "360102:local";

  @Test
  void shouldScreenWhatIsThereAlreadyWhenAThresholdIsRegistered() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    tick();
    events();
    threshold("360102", "local", 8_000, true);
    tick();
    assertThat(told()).as("40 t a day: the 200th day").containsExactly("ENTERED 2024-07-18  ");
    ScreeningState state = read(Topics.CONTROL_SCREENING).get("U|" + OWN);
    assertThat(state.getState()).isEqualTo("INSIDE");
    assertThat(state.getThreshold()).isEqualTo("8000");
    assertThat(state.getAction()).contains("energy audit");
    threshold("360102", "local", 8_000, true);
    tick();
    assertThat(told()).as("the same once more").isEmpty();
  }

  @Test
  void shouldRestateWhatAChangedThresholdMakesOtherwiseAndTakeBackAWithdrawnOne() {
    cement("U", "3011", "1000000");
    threshold("360102", "local", 8_000, true);
    days("U", "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    tick();
    assertThat(told()).containsExactly("ENTERED 2024-07-18  ");
    threshold("360102", "local", 9_000, true);
    tick();
    assertThat(told()).containsExactly("RESTATED 2024-08-12 2024-07-18.. 2024-08-12..");
    assertThat(read(Topics.CONTROL_SCREENING).get("U|" + OWN).getThreshold()).isEqualTo("9000");
    threshold("360102", "local", 9_000, true);
    delete(Topics.REF_TARGET, "360102|local");
    tick();
    assertThat(told()).containsExactly("RESTATED 2024-08-12 2024-08-12.. ");
    assertThat(read(Topics.CONTROL_SCREENING)).containsEntry("U|" + OWN, null);
    days("U", "2024-09-20", "2024-10-20", Map.of("tce", tonnes("40")));
    tick();
    assertThat(told()).as("it is gone").isEmpty();
  }

  @Test
  void shouldTakeBackAnEntryWhenLateDataComeBelowARegisteredThreshold() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    threshold("360102", "local", 10_000, false);
    tick();
    assertThat(told()).containsExactly("ENTERED 2024-09-07  ");
    days("U", "2024-03-01", "2024-04-01", Map.of("tce", tonnes("20")), "2024-09-20");
    tick();
    assertThat(told())
        .as("31 days of 20 t instead of 40 t: 9 900 t of 10 520 t are left")
        .containsExactly("RESTATED 2024-09-07 2024-09-07.. ");
    assertThat(read(Topics.CONTROL_SCREENING).get("U|" + OWN).getState())
        .as("less than 90 % of twelve months is known")
        .isEqualTo("NOT_ASSESSABLE");
    days("U", "2024-03-01", "2024-04-01", Map.of("tce", tonnes("40")), "2024-09-20");
    tick();
    assertThat(told()).containsExactly("ENTERED 2024-09-07  ");
  }

  @Test
  void shouldPutARegisteredThresholdInThePlaceOfThePackagedOneAndBack() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    threshold("360100", "T124", 9_000, true);
    tick();
    assertThat(state("T124").getThreshold()).isEqualTo("9000");
    assertThat(state("T124").getSince()).isEqualTo("2024-08-12");
    delete(Topics.REF_TARGET, "360100|T124");
    tick();
    assertThat(state("T124").getThreshold()).isEqualTo("5000");
    assertThat(state("T124").getSince()).isEqualTo("2024-05-04");
  }

  @Test
  void shouldScreenOnlyWhomAThresholdMeans() {
    cement("U", "3011", "1000000");
    cement("V", "3120", "1000000");
    for (String unit : List.of("U", "V")) {
      days(unit, "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    }
    tick();
    events();
    threshold("V", "own", 1_000, true);
    threshold("industry-3011", "cement", 1_000, true);
    threshold("360102", "whole", 1_000, true, false, "tce");
    threshold("360102", "water", 1_000, true, true, "electricity");
    tick();
    assertThat(events())
        .as("the region as a whole and what is not screened mean no unit")
        .extracting(e -> e.getEntity() + " " + e.getProgramme())
        .containsExactlyInAnyOrder("V V:own", "U industry-3011:cement");
  }

  private ScreeningState state(String programme) {
    return read(Topics.CONTROL_SCREENING).get("U|" + programme);
  }

  private List<String> told() {
    return events().stream()
        .filter(e -> e.getProgramme().equals(OWN))
        .map(ViewThresholdsTest::text)
        .toList();
  }

  private static String text(ScreeningEvent event) {
    return String.join(" ", event.getEvent(), event.getDay(), event.getBefore(), event.getAfter());
  }

  private void threshold(String entity, String id, long tonnes, boolean reached) {
    threshold(entity, id, tonnes, reached, true, "tce");
  }

  private void threshold(
      String entity, String id, long tonnes, boolean reached, boolean each, String quantity) {
    TargetDefinition record =
        TargetMapping.toAvro(
            new Target(
                id,
                entity,
                quantity,
                Period.year(2024),
                tonnes * 1_000_000,
                new BigDecimal("0.1"),
                "test",
                Terms.of(TargetType.THRESHOLD)
                    .operator(reached ? Operator.AT_LEAST : Operator.ABOVE)
                    .scope(new Scope(List.of(), List.of(), each))
                    .upper(Optional.empty())
                    .action("audit")
                    .build()));
    send(Topics.REF_TARGET, entity + "|" + id, record);
  }
}
