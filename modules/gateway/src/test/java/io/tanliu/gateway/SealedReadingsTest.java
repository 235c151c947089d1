// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.SealedBatch;
import io.tanliu.client.seal.SealKey;
import io.tanliu.client.seal.Sealer;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.attest.Signer;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.SealMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway does with batches that their sender sealed. */
class SealedReadingsTest {
  private static final String TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path dir;
  private static Rig rig;

  @BeforeAll
  static void start() {
    NationalCrypto.ensure();
    rig = new Rig(dir, GatewaySettings.defaults().withName("gw-1"));
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static SealKey key(String sender, SealAlgorithm algorithm) {
    SealKey key = SealKey.generate(sender, "k1", algorithm);
    register(sender, false, new Signer.Key("k1", algorithm, key.publicKey(), 1, Long.MAX_VALUE));
    return key;
  }

  private static void register(String sender, boolean required, Signer.Key... keys) {
    Signer signer = new Signer(sender, Set.of("STEEL-01"), required, List.of(keys));
    rig.publish(Topics.REF_SIGNER, sender, SealMapping.toAvro(signer));
  }

  /** Body number n: one reading of its own quarter hour. */
  private static String body(int n) {
    return "[{\"point\":\"E1\",\"time\":\"2019-05-01T%02d:%02d:00+09:00\",\"value\":%d}]"
        .formatted(n / 4, n % 4 * 15, n);
  }

  private static Seal seal(SealKey key, ChainHead head, String body) {
    return Seal.of(
        key.sender(),
        key.key(),
        key.algorithm(),
        key.privateKey(),
        head,
        context(),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Seal.Context context() {
    return new Seal.Context("STEEL-01", "live", TYPE);
  }

  private static HttpResponse<String> send(Rig to, Seal seal, String body) {
    return to.push("STEEL-01", TYPE, body, Sealer.HEADER, seal.header());
  }

  /** A signer becomes known to a gateway a moment after it was written. */
  private static HttpResponse<String> first(Seal seal, String body) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> send(rig, seal, body), answer -> answer.statusCode() != 401);
  }

  private static String code(HttpResponse<String> answer) {
    try {
      return answer.statusCode() + " " + JSON.readTree(answer.body()).path("code").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<SealedBatch> batches(String sender) {
    return rig.all(Topics.ATTEST_BATCH).stream().filter(b -> b.getSender().equals(sender)).toList();
  }

  @Test
  void shouldTakeABatchOnceAndRefuseWhatIsNotTheNextOne() {
    SealKey key = key("ONCE", SealAlgorithm.ED25519);
    Seal one = seal(key, ChainHead.START, body(1));
    HttpResponse<String> taken = first(one, body(1));
    assertThat(taken.statusCode()).isEqualTo(202);
    HttpResponse<String> again = send(rig, one, body(1));
    assertThat(again.body()).isEqualTo(taken.body());
    assertThat(again.headers().firstValue("Idempotent-Replay")).isPresent();

    ChainHead head = new ChainHead(1, one.link(context()));
    Seal two = seal(key, head, body(2));
    assertThat(code(send(rig, two, body(3)))).isEqualTo("422 SEAL_DIGEST");
    assertThat(code(send(rig, seal(key, ChainHead.START, body(3)), body(3))))
        .isEqualTo("409 SEAL_SEQUENCE");
    assertThat(code(send(rig, seal(key, new ChainHead(2, head.link()), body(3)), body(3))))
        .isEqualTo("409 SEAL_SEQUENCE");
    assertThat(
            code(send(rig, seal(key, new ChainHead(1, ChainHead.START.link()), body(3)), body(3))))
        .isEqualTo("409 SEAL_PREVIOUS");
    SealKey other = SealKey.generate("ONCE", "k1", SealAlgorithm.ED25519);
    assertThat(code(send(rig, seal(other, head, body(2)), body(2))))
        .isEqualTo("401 SEAL_SIGNATURE");
    assertThat(code(rig.push("STEEL-01", TYPE, body(2), Sealer.HEADER, "nothing")))
        .isEqualTo("400 SEAL_MALFORMED");
    assertThat(
            code(
                send(
                    rig,
                    seal(SealKey.generate("NOBODY", "k1", SealAlgorithm.ED25519), head, body(2)),
                    body(2))))
        .isEqualTo("401 SEAL_SIGNER");
    assertThat(
            code(
                rig.push("STEEL-01", "application/x-ndjson", body(2), Sealer.HEADER, two.header())))
        .isEqualTo("401 SEAL_SIGNATURE");
    assertThat(send(rig, two, body(2)).statusCode()).isEqualTo(202);
    // The first one is behind by now; it is known, and it is not taken again.
    assertThat(code(send(rig, one, body(1)))).isEqualTo("409 SEAL_SEQUENCE");

    List<SealedBatch> batches = batches("ONCE");
    assertThat(batches).extracting(SealedBatch::getSeq).containsExactly(1L, 2L);
    for (SealedBatch batch : batches) {
      List<io.tanliu.domain.reading.ReadingFrame> made = SealedBody.frames(batch);
      List<ReadingFrame> written =
          rig.all(Topics.READING_FRAME).stream()
              .filter(f -> f.getFrameId().startsWith(batch.getFrameId()))
              .toList();
      assertThat(written).hasSize(1);
      assertThat(FrameMapping.fromAvro(written.get(0)).readings())
          .isEqualTo(made.get(0).readings());
    }
  }

  /** Two gateways take from one sender at once; of two that claim a place, one gets it. */
  @Test
  void shouldNotForkWhenTwoGatewaysTakeAtOnceAndWhenOneRestarts()
      throws InterruptedException, ExecutionException {
    SealKey key = key("FORK", SealAlgorithm.SM2);
    assertThat(first(seal(key, ChainHead.START, body(1)), body(1)).statusCode()).isEqualTo(202);
    ChainHead head = new ChainHead(1, link(0));
    Rig second = new Rig(rig);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int i = 2; i <= 6; i++) {
        String left = body(10 + i);
        String right = body(30 + i);
        Seal a = seal(key, head, left);
        Seal b = seal(key, head, right);
        Future<HttpResponse<String>> one = both.submit(() -> send(rig, a, left));
        Future<HttpResponse<String>> two = both.submit(() -> send(second, b, right));
        List<Integer> statuses = new ArrayList<>();
        statuses.add(one.get().statusCode());
        statuses.add(two.get().statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(202, 409);
        boolean first = one.get().statusCode() == 202;
        head = new ChainHead(i, (first ? a : b).link(context()));
        // The other gateway knows of it, too.
        assertThat(send(first ? second : rig, first ? a : b, first ? left : right).statusCode())
            .isEqualTo(202);
      }
      second.stopGateway();
      second.startGateway();
      Seal next = seal(key, head, body(50));
      assertThat(send(second, next, body(50)).statusCode()).isEqualTo(202);
      assertThat(send(rig, next, body(50)).headers().firstValue("Idempotent-Replay")).isPresent();
    } finally {
      both.shutdownNow();
      second.stopGateway();
    }
    assertThat(batches("FORK"))
        .extracting(SealedBatch::getSeq)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  private static String link(int index) {
    SealedBatch batch = batches("FORK").get(index);
    return SealMapping.seal(batch).link(SealMapping.context(batch));
  }

  @Test
  void shouldGoOnWithAnotherKeyAndFindOutWhatWasTakenWhenTheAnswerWasLost() throws IOException {
    SealKey key = SealKey.generate("TURN", "k1", SealAlgorithm.ED25519);
    SealKey next = SealKey.generate("TURN", "k2", SealAlgorithm.ED25519);
    Path file = dir.resolve("turn.json");
    key.write(file);
    Path nextFile = dir.resolve("turn-2.json");
    next.write(nextFile);
    register(
        "TURN",
        false,
        new Signer.Key("k1", key.algorithm(), key.publicKey(), 1, 2),
        new Signer.Key("k2", next.algorithm(), next.publicKey(), 3, Long.MAX_VALUE));
    Sealer sealer = Sealer.open(file);
    Seal one = Seal.parse(sealer.seal("STEEL-01", "live", TYPE, utf8(body(60))));
    assertThat(first(one, body(60)).statusCode()).isEqualTo(202);
    // The answer is lost, and the sender comes back with something else.
    sealer = Sealer.open(file);
    Seal lost = Seal.parse(sealer.seal("STEEL-01", "live", TYPE, utf8(body(61))));
    HttpResponse<String> refused = send(rig, lost, body(61));
    assertThat(code(refused)).isEqualTo("409 SEAL_SEQUENCE");
    assertThat(sealer.behind(refused.body())).isTrue();
    Seal two = Seal.parse(sealer.seal("STEEL-01", "live", TYPE, utf8(body(61))));
    assertThat(send(rig, two, body(61)).statusCode()).isEqualTo(202);
    sealer.acknowledged();
    Seal late = Seal.parse(sealer.seal("STEEL-01", "live", TYPE, utf8(body(62))));
    assertThat(code(send(rig, late, body(62)))).isEqualTo("401 SEAL_SIGNER");
    Sealer turned = Sealer.open(nextFile);
    Seal three = Seal.parse(turned.seal("STEEL-01", "live", TYPE, utf8(body(62))));
    assertThat(send(rig, three, body(62)).statusCode()).isEqualTo(202);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldRefuseUnsealedReadingsWhereSealsAreRequired() {
    assertThat(
            rig.register(
                    Rig.REGISTER.replace("STEEL-01", "STEEL-02").replaceAll("(?s)targets:.*", ""))
                .statusCode())
        .isEqualTo(200);
    rig.publish(
        Topics.REF_SIGNER,
        "STRICT",
        SealMapping.toAvro(new Signer("STRICT", Set.of("STEEL-02"), true, List.of())));
    HttpResponse<String> refused =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> rig.push("STEEL-02", TYPE, body(1)), answer -> answer.statusCode() != 202);
    assertThat(code(refused)).isEqualTo("403 SEAL_REQUIRED");
  }
}
