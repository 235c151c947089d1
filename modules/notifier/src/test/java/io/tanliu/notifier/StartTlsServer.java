// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that begins in the clear; with an identity it can go on in TLS. */
final class StartTlsServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Optional<SSLContext> identity;
  private final List<String> clear = new CopyOnWriteArrayList<>();
  private final List<String> secret = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::serve, "start-tls-server");

  StartTlsServer(Optional<SSLContext> identity) throws IOException {
    this.identity = identity;
    listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What everybody on the way could read. */
  List<String> clear() {
    return clear;
  }

  /** What nobody else could. */
  List<String> secret() {
    return secret;
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        if (converse(socket, clear)) {
          SSLSocket tls =
              (SSLSocket)
                  identity
                      .orElseThrow()
                      .getSocketFactory()
                      .createSocket(socket, "127.0.0.1", socket.getPort(), true);
          tls.setUseClientMode(false);
          tls.startHandshake();
          converse(tls, secret);
        }
      } catch (IOException e) {
        // The notifier has hung up, or the test is over.
      }
    }
  }

  /** True when TLS is to begin. */
  private boolean converse(Socket socket, List<String> heard) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
    if (heard == clear) {
      answer(out, "220 here");
    }
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      if (data) {
        data = !line.equals(".");
        if (!data) {
          answer(out, "250 taken");
        }
        continue;
      }
      String verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
      boolean offers = heard == clear && identity.isPresent();
      switch (verb) {
        case "EHLO" -> answer(out, "250-here\r\n250 " + (offers ? "STARTTLS" : "AUTH PLAIN"));
        case "STARTTLS" -> {
          answer(out, "220 begin");
          return true;
        }
        case "AUTH" -> answer(out, "235 welcome");
        case "DATA" -> {
          data = true;
          answer(out, "354 go on");
        }
        case "QUIT" -> answer(out, "221 bye");
        default -> answer(out, "250 ok");
      }
    }
    return false;
  }

  private static void answer(PrintStream out, String line) {
    out.print(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
