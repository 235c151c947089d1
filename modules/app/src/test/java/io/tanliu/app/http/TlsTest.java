// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of both sides, from PEM files, over real connections. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path dir;

  @BeforeAll
  static void make() throws Exception {
    pem("first", "EC");
    pem("second", "RSA");
    pem("client", "EC");
    pem("stranger", "EC");
  }

  /** A key with its own certificate, as PEM files and as a key store of the client. */
  private static void pem(String name, String kind) throws Exception {
    Path store = dir.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                kind,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = load(store);
    write(name + ".crt", "CERTIFICATE", keys.getCertificate("it").getEncoded());
    write(name + ".key", "PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded());
  }

  private static KeyStore load(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static void write(String file, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        dir.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static Javalin start(Map<String, Object> tls) {
    Map<String, Object> config = new HashMap<>(tls);
    config.putIfAbsent("tls.cert", dir.resolve("first.crt"));
    config.putIfAbsent("tls.key", dir.resolve("first.key"));
    Javalin server =
        Javalin.create(
            javalin -> {
              javalin.startup.showJavalinBanner = false;
              HttpGuard.apply(
                  javalin, HttpSettings.of("127.0.0.1", 0, config), new SimpleMeterRegistry());
              javalin.routes.get(
                  "/who",
                  ctx -> {
                    X509Certificate[] shown =
                        ctx.attribute("jakarta.servlet.request.X509Certificate");
                    ctx.result(shown == null ? "nobody" : shown[0].getSubjectX500Principal() + "");
                  });
            });
    return server.start();
  }

  /** Asks over a connection of its own. */
  private static String ask(int port, String trusted, Optional<String> as, String... protocols)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("it", load(dir.resolve(trusted + ".p12")).getCertificate("it"));
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trust);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(as.isPresent() ? load(dir.resolve(as.get() + ".p12")) : null, PASSWORD);
    context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      socket
          .getOutputStream()
          .write(
              "GET /who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void shouldSpeakTlsOnlyAndNoOldVersionOfIt() throws Exception {
    Javalin server = start(Map.of());
    try {
      for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
        assertThat(ask(server.port(), "first", Optional.empty(), version))
            .startsWith("HTTP/1.1 200")
            .contains("Strict-Transport-Security: max-age=31536000\r\n")
            .endsWith("nobody");
      }
      assertThatThrownBy(() -> ask(server.port(), "first", Optional.empty(), "TLSv1.1"))
          .isInstanceOf(IOException.class);
      assertThat(RawHttp.ask(server.port(), "GET /who HTTP/1.1\r\nHost: x\r\n\r\n"))
          .doesNotContain("HTTP/1.1 200");
    } finally {
      server.stop();
    }
  }

  @Test
  void shouldAskForCertificatesOfClientsAndTrustNoOther() throws Exception {
    Javalin want = start(Map.of("tls.client.ca", dir.resolve("client.crt")));
    Javalin need =
        start(Map.of("tls.client.ca", dir.resolve("client.crt"), "tls.client.auth", "need"));
    try {
      for (Javalin server : new Javalin[] {want, need}) {
        assertThat(ask(server.port(), "first", Optional.of("client"))).endsWith("CN=client");
      }
      assertThat(ask(want.port(), "first", Optional.empty())).endsWith("nobody");
      // A client does not even offer a certificate of an authority that was not asked for.
      assertThat(ask(want.port(), "first", Optional.of("stranger"))).endsWith("nobody");
      for (Optional<String> as : List.of(Optional.<String>empty(), Optional.of("stranger"))) {
        assertThatThrownBy(() -> ask(need.port(), "first", as)).isInstanceOf(IOException.class);
      }
    } finally {
      want.stop();
      need.stop();
    }
  }

  @Test
  void shouldTakeARenewedCertificateWhileItRuns() throws Exception {
    Path certificate = Files.copy(dir.resolve("first.crt"), dir.resolve("live.crt"));
    Path key = Files.copy(dir.resolve("first.key"), dir.resolve("live.key"));
    Javalin server = start(Map.of("tls.cert", certificate, "tls.key", key));
    try {
      assertThat(ask(server.port(), "first", Optional.empty())).startsWith("HTTP/1.1 200");
      replace("second.crt", certificate, 1);
      replace("second.key", key, 2);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(SSLException.class)
          .until(() -> ask(server.port(), "second", Optional.empty()).startsWith("HTTP/1.1 200"));
    } finally {
      server.stop();
    }
  }

  private static void replace(String from, Path to, int seconds) throws IOException {
    Files.writeString(to, Files.readString(dir.resolve(from)));
    Files.setLastModifiedTime(
        to, FileTime.fromMillis(System.currentTimeMillis() + 1_000L * seconds));
  }

  @Test
  void shouldNameWhatIsWrongWithTheFiles() throws Exception {
    Files.writeString(dir.resolve("none.pem"), "nothing\n");
    assertWrong(Map.of("tls.cert", dir.resolve("missing.crt")), "tls.cert: ");
    assertWrong(Map.of("tls.key", dir.resolve("second.key")), "is not the key of");
    assertWrong(Map.of("tls.key", dir.resolve("none.pem")), "openssl pkcs8 -topk8");
    assertWrong(Map.of("tls.client.auth", "perhaps"), "expected: want or need");
    assertWrong(Map.of("tls.client.auth", "need"), "expected: with tls.client.ca");
    assertThatThrownBy(
            () -> HttpSettings.of("127.0.0.1", 0, Map.of("tls.cert", dir.resolve("first.crt"))))
        .hasMessageContaining("tls: incomplete");
  }

  private static void assertWrong(Map<String, Object> config, String message) {
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
