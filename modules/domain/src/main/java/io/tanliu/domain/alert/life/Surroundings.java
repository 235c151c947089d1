// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import java.util.Optional;

/** What mutes an alert from outside, as it stands at the moment of a decision. */
public interface Surroundings {
  /** Nothing does. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public Optional<Silence> silence(AlertLife life) {
          return Optional.empty();
        }

        @Override
        public Optional<String> inhibitor(AlertLife life) {
          return Optional.empty();
        }
      };

  /** The silence that covers an alert; of several the one that ends last. */
  Optional<Silence> silence(AlertLife life);

  /** Identity of a firing alert that explains this one. */
  Optional<String> inhibitor(AlertLife life);
}
