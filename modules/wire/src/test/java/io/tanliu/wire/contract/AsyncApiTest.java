// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** {@code asyncapi.yaml} is generated from the catalogue, committed, and valid. */
class AsyncApiTest {
  private static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../.."));
  private static final Path FILE = ROOT.resolve("modules/query/src/main/resources/asyncapi.yaml");
  private static final String HEADER =
      """
      # SPDX-FileCopyrightText: The Tanliu authors
      # SPDX-License-Identifier: Apache-2.0
      # Generated from io.tanliu.wire.Topics, io.tanliu.wire.contract and schemas/ by AsyncApiTest; do not edit.
      """;
  private static final String UPDATE =
      "Out of date; run ./mvnw -pl modules/wire -am test -Dtest=AsyncApiTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dtanliu.update=true";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final JsonNode document = new AsyncApiDocument(ROOT).document();

  @Test
  void shouldBeWhatTheCatalogueSays() throws IOException {
    String text = HEADER + YAML.writeValueAsString(document);
    if (Boolean.getBoolean("tanliu.update")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE)).as(UPDATE).isEqualTo(text);
    assertThat(YAML.readTree(text).toString()).isEqualTo(document.toString());
  }

  @Test
  void shouldBeValidAsyncApi() throws IOException {
    try (InputStream official = getClass().getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
      JsonNode schema = ExampleRecords.JSON.readTree(official);
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                  .getSchema(schema)
                  .validate(document))
          .isEmpty();
    }
  }

  @Test
  void shouldReferToNothingThatIsMissing() {
    List<String> missing = new ArrayList<>();
    references(document, missing);
    assertThat(missing).isEmpty();
  }

  private void references(JsonNode node, List<String> missing) {
    JsonNode reference = node.path("$ref");
    if (reference.isTextual() && document.at(reference.asText().substring(1)).isMissingNode()) {
      missing.add(reference.asText());
    }
    node.forEach(child -> references(child, missing));
  }

  @Test
  void shouldHoldSchemasThatAnAvroParserTakes() {
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      String text = schema.getValue().get("schema").toString();
      assertThat(new Schema.Parser().parse(text).getName()).isEqualTo(schema.getKey());
    }
  }
}
