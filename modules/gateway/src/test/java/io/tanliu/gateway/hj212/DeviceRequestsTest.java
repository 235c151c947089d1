// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.device.Request;
import io.tanliu.domain.device.Request.State;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.ExeRtn;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.PacketBuilder;
import io.tanliu.hj212.QnRtn;
import io.tanliu.hj212.Replies;
import io.tanliu.hj212.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of requests, with a log that is read again and a time that is moved by hand. */
class DeviceRequestsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final String MN = "D1";

  private final RequestBook book = new RequestBook();
  private final List<Request> log = new ArrayList<>();
  private final List<Packet> sent = new ArrayList<>();
  private final DeviceSession session = sent::add;
  private final DeviceRequests requests = requests(book);
  private long nanos;

  private DeviceRequests requests(RequestBook of) {
    return new DeviceRequests(
        of,
        log::add,
        "gw",
        Clock.fixed(NOW, ZoneOffset.UTC),
        () -> nanos,
        new DeviceRequests.Timing(Duration.ofSeconds(10), 3, Duration.ofMinutes(5)));
  }

  private static Request wanted(String id) {
    return Request.waiting(
        id,
        MN,
        2051,
        Map.of("BeginTime", "20260501070000", "EndTime", "20260501073000"),
        "test",
        NOW,
        NOW.plusSeconds(3_600));
  }

  private static Packet data(Version version, String qn) {
    return PacketBuilder.of(version, Command.MINUTE)
        .qn(qn)
        .st("31")
        .pw("secret")
        .mn(MN)
        .dataTime(LocalDateTime.of(2026, 5, 1, 7, 0))
        .group("f1-Cou", "1")
        .build();
  }

  private void passes(int seconds) {
    nanos += seconds * 1_000_000_000L;
    requests.tick();
  }

  private State state(String id) {
    return book.of(MN).stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow().state();
  }

  @Test
  void shouldWaitForTheDeviceAndSpeakAsItDoes() {
    requests.read(wanted("A"));
    assertThat(state("A")).isEqualTo(State.WAITING);
    requests.heard(data(Version.V2017, "20260501075959000"), session);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).header().version()).isEqualTo(Version.V2017);
    assertThat(sent.get(0).header().flag().bits()).isEqualTo(5);
    assertThat(sent.get(0).header().st()).isEqualTo("31");
    assertThat(sent.get(0).header().qn()).isEqualTo("20260501080000000");
    assertThat(state("A")).isEqualTo(State.SENT);
  }

  @Test
  void shouldSendAgainAsOftenAsTheStandardSaysAndThenGiveUp() {
    requests.heard(data(Version.V2025, "20260501075959000"), session);
    requests.read(wanted("A"));
    for (int second = 0; second < 39; second++) {
      passes(1);
    }
    assertThat(sent)
        .extracting(packet -> packet.header().qn())
        .hasSize(4)
        .containsOnly("20260501080000000");
    assertThat(state("A")).isEqualTo(State.SENT);
    passes(1);
    assertThat(state("A")).isEqualTo(State.SILENT);
    assertThat(book.of(MN).get(0).attempts()).isEqualTo(4);
  }

  @Test
  void shouldAskOneAfterTheOtherUnderNumbersOfTheirOwn() {
    requests.heard(data(Version.V2025, "20260501075959000"), session);
    requests.read(wanted("A"));
    requests.read(wanted("B"));
    assertThat(sent).hasSize(1);
    requests.answer(Replies.request(sent.get(0), QnRtn.WRONG_PW).orElseThrow());
    assertThat(state("A")).isEqualTo(State.REFUSED);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1).header().qn()).isEqualTo("20260501080000001");
    requests.answer(Replies.result(sent.get(1), ExeRtn.NO_DATA).orElseThrow());
    assertThat(book.of(MN))
        .extracting(Request::result)
        .containsExactlyInAnyOrder("QnRtn=3 WRONG_PW", "ExeRtn=100 NO_DATA");
  }

  @Test
  void shouldWaitForTheEndAsLongAsDataCome() {
    requests.heard(data(Version.V2025, "20260501075959000"), session);
    requests.read(wanted("A"));
    requests.answer(Replies.request(sent.get(0), QnRtn.READY).orElseThrow());
    for (int i = 0; i < 3; i++) {
      passes(200);
      requests.data(data(Version.V2025, sent.get(0).header().qn()));
    }
    requests.data(data(Version.V2025, "20260501075959000"));
    assertThat(state("A")).isEqualTo(State.ACCEPTED);
    assertThat(book.of(MN).get(0).packets()).isEqualTo(3);
    passes(300);
    assertThat(state("A")).isEqualTo(State.EXPIRED);
  }

  @Test
  void shouldHearTheAnswersOf2005WhoseNumberStandsInTheRegion() {
    requests.heard(data(Version.V2005, "20260501075959000"), session);
    requests.read(wanted("A"));
    requests.answer(Replies.request(sent.get(0), QnRtn.READY).orElseThrow());
    requests.answer(Replies.result(sent.get(0), ExeRtn.DONE).orElseThrow());
    assertThat(state("A")).isEqualTo(State.DONE);
  }

  @Test
  void shouldSendAnewOverANewConnectionAndNeverBecauseItsOwnWordsComeBack() {
    requests.heard(data(Version.V2025, "20260501075959000"), session);
    requests.read(wanted("A"));
    requests.gone(session);
    assertThat(state("A")).isEqualTo(State.WAITING);
    requests.heard(data(Version.V2025, "20260501080100000"), sent::add);
    assertThat(sent).hasSize(2);
    requests.answer(Replies.result(sent.get(1), ExeRtn.DONE).orElseThrow());
    for (Request written : List.copyOf(log)) {
      requests.read(written);
    }
    assertThat(sent).hasSize(2);
    assertThat(state("A")).isEqualTo(State.DONE);
  }

  @Test
  void shouldGoOnWithWhatAnotherGatewayLeftOpen() {
    requests.heard(data(Version.V2025, "20260501075959000"), session);
    requests.read(wanted("A"));
    RequestBook after = new RequestBook();
    DeviceRequests restarted = requests(after);
    for (Request written : List.copyOf(log)) {
      restarted.read(written);
    }
    restarted.heard(data(Version.V2025, "20260501080100000"), session);
    assertThat(sent).hasSize(2);
    assertThat(after.of(MN).get(0).attempts()).isEqualTo(2);
  }

  @Test
  void shouldExpireWhenTheDeviceDoesNotCome() {
    Request old =
        Request.waiting("A", MN, 1012, Map.of(), "test", NOW.minusSeconds(99), NOW.minusSeconds(1));
    requests.read(old);
    passes(31);
    assertThat(state("A")).isEqualTo(State.EXPIRED);
  }

  @Test
  void shouldNotAskTheSameTwice() {
    requests.ask(wanted("A"));
    log.forEach(requests::read);
    requests.ask(wanted("B"));
    assertThat(log).hasSize(1);
  }
}
