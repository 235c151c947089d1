// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Remembers how far a push came, in one small file per content, options and gateway. */
final class PushState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  PushState(PushOptions options, String identity) {
    String name =
        FileDigest.ofText(options.connection().url() + "\n" + options.batch() + "\n" + identity);
    this.file = options.stateDirectory().resolve(name.substring(0, 32) + ".json");
  }

  /** Progress of an earlier push that broke off; an unreadable file is as good as none. */
  Optional<PushProgress> load() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      JsonNode state = JSON.readTree(Files.readAllBytes(file));
      PushProgress progress =
          new PushProgress(
              state.path("readings").asLong(),
              state.path("accepted").asLong(),
              state.path("rejected").asLong(),
              0);
      return Optional.of(progress).filter(p -> p.readings() > 0);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Replaces the file in one step, so that a kill leaves the old or the new one. */
  void save(PushProgress progress) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    byte[] state =
        JSON.writeValueAsBytes(
            Map.of(
                "readings", progress.readings(),
                "accepted", progress.accepted(),
                "rejected", progress.rejected()));
    Files.write(next, state);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Forgets: the push is complete. */
  void clear() throws IOException {
    Files.deleteIfExists(file);
  }
}
