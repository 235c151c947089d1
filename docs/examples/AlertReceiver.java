// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver of notices in one file: {@code RECEIVER_SECRET=... java AlertReceiver.java 9000}. It
 * believes no request whose signature is not right, and takes each notice once, however often it
 * comes.
 */
public class AlertReceiver {
  private static final int REMEMBERED = 100_000;
  private static final long TOLERANCE_SECONDS = 300;

  private static final Set<String> TAKEN =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  public static void main(String[] arguments) throws IOException {
    byte[] key = key(System.getenv("RECEIVER_SECRET"));
    InetSocketAddress address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/alerts", exchange -> receive(exchange, key));
    server.start();
    System.out.println("LISTENING on port " + server.getAddress().getPort());
  }

  private static void receive(HttpExchange exchange, byte[] key) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(2 << 20);
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    int status;
    if (!genuine(exchange, id, body, key)) {
      status = 401;
    } else {
      status = 204;
      if (TAKEN.add(id)) {
        System.out.println("TAKEN " + new String(body, StandardCharsets.UTF_8));
      }
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** HMAC-SHA256 over "id.timestamp.body" with the shared secret; compared in constant time. */
  private static boolean genuine(HttpExchange exchange, String id, byte[] body, byte[] key) {
    String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
    String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
    if (id == null || timestamp == null || signatures == null || !timestamp.matches("\\d{1,12}")) {
      return false;
    }
    long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
    if (Math.abs(age) > TOLERANCE_SECONDS) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      byte[] expected =
          ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
              .getBytes(StandardCharsets.UTF_8);
      for (String signature : signatures.split(" ")) {
        if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** "whsec_" and Base64, or the text itself. */
  private static byte[] key(String secret) {
    return secret.startsWith("whsec_")
        ? Base64.getDecoder().decode(secret.substring("whsec_".length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }
}
