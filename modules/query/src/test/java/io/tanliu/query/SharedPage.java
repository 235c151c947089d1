// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tanliu.testkit.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link PageRig} for all tests of the page; they are skipped where there is no browser. */
final class SharedPage implements BeforeAllCallback, ParameterResolver {
  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElse(""));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == PageRig.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    // Of the outermost class: what the groups share is closed with it.
    ExtensionContext outermost = extension;
    while (outermost.getParent().filter(above -> above.getTestClass().isPresent()).isPresent()) {
      outermost = outermost.getParent().orElseThrow();
    }
    return outermost
        .getStore(ExtensionContext.Namespace.create(SharedPage.class))
        .computeIfAbsent(PageRig.class, type -> start(), PageRig.class);
  }

  private static PageRig start() {
    try {
      return new PageRig();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
