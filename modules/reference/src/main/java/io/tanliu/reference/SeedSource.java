// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where seed files come from. */
@FunctionalInterface
interface SeedSource {
  /** Opens one seed file. */
  InputStream open(String file) throws IOException;

  /** The seeds that are packaged with the program. */
  static SeedSource packaged() {
    return file -> {
      InputStream stream = Seeds.class.getResourceAsStream("/seeds/" + file);
      if (stream == null) {
        throw new FileNotFoundException("no resource seeds/" + file);
      }
      return stream;
    };
  }

  /** Seeds of a directory. */
  static SeedSource directory(Path directory) {
    return file -> Files.newInputStream(directory.resolve(file));
  }
}
