// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.testkit.BadReading;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the ledger refuses in a frame from Kafka is refused here, too, for the same reason. */
class BadReadingsTest {
  static final List<BadReading> ALL = BadReading.ALL;

  @ParameterizedTest
  @FieldSource("ALL")
  void shouldBeRefusedAsInAFrameFromKafka(BadReading bad) throws IOException {
    Admission admission =
        new Admission(KnownUnit.of(BadReading.UNIT), BadReading.RECEIVED.toEpochMilli(), 10);
    new JsonReadings().parse(new StringReader("[" + bad.json() + "]"), admission);
    assertThat(admission.accepted()).isZero();
    assertThat(admission.rejected())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.error().code()).isEqualTo(bad.code());
              assertThat(rejection.error().field()).isEqualTo(bad.field());
            });
  }
}
