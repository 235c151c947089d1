// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.domain.notice.NoticeText;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.notifier.NotifierSettings.MailServer;
import io.tanliu.notifier.NotifierSettings.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Hands mails to an SMTP server. An answer of 5xx about the mail or its address is final; every
 * other failure is tried again, also that of a server that is not who it should be: nothing was
 * said to it. A repeat has the same Message-ID, by which mail systems that know it already leave it
 * out.
 */
final class MailChannel implements Channel {
  private final Optional<MailServer> server;
  private final Secrets secrets;
  private final long timeout;

  MailChannel(NotifierSettings settings, Secrets secrets) {
    this.server = settings.mail();
    this.secrets = secrets;
    this.timeout = settings.timeout().toMillis();
  }

  @Override
  public Outcome send(Receiver receiver, Letter letter) {
    if (server.isEmpty()) {
      return new Outcome.Later("the notifier has no mail server");
    }
    MailServer to = server.get();
    Optional<String> password = to.password().flatMap(secrets::text);
    if (to.user().isPresent() && password.isEmpty()) {
      return new Outcome.Later(
          "the notifier has no secret '" + to.password().orElse("") + "' for the mail server");
    }
    Properties properties = properties(to);
    try {
      if (to.security() != Security.NONE && to.authorities().isPresent()) {
        properties.put("mail.smtp.ssl.socketFactory", Authorities.of(to.authorities().get()));
      }
    } catch (IOException | GeneralSecurityException e) {
      return new Outcome.Later(
          "notifier.smtp.ca.file "
              + to.authorities().get()
              + " cannot be used (expected: certificates in PEM): "
              + e);
    }
    Session session = Session.getInstance(properties);
    MimeMessage message;
    try {
      message = message(session, to, receiver, letter);
    } catch (AddressException e) {
      return new Outcome.Refused("the address cannot be used");
    } catch (MessagingException e) {
      return new Outcome.Refused("the mail cannot be written: " + e.getMessage());
    }
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(to.host(), to.port(), to.user().orElse(null), password.orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome.Sent("SMTP 250");
    } catch (AuthenticationFailedException e) {
      return new Outcome.Later("the mail server does not accept the notifier's user");
    } catch (MessagingException e) {
      return failed(e, to);
    }
  }

  private static Outcome failed(MessagingException failure, MailServer to) {
    for (Exception e = failure; e != null; e = next(e)) {
      int code = code(e);
      if (code >= 500) {
        return new Outcome.Refused("SMTP " + code);
      }
      if (code > 0) {
        return new Outcome.Later("SMTP " + code);
      }
    }
    return new Outcome.Later(
        insecure(failure)
            .map(
                why ->
                    "the mail server "
                        + to.host()
                        + " does not prove who it is, and nothing was said to it: "
                        + why)
            .orElse(failure.getClass().getSimpleName() + ": " + failure.getMessage()));
  }

  /** What is wrong with the server's certificate, or with its TLS. */
  private static Optional<String> insecure(Throwable failure) {
    boolean tls = false;
    Throwable deepest = failure;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      tls |= e instanceof SSLException;
      deepest = e;
    }
    return tls ? Optional.of(String.valueOf(deepest.getMessage())) : Optional.empty();
  }

  private static Exception next(Exception failure) {
    return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  /** Of a nested failure the one about the address comes after that about the mail. */
  private static int code(Exception failure) {
    if (failure instanceof SMTPSendFailedException send) {
      return send.getReturnCode();
    }
    if (failure instanceof SMTPAddressFailedException address) {
      return address.getReturnCode();
    }
    return failure instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : 0;
  }

  private Properties properties(MailServer to) {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", Long.toString(timeout));
    properties.put("mail.smtp.timeout", Long.toString(timeout));
    properties.put("mail.smtp.writetimeout", Long.toString(timeout));
    properties.put("mail.smtp.auth", Boolean.toString(to.user().isPresent()));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(to.security() == Security.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean startTls = to.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
    // Otherwise the machine's name would be looked up, which can take long.
    properties.put("mail.smtp.localhost", "tanliu");
    return properties;
  }

  private static MimeMessage message(
      Session session, MailServer server, Receiver receiver, Letter letter)
      throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId(letter.key()));
          }
        };
    NoticeText text = letter.text();
    message.setFrom(new InternetAddress(server.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(receiver.address(), true));
    message.setSubject(text.title(receiver.language()), StandardCharsets.UTF_8.name());
    message.setText(text.body(receiver.language()), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(Instant.ofEpochMilli(letter.notice().at())));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Tanliu-Notice", letter.headerKey());
    message.saveChanges();
    return message;
  }

  /** The same for the same notice and receiver. */
  static String messageId(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "<" + HexFormat.of().formatHex(hash, 0, 16) + "@tanliu>";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
