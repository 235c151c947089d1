// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** JSON over HTTP to the first address that answers. */
final class RegistryTransport {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_ANSWER_BYTES = 8 << 20;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistrySettings settings;
  private final HttpClient http;
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryTransport(RegistrySettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    if (!settings.tls().isEmpty()) {
      builder.sslContext(sslContext(settings.tls()));
    }
    this.http = builder.build();
  }

  JsonNode get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode send(String method, String path, JsonNode body) {
    return send(method, path, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private JsonNode send(String method, String path, HttpRequest.BodyPublisher body) {
    RegistryException last = null;
    for (int attempt = 0; attempt <= settings.retries(); attempt++) {
      if (attempt > 0) {
        pause(FIRST_WAIT_MILLIS << Math.min(attempt - 1, 6));
      }
      int first = preferred.get();
      for (int i = 0; i < settings.urls().size(); i++) {
        int index = (first + i) % settings.urls().size();
        try {
          JsonNode answer = once(settings.urls().get(index), method, path, body);
          preferred.set(index);
          return answer;
        } catch (RegistryException e) {
          if (!e.retriable()) {
            throw e;
          }
          last = e;
        }
      }
    }
    throw last;
  }

  private JsonNode once(URI base, String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(settings.requestTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json")
            .header("Content-Type", MEDIA_TYPE)
            .method(method, body);
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      byte[] bytes;
      try (InputStream in = response.body()) {
        bytes = in.readNBytes(MAX_ANSWER_BYTES + 1);
      }
      if (bytes.length > MAX_ANSWER_BYTES) {
        throw new RegistryException(
            response.statusCode(),
            0,
            method + " " + base + path + ": answer longer than " + MAX_ANSWER_BYTES + " bytes");
      }
      if (response.statusCode() / 100 != 2) {
        throw refusal(method + " " + base + path, response.statusCode(), bytes);
      }
      return JSON.readTree(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(method + " " + base + path + ": interrupted", e);
    } catch (IOException e) {
      throw new RegistryException(method + " " + base + path + ": " + describe(e), e);
    }
  }

  private static RegistryException refusal(String request, int status, byte[] body) {
    int code = status;
    String message = "HTTP " + status;
    try {
      JsonNode error = JSON.readTree(body);
      code = error.path("error_code").asInt(status);
      message = error.path("message").asText(message);
    } catch (JsonProcessingException e) {
      // not a registry, or a proxy in front of it: the status must do
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
    return new RegistryException(status, code, request + ": " + message + " (" + code + ")");
  }

  private static String describe(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException("Interrupted while waiting for the registry", e);
    }
  }

  /** Stores are read as Kafka reads its own, PEM included, so one set of files serves both. */
  private static SSLContext sslContext(Map<String, Object> tls) {
    AbstractConfig parsed = new AbstractConfig(new ConfigDef().withClientSslSupport(), tls, false);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(parsed.values());
      return factory.sslContext();
    }
  }
}
