// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Change;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Notice.Route;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Kind;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single attempts against real servers, without a broker. */
@Timeout(60)
class ChannelsTest {
  @TempDir Path secrets;

  @BeforeEach
  void secrets() throws IOException {
    Files.writeString(secrets.resolve("hook"), WebhookInbox.SECRET);
    Files.writeString(secrets.resolve("mail"), "parole");
  }

  @Test
  void shouldWriteAMailThatPeopleReadAndThatSaysOfItselfWhichItIs() throws Exception {
    try (MailInbox inbox = new MailInbox()) {
      Outcome outcome = mail(inbox.port()).send(receiver(inbox), letter());
      assertThat(outcome).isInstanceOf(Outcome.Sent.class);
      var message = inbox.messages().get(0);
      assertThat(message.getSubject())
          .isEqualTo("【碳流】南昌市 总量超限：新告警 1 / [Tanliu] Nanchang, budget passed: 1 new");
      assertThat(message.getContent().toString())
          .contains("示例钢铁（U1）")
          .contains("measured 2 tce, limit 1 tce");
      assertThat(message.getMessageID()).isEqualTo(MailChannel.messageId(letter().key()));
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }
  }

  @Test
  void shouldTryAgainWhenTheMailServerDoesNotKnowTheNotifierAndSendOnceItDoes() throws Exception {
    try (MailInbox inbox = new MailInbox()) {
      Files.writeString(secrets.resolve("mail"), "wrong");
      Outcome refused = mail(inbox.port()).send(receiver(inbox), letter());
      assertThat(refused).isInstanceOf(Outcome.Later.class);
      assertThat(refused.answer()).contains("does not accept").doesNotContain("wrong");
      Files.writeString(secrets.resolve("mail"), "parole");
      assertThat(mail(inbox.port()).send(receiver(inbox), letter()))
          .isInstanceOf(Outcome.Sent.class);
      assertThat(inbox.taken()).hasSize(1);
    }
  }

  @Test
  void shouldTakeARefusedAddressAsFinalAndABusyServerNot() throws Exception {
    assertThat(sentTo("550 5.1.1 no such user")).isEqualTo(new Outcome.Refused("SMTP 550"));
    assertThat(sentTo("451 4.7.1 greylisted")).isEqualTo(new Outcome.Later("SMTP 451"));
  }

  /** A mail to a server that answers this to the address. */
  private Outcome sentTo(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> converse(server, answer));
      thread.start();
      Receiver mail = receiver(Kind.EMAIL, MailInbox.ADDRESS, Optional.empty());
      Outcome outcome = mail(server.getLocalPort()).send(mail, letter());
      thread.join(10_000);
      return outcome;
    }
  }

  private static void converse(ServerSocket server, String answer) {
    try (Socket socket = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        PrintStream out =
            new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
      out.print("220 here\r\n");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
        out.print(
            switch (verb) {
                  case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
                  case "AUTH" -> "235 welcome";
                  case "RCPT" -> answer;
                  case "QUIT" -> "221 bye";
                  default -> "250 ok";
                }
                + "\r\n");
        out.flush();
      }
    } catch (IOException e) {
      // The notifier has hung up.
    }
  }

  @Test
  @Timeout(60)
  void shouldNotWaitForeverForWhoeverAcceptsAndSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        WebhookInbox any = new WebhookInbox()) {
      Receiver hook = at(receiver(any), "http://127.0.0.1:" + silent.getLocalPort() + "/");
      assertThat(webhook().send(hook, letter())).isInstanceOf(Outcome.Later.class);
      Receiver mail = receiver(Kind.EMAIL, MailInbox.ADDRESS, Optional.empty());
      assertThat(mail(silent.getLocalPort()).send(mail, letter()))
          .isInstanceOf(Outcome.Later.class);
    }
  }

  @Test
  void shouldNotFollowWhoSendsItElsewhere() throws Exception {
    try (WebhookInbox inbox = new WebhookInbox()) {
      inbox.answer(1, 307, Optional.empty());
      assertThat(webhook().send(receiver(inbox), letter()))
          .isEqualTo(new Outcome.Refused("HTTP 307"));
      assertThat(inbox.times()).hasSize(1);
    }
  }

  @Test
  void shouldReadSecretsOnlyByTheirNames() throws IOException {
    Files.writeString(secrets.resolve(".hidden"), "x");
    Secrets own = new Secrets(Optional.of(secrets), ChannelsTest::variable);
    assertThat(own.text("hook")).contains(WebhookInbox.SECRET);
    assertThat(own.text("../" + secrets.getFileName() + "/hook")).isEmpty();
    assertThat(own.text(".hidden")).isEmpty();
    assertThat(own.text("env-1")).contains("from the environment");
    assertThat(own.text("PATH")).isEmpty();
  }

  @Test
  void shouldWaitTwiceAsLongEachTimeAndNotLongerThanTheLongest() {
    Backoff backoff =
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new SplittableRandom(1));
    for (int attempt = 1; attempt < 100; attempt++) {
      long most = Math.min(60_000, 1_000L << Math.min(attempt - 1, 20));
      assertThat(backoff.after(attempt, Optional.empty()).toMillis())
          .as("attempt %s", attempt)
          .isBetween(most / 2, most);
    }
    assertThat(backoff.after(1, Optional.of(Duration.ofMinutes(10))))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(backoff.after(1, Optional.of(Duration.ofDays(10)))).isEqualTo(Backoff.MOST_ASKED);
  }

  private static String variable(String name) {
    return name.equals("TANLIU_SECRET_ENV_1") ? "from the environment" : null;
  }

  private Channel mail(int port) {
    NotifierSettings settings = settings(Optional.of(port));
    return new MailChannel(settings, new Secrets(settings.secrets(), name -> null));
  }

  private Channel webhook() {
    NotifierSettings settings = settings(Optional.empty());
    Secrets own = new Secrets(settings.secrets(), name -> null);
    return new WebhookChannel(settings, own, Clock.systemUTC());
  }

  private NotifierSettings settings(Optional<Integer> mailPort) {
    NotifierSettings plain = Rig.settings(secrets, mailPort);
    return new NotifierSettings(
        plain.secrets(),
        plain.mail(),
        Duration.ofSeconds(2),
        plain.firstRetry(),
        plain.longestRetry(),
        plain.giveUp(),
        5);
  }

  private static Receiver receiver(Inbox inbox) {
    return receiver(inbox.kind(), inbox.address(), inbox.secret());
  }

  private static Receiver at(Receiver receiver, String address) {
    return receiver(receiver.kind(), address, receiver.secret());
  }

  private static Receiver receiver(Kind kind, String address, Optional<String> secret) {
    return new Receiver(
        "duty",
        "",
        kind,
        address,
        secret,
        Set.of(),
        true,
        Set.of(),
        Severity.WARNING,
        Language.BOTH,
        true,
        0);
  }

  static Receiver mailReceiver() {
    return receiver(Kind.EMAIL, MailInbox.ADDRESS, Optional.empty());
  }

  static Letter letter() {
    List<String> line = List.of("360102", "360100");
    Route route =
        new Route(Change.RAISED, Severity.WARNING, Severity.WARNING, "budget-breach", line, 1, 0);
    Facts facts =
        new Facts(
            "budget-breach",
            "U1",
            "示例钢铁",
            line,
            Rig.BEGIN,
            "tce",
            "2026",
            "2000000",
            "1000000",
            "gce",
            "breached",
            "");
    Notice notice =
        new Notice(
            "rule=budget-breach,city=360100",
            Rig.BEGIN,
            List.of(new Item("budget-breach|U1|T", 1, route, facts)),
            List.of());
    NoticeHead head =
        new NoticeHead("总量超限", "budget passed", "南昌市", "Nanchang", ZoneId.of("+08:00"));
    return new Letter("g|t|duty", "g|t", notice, head, 5);
  }
}
