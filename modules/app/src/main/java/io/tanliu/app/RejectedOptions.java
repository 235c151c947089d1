// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.rejected.DeadLetterFilter;
import io.tanliu.app.rejected.RecordId;
import io.tanliu.app.rejected.RejectedFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Which records are meant. */
final class RejectedOptions {
  @Spec(Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--dead-letters",
      description = "Records that could not be decoded, instead of refused readings.")
  boolean deadLetters;

  @Option(names = "--unit", description = "Only of this unit, as sent.")
  Optional<String> unit;

  @Option(names = "--point", description = "Only of this point, as sent.")
  Optional<String> point;

  @Option(names = "--code", description = "Only with this reason, e.g. UNKNOWN_POINT.")
  Optional<String> code;

  @Option(names = "--stage", description = "Only refused by the gateway, or by the ledger.")
  Optional<String> stage;

  @Option(
      names = "--from",
      converter = MomentText.class,
      description = "Only from this moment on: 2025-03-01, or 2025-03-01T08:00:00+08:00.")
  Optional<Instant> from;

  @Option(names = "--to", converter = MomentText.class, description = "Only before this moment.")
  Optional<Instant> to;

  RejectedFilter filter() {
    return new RejectedFilter(unit, point, code, stage, from, to);
  }

  /**
   * The same for dead letters.
   *
   * @throws ParameterException when something is asked that is not known of them
   */
  DeadLetterFilter deadLetterFilter() {
    if (point.isPresent() || code.isPresent() || stage.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--dead-letters can be chosen by --unit, --from and --to only");
    }
    return new DeadLetterFilter(unit, from, to);
  }

  /** True when everything is meant, unless ids say otherwise. */
  boolean isEmpty(List<RecordId> ids) {
    return ids.isEmpty() && filter().isEmpty();
  }

  /**
   * Refuses a limit that would keep nothing, or too much.
   *
   * @throws ParameterException then
   */
  int limit(int limit) {
    if (limit < 1 || limit > 1_000_000) {
      throw new ParameterException(
          spec.commandLine(), "--limit: " + limit + " (expected: 1 to 1000000)");
    }
    return limit;
  }

  /** Reads {@code partition-offset}. */
  static final class IdText implements ITypeConverter<RecordId> {
    @Override
    public RecordId convert(String text) {
      try {
        return RecordId.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
