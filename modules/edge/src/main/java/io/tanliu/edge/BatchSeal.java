// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import java.util.Map;
import java.util.Optional;

/** Seals what is sent, so that a receiver can prove that it is unaltered and whole. */
public interface BatchSeal {
  /** No seal. */
  BatchSeal NONE =
      new BatchSeal() {
        @Override
        public Optional<Map.Entry<String, String>> seal(
            String unit, byte[] body, String contentType) {
          return Optional.empty();
        }

        @Override
        public void acknowledged(String unit) {}
      };

  /**
   * Seals a request before it is sent for the first time; a repeat carries the same seal.
   *
   * @param unit unit id
   * @param body the body before it is compressed
   * @param contentType its type
   * @return name and value of the header that holds the seal
   */
  Optional<Map.Entry<String, String>> seal(String unit, byte[] body, String contentType);

  /** The last sealed request of this unit was acknowledged. */
  void acknowledged(String unit);
}
