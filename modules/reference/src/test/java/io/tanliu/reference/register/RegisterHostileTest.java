// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that nobody meant well. */
class RegisterHostileTest {
  private static final String GOOD =
      """
      units:
        - {id: A, name: 甲, region: "360100", industry: "3120", zone: Asia/Shanghai, points: [
            {id: P, energy: electricity, measure: REGISTER, unit: kWh, interval: 15m, modulus: 1e6},
            {id: Q, energy: coke, measure: RATE, unit: t/h, maxGap: 2h, parent: P, level: 2}]}
      targets:
        - {id: t, entity: A, quantity: tce, period: 2025-01, value: 1.5, unit: tce, paceMargin: 0.1}
      reports:
        - {entity: A, kind: PRODUCTION, product: steel, period: 2025-Q1, value: 1, unit: t}
      """;

  private static final String CHARACTERS =
      "{}[]:,-#&*!|>'\"%@`\n\t ~0123456789eE+.abc\u0000\uFEFF中\\";

  @Test
  @Timeout(60)
  void shouldNeverThrowWhateverIsWritten() {
    Random random = new Random(20180101);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int edit = random.nextInt(3); edit >= 0; edit--) {
        int at = random.nextInt(text.length());
        char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(4)) {
          case 0 -> text.insert(at, c);
          case 1 -> text.deleteCharAt(at);
          case 2 -> text.setCharAt(at, c);
          default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(40)));
        }
      }
      String document = text.toString();
      assertThatCode(
              () -> {
                RegisterResult result = RegisterReaderTest.read(document);
                if (result.ok()) {
                  String json = RegisterWriter.toJson(result.document(), RegisterReaderTest.SEEDS);
                  RegisterResult again = RegisterReaderTest.read(json);
                  assertThat(again.problems()).isEmpty();
                  assertThat(again.document()).isEqualTo(result.document());
                }
              })
          .as(document)
          .doesNotThrowAnyException();
      refused += RegisterReaderTest.read(document).ok() ? 0 : 1;
    }
    assertThat(refused).isBetween(1_500, 2_999);
  }

  @Test
  @Timeout(20)
  void shouldRefuseExpansionNestingAndSizeQuickly() {
    String laughs = "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nunits: *c\n";
    assertThat(RegisterReaderTest.read(laughs).problems().get(0).value())
        .isEqualTo("an anchor or alias");
    for (String open : new String[] {"[", "{a: ", "- ", "? "}) {
      assertThat(RegisterReaderTest.read(open.repeat(1_000_000)).ok()).isFalse();
    }
    String large = "# " + "x".repeat(RegisterReader.MAX_BYTES);
    assertThat(RegisterReaderTest.read(large).problems().get(0).value()).isEqualTo("too large");
    assertThat(RegisterReaderTest.read("units:\n" + "- {}\n".repeat(100_000)).ok()).isFalse();
  }

  @Test
  @Timeout(60)
  void shouldReadALargeRegisterInGoodTime() {
    StringBuilder text = new StringBuilder("units:\n");
    for (int unit = 0; unit < 2_000; unit++) {
      text.append("- {id: U")
          .append(unit)
          .append(", region: '360100', industry: '3120', points: [");
      for (int point = 0; point < 10; point++) {
        text.append("{id: P").append(point);
        text.append(", energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m},");
      }
      text.append("]}\n");
    }
    RegisterResult result = RegisterReaderTest.read(text.toString());
    assertThat(result.document().units()).hasSize(2_000);
  }
}
