// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicManifestTest {
  private static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../.."));
  private static final String UPDATE =
      "Out of date; run ./mvnw -pl modules/wire -am test -Dtest=TopicManifestTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dtanliu.update=true";

  @Test
  void shouldBeWhatTheCatalogueSays() throws IOException {
    if (Boolean.getBoolean("tanliu.update")) {
      TopicManifest.write(ROOT);
    }
    assertThat(ROOT.resolve(TopicManifest.PLAIN)).as(UPDATE).hasContent(TopicManifest.plain());
    assertThat(Files.readString(ROOT.resolve(TopicManifest.STRIMZI)))
        .as(UPDATE)
        .isEqualTo(TopicManifest.strimzi());
  }
}
