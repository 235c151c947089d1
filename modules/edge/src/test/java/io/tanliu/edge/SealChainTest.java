// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tanliu.client.Delivery.Kind;
import io.tanliu.client.seal.SealKey;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.attest.Signer;
import io.tanliu.edge.Parcel.Part;
import io.tanliu.edge.Shipment.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the chain of an agent stands, after whatever happened to the agent. */
class SealChainTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SealKey KEY = SealKey.generate("AGENT", "k1", SealAlgorithm.ED25519);

  @TempDir Path dir;

  @Test
  void shouldRepeatTheSameSealAfterARestartAndGoOnBehindItOnceItIsTaken() throws IOException {
    String first;
    try (EdgeStore store = open(Optional.of(KEY))) {
      append(store, "A", Kind.LIVE);
      Shipment sealed = store.next("A", NOW).orElseThrow();
      assertThat(sealed.fresh()).isTrue();
      first = proved(sealed, ChainHead.START);
      append(store, "A", Kind.BACKFILL);
    }
    try (EdgeStore store = open(Optional.of(KEY))) {
      Shipment again = store.next("A", NOW).orElseThrow();
      assertThat(again.fresh()).isFalse();
      assertThat(proved(again, ChainHead.START)).isEqualTo(first);
      store.acknowledged(again, new Answer("f", 1, 0), List.of(), NOW);
    }
    try (EdgeStore store = open(Optional.of(KEY))) {
      proved(store.next("A", NOW).orElseThrow(), new ChainHead(1, first));
    }
  }

  @Test
  void shouldLetOneRequestAtATimeStandAtTheEndOfTheChain() throws IOException {
    try (EdgeStore store = open(Optional.of(KEY))) {
      append(store, "A", Kind.LIVE);
      append(store, "B", Kind.LIVE);
      Shipment refused = store.next("A", NOW).orElseThrow();
      assertThat(store.next("B", NOW)).isEmpty();

      store.unsealed(refused);
      Shipment other = store.next("B", NOW).orElseThrow();
      String link = proved(other, ChainHead.START);
      assertThat(store.next("A", NOW)).isEmpty();
      store.acknowledged(other, new Answer("f", 1, 0), List.of(), NOW);

      Shipment anew = store.next("A", NOW).orElseThrow();
      assertThat(anew.key()).isEqualTo(refused.key());
      proved(anew, new ChainHead(1, link));
    }
  }

  @Test
  void shouldSealAnewWhatWasRefusedAsAWholeAndWhatWaitedWithoutASeal() throws Exception {
    try (EdgeStore store = open(Optional.empty())) {
      append(store, "A", Kind.LIVE);
      assertThat(store.next("A", NOW).orElseThrow().seal()).isEmpty();
    }
    try (EdgeStore store = open(Optional.of(KEY))) {
      Shipment aside = store.next("A", NOW).orElseThrow();
      proved(aside, ChainHead.START);
      store.refused(aside, "413 TOO_LARGE", NOW);
      append(store, "A", Kind.LIVE);
      Shipment next = store.next("A", NOW).orElseThrow();
      String link = proved(next, ChainHead.START);
      try (EdgeDatabase look = EdgeDatabase.look(dir)) {
        assertThat(EdgeStore.retry(look)).isEqualTo(1);
      }
      assertThat(store.next("A", NOW).orElseThrow().key()).isEqualTo(next.key());
      store.acknowledged(next, new Answer("f", 1, 0), List.of(), NOW);
      proved(store.next("A", NOW).orElseThrow(), new ChainHead(1, link));
    }
  }

  @Test
  void shouldNotBeginWithAKeyThatCannotSign() {
    SealKey broken = new SealKey("AGENT", "k1", SealAlgorithm.ED25519, "AAAA", KEY.publicKey());
    assertThatIllegalArgumentException().isThrownBy(() -> open(Optional.of(broken)));
  }

  /** The link of a request that is the next behind a head. */
  private static String proved(Shipment sent, ChainHead behind) {
    Seal seal = Seal.parse(sent.seal().orElseThrow().getValue());
    String mode = sent.kind() == Kind.LIVE ? "live" : "backfill";
    Seal.Context context = new Seal.Context(sent.unit(), mode, "application/x-ndjson");
    Signer signer =
        new Signer(
            "AGENT",
            Set.of("A", "B"),
            true,
            List.of(new Signer.Key("k1", KEY.algorithm(), KEY.publicKey(), 1, Long.MAX_VALUE)));
    assertThat(signer.check(seal, context, Lines.gunzip(sent.body().bytes()))).isEmpty();
    assertThat(new ChainHead(seal.seq() - 1, seal.previous())).isEqualTo(behind);
    return seal.link(context);
  }

  private EdgeStore open(Optional<SealKey> key) throws IOException {
    return EdgeStore.open(dir, 1L << 20, 9, key, NOW);
  }

  private static void append(EdgeStore store, String unit, Kind kind) throws IOException {
    List<Part> parts = List.of(Part.of(List.of("{}")));
    store.append(new Parcel(unit, kind, "http", null, "d", parts), NOW);
  }
}
