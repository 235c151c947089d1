// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class KeyFormTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Sample")
          .fields()
          .requiredString("entity")
          .requiredString("granularity")
          .requiredLong("start")
          .optionalString("product")
          .endRecord();

  private static final KeyForm WINDOW =
      new KeyForm(
          List.of("{entity}|{granularity:rolling}", "{entity}|{granularity}|{start:seconds}"));

  @Test
  void shouldTakeTheFirstTemplateThatHolds() {
    assertThat(WINDOW.of(value("rolling-24h", null))).contains("U-1|rolling-24h");
    assertThat(WINDOW.of(value("1d", null))).contains("U-1|1d|1970-01-01T00:00:00Z");
    assertThat("U-1|rolling-24h").matches(WINDOW.pattern());
    assertThat("U-1|1d|1970-01-01T00:00:00Z").matches(WINDOW.pattern());
    assertThat("U-1|1d|1970-01-01").doesNotMatch(WINDOW.pattern());
    assertThat("U-1").doesNotMatch(WINDOW.pattern());
  }

  @Test
  void shouldLeaveEmptyWhatIsOptionalAndHoldForNothingThatIsMissing() {
    assertThat(new KeyForm(List.of("{entity}|{product:optional}|x")).of(value("1d", null)))
        .contains("U-1||x");
    assertThat(new KeyForm(List.of("{product}")).of(value("1d", null))).isEmpty();
    assertThat(new KeyForm(List.of("{product}", "{entity}")).of(value("1d", "P"))).contains("P");
  }

  @Test
  void shouldFindTheEntityOfAnAlert() {
    KeyForm form = new KeyForm(List.of("{granularity:entity}"));
    assertThat(form.of(value("rule|360000|a|b", null))).contains("360000");
    assertThat(form.of(value("rule", null))).isEmpty();
  }

  @Test
  void shouldRefuseAFieldThatIsNotThere() {
    assertThatThrownBy(() -> new KeyForm(List.of("{nobody}")).of(value("1d", null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nobody (expected: a field of Sample)");
  }

  private static GenericRecord value(String granularity, String product) {
    GenericRecord value = new GenericData.Record(SCHEMA);
    value.put("entity", "U-1");
    value.put("granularity", granularity);
    value.put("start", 0L);
    value.put("product", product);
    return value;
  }
}
