// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Kind;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.Severity;
import io.tanliu.reference.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of alerts, in a register document. */
class ReceiverSectionTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final String HIDDEN = "https://hooks.example.org/very-private";

  @TempDir Path dir;

  private RegisterResult read(String text) {
    try {
      Path file = Files.writeString(dir.resolve("receivers.yaml"), text);
      return RegisterReader.readAll(
          List.of(file), SEEDS, id -> false, Map.of("DUTY_URL", HIDDEN)::get);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldReadReceiversAndWriteThemSoThatTheyAreReadAgain() {
    RegisterResult result =
        read(
            """
            receivers:
              - id: duty
                name: 值班室
                kind: webhook
                address: ${DUTY_URL}?to=1
                secret: duty-hook
                regions: ["360100"]
                subtree: false
                rules: [budget-breach]
                leastSeverity: critical
                language: zh
              - {id: mail, kind: EMAIL, address: duty@example.org, enabled: false}
            """);
    assertThat(result.problems()).isEmpty();
    Receiver duty =
        new Receiver(
            "duty",
            "值班室",
            Kind.WEBHOOK,
            HIDDEN + "?to=1",
            Optional.of("duty-hook"),
            Set.of("360100"),
            false,
            Set.of("budget-breach"),
            Severity.CRITICAL,
            Language.ZH,
            true,
            0);
    Receiver mail =
        new Receiver(
            "mail",
            "",
            Kind.EMAIL,
            "duty@example.org",
            Optional.empty(),
            Set.of(),
            true,
            Set.of(),
            Severity.WARNING,
            Language.BOTH,
            false,
            0);
    assertThat(result.document().receivers()).containsExactly(duty, mail);
    String json = RegisterWriter.toJson(result.document(), SEEDS);
    assertThat(RegisterReader.read("again", json, SEEDS, id -> false).document())
        .isEqualTo(result.document());
  }

  @Test
  void shouldNameEverythingThatIsWrongAndShowNeitherSecretsNorWhatVariablesHold() {
    RegisterResult result =
        read(
            """
            receivers:
              - {id: a b, kind: PIGEON, address: x}
              - {id: a, kind: WEBHOOK, address: "ftp:${DUTY_URL}", secret: "whsec_c2VjcmV0+/="}
              - {id: b, kind: WEBHOOK, address: "${NOT_SET}", secret: hook, regions: ["36"]}
              - {id: c, kind: EMAIL, address: "${DUTY_URL}", secret: parole-17, rules: [nonsense]}
              - {id: d, kind: EMAIL, address: d@example.org}
              - {id: d, kind: EMAIL, address: e@example.org}
            """);
    assertThat(result.problems())
        .extracting(Problem::field, Problem::value)
        .containsExactlyInAnyOrder(
            tuple("receivers[0].id", "a b"),
            tuple("receivers[0].kind", "PIGEON"),
            tuple("receivers[1].address", "ftp:${DUTY_URL}"),
            tuple("receivers[1].secret", "(not shown)"),
            tuple("receivers[2].address", "${NOT_SET}"),
            tuple("receivers[2].regions", "36"),
            tuple("receivers[3].address", "${DUTY_URL}"),
            tuple("receivers[3].secret", "(not shown)"),
            tuple("receivers[3].rules", "nonsense"),
            tuple("receivers[5].id", "d"));
    assertThat(result.problems().toString())
        .doesNotContain("very-private", "c2VjcmV0", "parole-17")
        .contains("the variable NOT_SET");
  }

  @Test
  void shouldFillInNothingOfADocumentThatComesFromElsewhere() {
    RegisterResult result =
        RegisterReader.read(
            "body",
            "receivers: [{id: a, kind: WEBHOOK, address: \"${PATH}\", secret: hook}]",
            SEEDS,
            id -> false);
    assertThat(result.problems()).extracting(Problem::value).containsExactly("${PATH}");
  }
}
