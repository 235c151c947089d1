// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.ref.WeakReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Confluent's REST API, as Confluent, Apicurio ({@code /apis/ccompat/v7}), Karapace, Redpanda and
 * the embedded registry serve it.
 */
public final class HttpRegistryClient implements SchemaRegistryClient {
  /** No subject has nearly as many; the cap keeps a broken registry from filling memory. */
  private static final int MAX_CACHED = 10_000;

  /** Serializers are many and their settings few: they share connections and remembered ids. */
  private static final Map<RegistrySettings, WeakReference<HttpRegistryClient>> SHARED =
      new HashMap<>();

  private record Registration(String subject, Schema schema) {}

  private final RegistryTransport transport;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<Registration, Integer> registered = new ConcurrentHashMap<>();

  private HttpRegistryClient(RegistrySettings settings) {
    this.transport = new RegistryTransport(settings);
  }

  /**
   * The client for a configuration; equal settings give the same one. Nothing is sent yet.
   *
   * @param config {@code schema.registry.url} (several separated by commas), {@code
   *     basic.auth.credentials.source} (URL or USER_INFO), {@code basic.auth.user.info}, {@code
   *     schema.registry.ssl.*}, {@code schema.registry.request.timeout.ms}, {@code max.retries}
   * @throws org.apache.kafka.common.config.ConfigException when a setting is missing or wrong
   */
  public static HttpRegistryClient of(Map<String, ?> config) {
    RegistrySettings settings = RegistrySettings.of(config);
    synchronized (SHARED) {
      SHARED.values().removeIf(reference -> reference.get() == null);
      WeakReference<HttpRegistryClient> known = SHARED.get(settings);
      HttpRegistryClient client = known == null ? null : known.get();
      if (client == null) {
        client = new HttpRegistryClient(settings);
        SHARED.put(settings, new WeakReference<>(client));
      }
      return client;
    }
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration key = new Registration(subject, schema);
    Integer known = registered.get(key);
    if (known != null) {
      return known;
    }
    int id =
        transport.send("POST", subject(subject) + "/versions", body(schema)).path("id").asInt();
    if (registered.size() < MAX_CACHED) {
      registered.put(key, id);
    }
    return id;
  }

  @Override
  public RegisteredSchema lookup(String subject, Schema schema) {
    return registered(transport.send("POST", subject(subject), body(schema)));
  }

  @Override
  public Schema getById(int id) {
    Schema known = byId.get(id);
    if (known != null) {
      return known;
    }
    Schema schema = parse(transport.get("/schemas/ids/" + id));
    if (byId.size() < MAX_CACHED) {
      byId.put(id, schema);
    }
    return schema;
  }

  @Override
  public RegisteredSchema getLatest(String subject) {
    return registered(transport.get(subject(subject) + "/versions/latest"));
  }

  @Override
  public RegisteredSchema getVersion(String subject, int version) {
    return registered(transport.get(subject(subject) + "/versions/" + version));
  }

  @Override
  public List<String> subjects() {
    List<String> names = new ArrayList<>();
    transport.get("/subjects").forEach(name -> names.add(name.asText()));
    return names;
  }

  @Override
  public List<Integer> versions(String subject) {
    List<Integer> versions = new ArrayList<>();
    transport.get(subject(subject) + "/versions").forEach(v -> versions.add(v.asInt()));
    return versions;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    String path = "/compatibility" + subject(subject) + "/versions/latest";
    return transport.send("POST", path, body(schema)).path("is_compatible").asBoolean();
  }

  @Override
  public String compatibility(Optional<String> subject) {
    String path = config(subject) + (subject.isPresent() ? "?defaultToGlobal=true" : "");
    JsonNode answer = transport.get(path);
    return answer.path("compatibilityLevel").asText(answer.path("compatibility").asText());
  }

  @Override
  public void setCompatibility(Optional<String> subject, String level) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
    transport.send("PUT", config(subject), body);
  }

  private static String config(Optional<String> subject) {
    return "/config" + subject.map(name -> "/" + encode(name)).orElse("");
  }

  private static String subject(String subject) {
    return "/subjects/" + encode(subject);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", SchemaText.neutral(schema));
  }

  private static RegisteredSchema registered(JsonNode answer) {
    return new RegisteredSchema(
        answer.path("subject").asText(),
        answer.path("version").asInt(),
        answer.path("id").asInt(),
        parse(answer));
  }

  private static Schema parse(JsonNode answer) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !answer.path("references").isEmpty()) {
      throw unusable(
          "not a self-contained Avro schema: type "
              + type
              + ", references "
              + answer.path("references"));
    }
    try {
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (SchemaParseException e) {
      throw unusable("not an Avro schema: " + e.getMessage());
    }
  }

  /** The registry is well and will say the same again: the record is what cannot be read. */
  private static RegistryException unusable(String what) {
    return new RegistryException(200, 0, "The registry's answer cannot be used: " + what);
  }
}
