// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.ServerSetup;
import io.tanliu.notifier.NotifierSettings.MailServer;
import io.tanliu.notifier.NotifierSettings.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails to servers that must prove who they are. */
@Timeout(120)
class MailTlsTest {
  private static final String STORE = DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY;
  private static final String HOST = "127.0.0.1";

  @TempDir static Path dir;
  private static Identity own;
  private static Identity other;

  @BeforeAll
  static void identities() throws IOException {
    own = Identity.of(dir, "own", "ip:" + HOST);
    other = Identity.of(dir, "other", "ip:" + HOST);
    System.setProperty(STORE, own.store().toString());
    Files.writeString(dir.resolve("mail"), "parole");
  }

  @AfterAll
  static void forget() {
    System.clearProperty(STORE);
  }

  private static Outcome send(
      String host, int port, Security security, Optional<Path> authorities) {
    NotifierSettings settings =
        new NotifierSettings(
            Optional.of(dir),
            Optional.of(
                new MailServer(
                    host,
                    port,
                    security,
                    "tanliu@example.org",
                    Optional.of("duty"),
                    Optional.of("mail"),
                    authorities)),
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofDays(7),
            5);
    return new MailChannel(settings, new Secrets(settings.secrets(), name -> null))
        .send(ChannelsTest.mailReceiver(), ChannelsTest.letter());
  }

  @Test
  void shouldSendAMailOverTlsToAServerThatAKnownAuthorityVouchesFor() {
    try (MailInbox inbox = new MailInbox(ServerSetup.PROTOCOL_SMTPS)) {
      assertThat(send(HOST, inbox.port(), Security.TLS, Optional.of(own.certificate())))
          .isInstanceOf(Outcome.Sent.class);
      assertThat(inbox.taken()).containsExactly(MailChannel.messageId(ChannelsTest.letter().key()));
    }
  }

  @Test
  void shouldTellNothingToAServerThatNobodyVouchesForAndSayWhy() {
    try (MailInbox inbox = new MailInbox(ServerSetup.PROTOCOL_SMTPS)) {
      for (Optional<Path> authorities :
          List.of(Optional.of(other.certificate()), Optional.<Path>empty())) {
        Outcome outcome = send(HOST, inbox.port(), Security.TLS, authorities);
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        assertThat(outcome.answer())
            .startsWith("the mail server 127.0.0.1 does not prove who it is")
            .contains("certification path");
      }
      assertThat(inbox.taken()).isEmpty();
    }
  }

  @Test
  void shouldTellNothingToAServerWhoseCertificateIsForAnotherName() {
    try (MailInbox inbox = new MailInbox(ServerSetup.PROTOCOL_SMTPS)) {
      Outcome outcome =
          send("localhost", inbox.port(), Security.TLS, Optional.of(own.certificate()));
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(outcome.answer()).contains("does not prove who it is").contains("localhost");
      assertThat(inbox.taken()).isEmpty();
    }
  }

  @Test
  void shouldSayThatAServerSpeaksNoTlsAtAll() {
    try (MailInbox inbox = new MailInbox()) {
      Outcome outcome = send(HOST, inbox.port(), Security.TLS, Optional.of(own.certificate()));
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(outcome.answer()).contains("does not prove who it is").contains("SSL");
      assertThat(inbox.taken()).isEmpty();
    }
  }

  @Test
  void shouldSayUserPasswordAndMailOnlyAfterStartTls() throws Exception {
    try (StartTlsServer server = new StartTlsServer(Optional.of(own.server()))) {
      assertThat(send(HOST, server.port(), Security.STARTTLS, Optional.of(own.certificate())))
          .isInstanceOf(Outcome.Sent.class);
      assertThat(server.clear()).containsExactly("EHLO tanliu", "STARTTLS");
      assertThat(server.secret())
          .anyMatch(line -> line.startsWith("AUTH"))
          .anyMatch(line -> line.startsWith("MAIL FROM:"));
    }
  }

  @Test
  void shouldEndWithoutAPasswordWhenTheServerOfStartTlsIsAnother() throws Exception {
    try (StartTlsServer server = new StartTlsServer(Optional.of(other.server()))) {
      Outcome outcome =
          send(HOST, server.port(), Security.STARTTLS, Optional.of(own.certificate()));
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(outcome.answer()).contains("does not prove who it is");
      assertThat(server.clear()).containsExactly("EHLO tanliu", "STARTTLS");
      assertThat(server.secret()).isEmpty();
    }
  }

  @Test
  void shouldNotGoOnInTheClearWhenTheServerOffersNoStartTls() throws Exception {
    try (StartTlsServer server = new StartTlsServer(Optional.empty())) {
      Outcome outcome =
          send(HOST, server.port(), Security.STARTTLS, Optional.of(own.certificate()));
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(outcome.answer()).contains("STARTTLS");
      assertThat(server.clear()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void shouldNameTheFileOfAuthoritiesThatCannotBeUsed() throws IOException {
    Path none = Files.writeString(dir.resolve("none.pem"), "");
    for (Path file : List.of(none, dir.resolve("missing.pem"))) {
      Outcome outcome = send(HOST, 1, Security.TLS, Optional.of(file));
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(outcome.answer()).startsWith("notifier.smtp.ca.file " + file);
    }
  }
}
