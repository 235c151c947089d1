// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tanliu.domain.notice.Receiver.Kind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real SMTP server. */
final class MailInbox implements Inbox {
  static final String ADDRESS = "duty@example.org";

  private final List<MimeMessage> before = new ArrayList<>();
  private final String protocol;
  private final int port;
  private GreenMail server;

  MailInbox() {
    this(ServerSetup.PROTOCOL_SMTP);
  }

  MailInbox(String protocol) {
    this.protocol = protocol;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    up();
  }

  int port() {
    return port;
  }

  GreenMail server() {
    return server;
  }

  synchronized List<MimeMessage> messages() {
    List<MimeMessage> all = new ArrayList<>(before);
    if (server != null) {
      all.addAll(List.of(server.getReceivedMessages()));
    }
    return all;
  }

  @Override
  public Kind kind() {
    return Kind.EMAIL;
  }

  @Override
  public String address() {
    return ADDRESS;
  }

  @Override
  public Optional<String> secret() {
    return Optional.empty();
  }

  @Override
  public List<String> taken() {
    return messages().stream()
        .map(
            message -> {
              try {
                return message.getMessageID();
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  @Override
  public synchronized void down() {
    // Stopped as a whole it would forget its messages first.
    server.getSmtp().stopService();
    before.addAll(List.of(server.getReceivedMessages()));
    server.stop();
    server = null;
  }

  @Override
  public synchronized void up() {
    ServerSetup setup = new ServerSetup(port, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(10_000);
    server = new GreenMail(setup);
    server.setUser(ADDRESS, "duty", "parole");
    server.start();
  }

  @Override
  public String key(String delivery) {
    return MailChannel.messageId(delivery);
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop();
    }
  }
}
