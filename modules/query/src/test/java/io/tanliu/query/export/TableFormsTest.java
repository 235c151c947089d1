// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationWindow;
import io.tanliu.query.Query;
import io.tanliu.testkit.Contract;
import io.tanliu.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** Every answer of the contract as tables. */
class TableFormsTest {
  private static final TableForms FORMS = TableForms.ofResource(Query.class, "/openapi.yaml");

  /** Records that answers carry as their topics have them. */
  private static List<JsonNode> records() {
    List<JsonNode> records = new ArrayList<>();
    records.add(MissingNode.getInstance());
    List<Schema> schemas = new ArrayList<>();
    schemas.add(StationDefinition.getClassSchema());
    schemas.add(StationWindow.getClassSchema());
    for (var topic :
        List.of(
            Topics.CEMS_HOURLY,
            Topics.STATION_NETWORK,
            Topics.CONTROL_CLASS,
            Topics.CONTROL_CODE,
            Topics.CONTROL_RANK,
            Topics.CONTROL_SCREENING,
            Topics.CONTROL_ALLOWANCE,
            Topics.CONTROL_SYNERGY,
            Topics.CONTROL_UTILISATION,
            Topics.CONTROL_RANKING,
            Topics.CONTROL_CAPACITY,
            Topics.CONTROL_SCORE,
            Topics.CONTROL_HOTSPOT)) {
      schemas.add(SpecificData.get().getSchema(topic.valueType()));
    }
    schemas.forEach(schema -> records.add(RecordSchema.of(schema)));
    return records;
  }

  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    for (String route : Contract.of(Query.class, "/openapi.yaml").routes()) {
      // A report is a document with forms of its own.
      boolean data =
          route.startsWith("GET /api/v1/")
              && !route.endsWith("/stream")
              && !route.startsWith("GET /api/v1/reports/");
      if (data) {
        routes.add(route.substring("GET ".length()));
      }
    }
    return routes;
  }

  @Test
  void shouldNameEveryColumnOnceAndInBothLanguages() {
    Set<String> unknown = new TreeSet<>();
    int columns = 0;
    for (String route : routes()) {
      assertThat(Headings.known(FORMS.operation(route))).as(FORMS.operation(route)).isTrue();
      for (JsonNode records : records()) {
        for (Table table : FORMS.of(route, records)) {
          assertThat(table.columns()).extracting(Column::name).doesNotHaveDuplicates();
          for (Column column : table.columns()) {
            columns++;
            column.path().stream().filter(part -> !Headings.known(part)).forEach(unknown::add);
          }
          for (String part : table.name().split("\\.", 8)) {
            if (!Headings.known(part)) {
              unknown.add(part);
            }
          }
        }
      }
    }
    assertThat(unknown).as("fields without a line in columns.csv").isEmpty();
    assertThat(columns).isGreaterThan(1_000);
  }

  @Test
  void shouldShowInAWorkbookOneLanguageAndNamesInPlaceOfCodes() {
    Table lamps = FORMS.of("/api/v1/lamps", MissingNode.getInstance()).get(0);
    assertThat(Names.ofOneLanguage(lamps.columns(), true))
        .contains("energyTotal_name")
        .doesNotContain("energyTotal_code", "energyTotal_nameEn");
    assertThat(Names.ofOneLanguage(lamps.columns(), false))
        .contains("energyTotal_nameEn")
        .doesNotContain("energyTotal_code", "energyTotal_name");
  }
}
