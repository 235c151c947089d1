// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds that keeps somebody from using a page. */
public final class Axe {
  private static final String SERIOUS =
      """
      name => axe.run(document, {resultTypes: ['violations']}).then(answer => answer.violations
        .filter(each => each.impact === 'serious' || each.impact === 'critical')
        .map(each => `${name}: ${each.id} at ${each.nodes.map(node => node.target.join(' ')).join(', ')}`))
      """;

  private Axe() {}

  /**
   * What it calls serious or critical on the page as it stands.
   *
   * @param name of what is shown, for the answer
   * @return the name, the rule and the places, one each rule
   */
  public static List<String> serious(Page page, String name) {
    if (!(Boolean) page.evaluate("() => typeof axe === 'object'")) {
      page.evaluate(source());
    }
    return ((List<?>) page.evaluate(SERIOUS, name)).stream().map(String::valueOf).toList();
  }

  private static String source() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
