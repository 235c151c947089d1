// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where seed files come from. */
@FunctionalInterface
interface SeedSource {
  /** Opens one seed file. */
  InputStream open(String file) throws IOException;

  /**
   * CSV files of a directory within the seeds, in the order of their names.
   *
   * @param packaged those that are packaged with the program
   */
  default List<String> list(String directory, List<String> packaged) {
    return packaged;
  }

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
    return new SeedSource() {
      @Override
      public InputStream open(String file) throws IOException {
        return Files.newInputStream(directory.resolve(file));
      }

      @Override
      public List<String> list(String within, List<String> packaged) {
        try (Stream<Path> files = Files.list(directory.resolve(within))) {
          return files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".csv"))
              .sorted()
              .toList();
        } catch (IOException e) {
          // Opening the packaged names reports what is missing.
          return packaged;
        }
      }
    };
  }
}
