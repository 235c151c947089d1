// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Kind;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.ReceiverRules;
import io.tanliu.domain.notice.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a receiver from JSON, and names everything that is wrong with it at once. */
final class ReceiverDocument {
  /** Longest document, characters. */
  static final int MAX_CHARACTERS = 64 << 10;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "kind",
          "address",
          "secret",
          "regions",
          "subtree",
          "rules",
          "leastSeverity",
          "language",
          "enabled");

  private final JsonNode root;
  private final Predicate<String> regions;
  private final List<Map<String, Object>> errors = new ArrayList<>();

  private ReceiverDocument(JsonNode root, Predicate<String> regions) {
    this.root = root;
    this.regions = regions;
  }

  /**
   * The receiver in a document.
   *
   * @param id from the path; the document may repeat it
   * @param regions knows the codes of regions
   * @param since when it was first registered, epoch milliseconds
   * @throws ProblemException with every finding
   */
  static Receiver read(String id, String text, Predicate<String> regions, long since) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Problem.of(Problem.Code.MALFORMED, "body", e.getOriginalMessage(), "one JSON object");
    }
    if (root == null || !root.isObject()) {
      throw Problem.of(Problem.Code.MALFORMED, "body", Text.shorten(text, 50), "one JSON object");
    }
    return new ReceiverDocument(root, regions).receiver(id, since);
  }

  private Receiver receiver(String id, long since) {
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                wrong(name, "unknown field", "one of " + FIELDS.stream().sorted().toList());
              }
            });
    if (!ReceiverRules.ID.matcher(id).matches()) {
      wrong("id", id, ReceiverRules.ID_EXPECTED);
    }
    if (root.has("id") && !root.get("id").asText().equals(id)) {
      wrong("id", root.get("id").asText(), id + ", as in the path");
    }
    String name = text("name").orElse("");
    if (name.length() > ReceiverRules.MAX_NAME) {
      wrong("name", name, "at most " + ReceiverRules.MAX_NAME + " characters");
    }
    Kind kind = constant("kind", Kind.class, null);
    String address = text("address").orElse("");
    Optional<String> secret = text("secret");
    if (kind == Kind.WEBHOOK) {
      webhook(address, secret);
    } else if (kind == Kind.EMAIL) {
      mail(address, secret);
    }
    Set<String> places = codes("regions", regions, "the code of a region");
    Set<String> rules =
        codes("rules", c -> ReceiverRules.RULE.matcher(c).matches(), "the code of a rule");
    Severity least = constant("leastSeverity", Severity.class, Severity.WARNING);
    Language language = constant("language", Language.class, Language.BOTH);
    boolean subtree = bool("subtree");
    boolean enabled = bool("enabled");
    if (!errors.isEmpty()) {
      throw invalid();
    }
    return new Receiver(
        id, name, kind, address, secret, places, subtree, rules, least, language, enabled, since);
  }

  private void webhook(String address, Optional<String> secret) {
    if (!ReceiverRules.webhook(address)) {
      wrong("address", address, ReceiverRules.WEBHOOK_EXPECTED);
    }
    if (secret.isEmpty() || !ReceiverRules.SECRET.matcher(secret.get()).matches()) {
      // Whoever wrote the secret itself here must not find it in an answer or a log.
      wrong("secret", secret.isEmpty() ? "" : "(not shown)", ReceiverRules.SECRET_EXPECTED);
    }
  }

  private void mail(String address, Optional<String> secret) {
    if (!ReceiverRules.mail(address)) {
      wrong("address", address, "one mail address");
    }
    if (secret.isPresent()) {
      wrong("secret", "(not shown)", "none: the mail server's password is the notifier's");
    }
  }

  private Optional<String> text(String field) {
    JsonNode value = root.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      wrong(field, value.toString(), "a text");
      return Optional.empty();
    }
    return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
  }

  private boolean bool(String field) {
    JsonNode value = root.get(field);
    if (value == null || value.isNull()) {
      return true;
    }
    if (!value.isBoolean()) {
      wrong(field, value.toString(), "true or false");
    }
    return value.asBoolean();
  }

  private <E extends Enum<E>> E constant(String field, Class<E> type, E byDefault) {
    Optional<String> text = text(field);
    if (text.isEmpty() && byDefault != null) {
      return byDefault;
    }
    for (E constant : type.getEnumConstants()) {
      if (text.isPresent() && constant.name().equals(text.get())) {
        return constant;
      }
    }
    wrong(field, text.orElse(""), "one of " + Arrays.toString(type.getEnumConstants()));
    return byDefault;
  }

  private Set<String> codes(String field, Predicate<String> known, String expected) {
    JsonNode value = root.get(field);
    Set<String> codes = new LinkedHashSet<>();
    if (value == null || value.isNull()) {
      return codes;
    }
    if (!value.isArray() || value.size() > ReceiverRules.MAX_CODES) {
      wrong(
          field,
          Text.shorten(value.toString(), 50),
          "a list of at most " + ReceiverRules.MAX_CODES);
      return codes;
    }
    for (int i = 0; i < value.size(); i++) {
      JsonNode code = value.get(i);
      if (code.isTextual() && known.test(code.asText())) {
        codes.add(code.asText());
      } else {
        wrong(field + "[" + i + "]", code.asText(), expected);
      }
    }
    return codes;
  }

  private void wrong(String field, String value, String expected) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("field", field);
    error.put("value", Text.shorten(value, 200));
    error.put("expected", expected);
    errors.add(error);
  }

  private ProblemException invalid() {
    Map<String, Object> first = errors.get(0);
    return new ProblemException(
        new Problem(
            Problem.Code.INVALID_RECEIVER,
            first.get("field").toString(),
            first.get("value").toString(),
            first.get("expected").toString(),
            errors));
  }
}
