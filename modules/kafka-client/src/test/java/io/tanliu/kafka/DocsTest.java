// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsTest {
  private static final String IMPORTS =
      """
      import io.tanliu.kafka.*;
      import java.math.BigDecimal;
      import java.time.*;
      import java.util.*;
      """;

  @Test
  void shouldShowAProgramThatCompiles(@TempDir Path dir) throws IOException {
    String document =
        Files.readString(Path.of(System.getProperty("tanliu.root"), "docs/KAFKA-CLIENT.md"));
    int begin = document.indexOf("```java\n") + "```java\n".length();
    String body = document.substring(begin, document.indexOf("```", begin));
    String program =
        IMPORTS + "class Example { void run() throws InterruptedException {\n" + body + "}}";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    compiler
        .getTask(
            null,
            null,
            problems,
            List.of(
                "-proc:none", "-d", dir.toString(), "-cp", System.getProperty("java.class.path")),
            null,
            List.of(new Source(program)))
        .call();
    assertThat(problems.getDiagnostics()).isEmpty();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
