// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.Receiver.Kind;
import io.tanliu.domain.notice.Receiver.Language;
import io.tanliu.domain.notice.ReceiverRules;
import io.tanliu.domain.notice.Severity;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Mapping;
import io.tanliu.reference.register.Tree.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads somebody who is told of alerts. An address may be taken from the environment of whoever
 * applies the file, {@code ${NAME}}; neither it nor a secret is ever shown.
 */
final class ReceiverSection {
  private static final List<String> NAMES =
      List.of(
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
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
  private static final String HIDDEN = "(not shown)";

  private final Fields fields;
  private final Seeds seeds;
  private final UnaryOperator<String> environment;

  private ReceiverSection(Fields fields, Seeds seeds, UnaryOperator<String> environment) {
    this.fields = fields;
    this.seeds = seeds;
    this.environment = environment;
  }

  /**
   * @param environment value of a variable, null when there is none
   */
  static void read(
      Mapping mapping,
      String path,
      Seeds seeds,
      UnaryOperator<String> environment,
      Problems problems,
      Draft draft) {
    Fields fields = new Fields(mapping, path, NAMES, problems);
    new ReceiverSection(fields, seeds, environment).receiver(draft);
  }

  private void receiver(Draft draft) {
    var id = fields.required("id", ReceiverRules.ID, ReceiverRules.ID_EXPECTED);
    var name = fields.optional("name", Names.NAME, Names.NAME_EXPECTED);
    Optional<Kind> kind = fields.requiredEnum("kind", Kind.class);
    Optional<String> secret = fields.text("secret");
    Optional<String> address = address(kind);
    if (kind.filter(Kind.WEBHOOK::equals).isPresent()
        && secret.filter(s -> ReceiverRules.SECRET.matcher(s).matches()).isEmpty()) {
      // Whoever wrote the secret itself here must not find it in an answer or a log.
      fields.wrong("secret", secret.isEmpty() ? "missing" : HIDDEN, ReceiverRules.SECRET_EXPECTED);
    } else if (kind.filter(Kind.EMAIL::equals).isPresent() && secret.isPresent()) {
      fields.wrong("secret", HIDDEN, "none: the mail server's password is the notifier's");
    }
    Set<String> regions = codes("regions", seeds.regions()::contains, "the code of a region");
    Set<String> rules = codes("rules", seeds.alertRules()::knows, "the code of an alert rule");
    Optional<Severity> least = fields.optionalEnum("leastSeverity", Severity.class);
    Optional<Language> language = fields.optionalEnum("language", Language.class);
    boolean subtree = fields.bool("subtree").orElse(true);
    boolean enabled = fields.bool("enabled").orElse(true);
    id.flatMap(known -> draft.declareOnce("receiver|" + known, fields.place("id")))
        .ifPresent(first -> fields.wrong("id", "a receiver that is not also at " + first));
    if (fields.ok()) {
      draft.add(
          new Receiver(
              id.orElseThrow(),
              name.orElse(""),
              kind.orElseThrow(),
              address.orElseThrow(),
              secret,
              regions,
              subtree,
              rules,
              least.orElse(Severity.WARNING),
              language.orElse(Language.BOTH),
              enabled,
              0));
    }
  }

  private Optional<String> address(Optional<Kind> kind) {
    Optional<String> written = fields.required("address", Names.ANY, "an address");
    Optional<String> address = written.flatMap(this::filled);
    if (address.isPresent() && kind.isPresent()) {
      boolean web = kind.get() == Kind.WEBHOOK;
      boolean good = web ? ReceiverRules.webhook(address.get()) : ReceiverRules.mail(address.get());
      if (!good) {
        String expected = web ? ReceiverRules.WEBHOOK_EXPECTED : "one mail address";
        fields.wrong("address", written.orElseThrow(), expected);
      }
    }
    return address;
  }

  /** With the variables in it replaced; empty when there is one that is not set. */
  private Optional<String> filled(String written) {
    StringBuilder text = new StringBuilder();
    Matcher variables = VARIABLE.matcher(written);
    boolean all = true;
    while (variables.find()) {
      String value = environment.apply(variables.group(1));
      if (value == null || value.isEmpty()) {
        fields.wrong(
            "address",
            written,
            "the variable " + variables.group(1) + " in the environment of tanliu apply");
        all = false;
      }
      variables.appendReplacement(text, Matcher.quoteReplacement(value == null ? "" : value));
    }
    variables.appendTail(text);
    return all ? Optional.of(text.toString()) : Optional.empty();
  }

  private Set<String> codes(String name, Predicate<String> known, String expected) {
    Set<String> codes = new LinkedHashSet<>();
    for (Tree item : fields.items(name, ReceiverRules.MAX_CODES)) {
      if (item instanceof Scalar scalar && known.test(scalar.text())) {
        codes.add(scalar.text());
      } else {
        fields.wrong(name, item.shown(), "a list, each " + expected);
      }
    }
    return codes;
  }
}
